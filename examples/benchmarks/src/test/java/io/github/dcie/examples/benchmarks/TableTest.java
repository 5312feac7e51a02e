package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void markdown() {
        assertThat(new Table("what", "how many")
                        .row("a", 1234L)
                        .row("b", 0.125)
                        .row("c", 2.0)
                        .lines())
                .containsExactly("| what | how many |", "|---|---:|", "| a | 1,234 |", "| b | 0.13 |", "| c | 2 |");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Table("what", "how many").row("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 2 cells");
    }

    @ParameterizedTest
    @CsvSource({"PT30S, 30 s", "PT90S, 1:30 min", "PT12M, 12 min", "PT3H, 3.0 h", "P3D, 3.0 days"})
    void durations(Duration time, String text) {
        assertThat(Spell.of(time)).isEqualTo(text);
    }
}
