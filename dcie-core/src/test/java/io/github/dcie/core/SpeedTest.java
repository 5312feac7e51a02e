package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StateStoreException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How fast life can be simulated, without data. */
class SpeedTest {

    @Test
    void aThousandDaysAMinuteOfOneCore() throws StateStoreException {
        Stage stage = new Stage(builder -> builder.notifier(event -> {})).following();
        int days = 200;
        Instant end = stage.aws.clock().instant().plus(Duration.ofDays(days));
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long steps = 0;
        while (stage.aws.clock().instant().isBefore(end)) {
            AdvanceOutcome outcome = stage.step();
            stage.aws.clock().advance(outcome.callAgainAfter(stage.aws.clock().instant()));
            steps++;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        double daysAMinute = days / seconds * 60;

        System.out.printf(
                Locale.ROOT,
                "simulated days of 15-minute windows per minute of one core: %.0f (%d days, %d steps, %.1f s)%n",
                daysAMinute,
                days,
                steps,
                seconds);
        assertThat(stage.exports.status().watermark().orElseThrow()).isAfter(end.minus(Duration.ofHours(1)));
        assertThat(daysAMinute).isGreaterThan(1_000);
    }
}
