package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How fast life can be simulated, without data. */
class SpeedTest {

    private static final int WARM_UP_DAYS = 100;
    private static final int PARTS = 3;
    private static final int DAYS = 100;

    private final Stage stage = new Stage(builder -> builder.notifier(event -> {}));

    @Test
    void aThousandDaysAMinuteOfOneCore() throws StateStoreException {
        stage.following();
        live(WARM_UP_DAYS);
        double seconds = Double.MAX_VALUE;
        for (int part = 0; part < PARTS; part++) { // what others do on the machine costs, too
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            live(DAYS);
            seconds = Math.min(seconds, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
        }

        double daysAMinute = DAYS / seconds * 60;
        System.out.printf(
                Locale.ROOT,
                "simulated days of 15-minute windows per minute of one core: %.0f (%d days, a step every 5 minutes,"
                        + " %.1f s at best, after %d days to warm up)%n",
                daysAMinute,
                DAYS,
                seconds,
                WARM_UP_DAYS);
        assertThat(stage.exports.status().lag().orElseThrow()).isLessThan(Duration.ofHours(1));
        assertThat(daysAMinute).isGreaterThan(1_000);
    }

    private void live(int days) throws StateStoreException {
        Instant end = stage.aws.clock().instant().plus(Duration.ofDays(days));
        while (stage.aws.clock().instant().isBefore(end)) {
            stage.stepAfter(Duration.ofMinutes(5));
        }
    }
}
