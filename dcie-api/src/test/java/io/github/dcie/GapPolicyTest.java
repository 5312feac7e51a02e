package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapPolicyTest { // G3

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void theTwoPolicies() {
        assertThat(GapPolicy.hold()).isEqualTo(new GapPolicy.Hold());
        assertThat(GapPolicy.startNewChain(Duration.ofDays(7), 1_000_000))
                .isEqualTo(new GapPolicy.StartNewChain(Duration.ofDays(7), 1_000_000));
    }

    @Test
    void anHourAndNoBytesAreTheLeast() {
        GapPolicy.StartNewChain least = (GapPolicy.StartNewChain) GapPolicy.startNewChain(HOUR, 0);

        assertThat(least.atMostOncePer()).isEqualTo(HOUR);
        assertThat(least.maxTableBytes()).isZero();
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"PT59M59.999999999S", "PT0S", "PT-1H"})
    void aShorterPeriodIsNamedWithTheRuleAndItsReason(Duration period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapPolicy.startNewChain(period, 1))
                .withMessageContainingAll("atMostOncePer " + period, "at least PT1H", "billed full export");
    }

    @ParameterizedTest // F6
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeSizeIsNamedWithTheRuleAndTheWayOut(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapPolicy.startNewChain(HOUR, bytes))
                .withMessageContainingAll("maxTableBytes " + bytes, "0 or more", "GapPolicy.hold()");
    }
}
