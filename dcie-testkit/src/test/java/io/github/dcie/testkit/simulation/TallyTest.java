package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTest {

    @Test
    void showsItsNumbers() {
        assertThat(new Tally(1_234, 56, 7, 89, 0))
                .hasToString("simulated steps: 1,234, faults: 56, crashes: 7, exports: 89, violations: 0");
    }

    @Test
    void addsUp() {
        assertThat(Tally.none().plus(new Tally(1, 2, 3, 4, 5)).plus(new Tally(10, 20, 30, 40, 50)))
                .isEqualTo(new Tally(11, 22, 33, 44, 55));
    }
}
