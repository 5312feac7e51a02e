package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteIdTest { // R7

    @Test
    void randomOnesDiffer() {
        assertThat(Stream.generate(WriteId::random).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void from1To64Characters() {
        assertThat(new WriteId("a")).hasToString("a");
        assertThat(new WriteId("A-9".repeat(21) + "z").value()).hasSize(64);
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"", " ", "a_b", "a.b", "a/b", "ä", "a\n"})
    void anIllegalOneIsNamedWithTheRuleAndTheWayOut(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteId(value))
                .withMessageContainingAll("write id \"" + value + "\"", "1 to 64 of A-Z a-z 0-9 -", "WriteId.random()");
    }

    @Test // F6
    void sixtyFiveCharactersAreTooMany() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteId("a".repeat(65)))
                .withMessageContaining("1 to 64");
    }
}
