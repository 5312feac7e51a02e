package io.github.dcie.core.internal.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** P2: what is learned of how long exports take. */
class EstimateTest {

    private static Estimate of(long... seconds) {
        Estimate estimate = Estimate.of(Duration.ofSeconds(seconds[0]));
        for (int i = 1; i < seconds.length; i++) {
            estimate = estimate.and(Duration.ofSeconds(seconds[i]));
        }
        return estimate;
    }

    @Test
    void oneDurationIsNoReasonToBelieve() {
        assertThat(of(720)).isEqualTo(new Estimate(720, 180));
        assertThat(of(720).isSteady()).isFalse();
    }

    @Test
    void afterAnHourOfAlikeDurationsTheyAreSteady() {
        assertThat(of(720, 725, 715, 720, 722).isSteady()).isFalse();
        assertThat(of(720, 725, 715, 720, 722, 718).isSteady()).isTrue();
    }

    @Test // three or 25 minutes, in turn
    void whatIsOneOrTheOtherIsNeverSteady() {
        Estimate estimate = of(180, 1500);
        for (int i = 0; i < 100; i++) {
            estimate = estimate.and(Duration.ofSeconds(i % 2 == 0 ? 180 : 1500));
            assertThat(estimate.isSteady()).isFalse();
        }
    }

    @Test // late once, and not each time until the mean has come down
    void farShorterOnesBeginAnew() {
        Estimate steady = new Estimate(720, 10);

        assertThat(steady.and(Duration.ofMinutes(2))).isEqualTo(of(120));
        assertThat(steady.and(Duration.ofSeconds(660))).isEqualTo(new Estimate(713, 16));
    }

    @Test // one that is slow costs a few looks, and is forgotten
    void farLongerOnesWiden() {
        assertThat(new Estimate(720, 10).and(Duration.ofMinutes(30)).isSteady()).isFalse();
    }

    @Test
    void impossibleOnesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate(10, 11))
                .withMessage("an export is expected to take 10 s, give or take 11: expected 1 to 3024000, and no more"
                        + " than that");
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(0, 0));
    }

    @Property
    void everyDurationGivesALegalEstimate(
            @ForAll @LongRange(max = 3_024_000) long mean,
            @ForAll @LongRange(max = 3_024_000) long deviation,
            @ForAll @LongRange(max = Long.MAX_VALUE / 1_000) long next) {
        long legalMean = Math.max(1, mean);
        Estimate estimate = new Estimate(legalMean, Math.min(legalMean, deviation)).and(Duration.ofSeconds(next));

        assertThat(estimate.mean()).isBetween(1L, 3_024_000L);
    }
}
