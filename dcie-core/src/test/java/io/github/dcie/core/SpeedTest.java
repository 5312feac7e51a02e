package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How fast life can be simulated, without data: held to plain work of the same run, since a machine that others use is
 * slower by a factor of two or three.
 */
class SpeedTest {

    private static final int WARM_UP_DAYS = 100;
    private static final int PARTS = 5;
    private static final int DAYS = 60;

    /** What a day (288 steps, 96 windows) may cost, in words put into a sorted map; measured: some 120,000. */
    private static final int WORDS_A_DAY = 300_000;

    private static final int WORDS = 300_000;

    private final Stage stage = new Stage(builder -> builder.notifier(event -> {}));

    @Test
    void aDayOfStepsCostsNoMoreThanSoManyWordsInASortedMap() throws StateStoreException {
        stage.following();
        live(WARM_UP_DAYS);
        sorted(WORDS);
        double aDay = Double.MAX_VALUE;
        double aWord = Double.MAX_VALUE;
        for (int part = 0; part < PARTS; part++) { // taken in turn, so that both see the same machine
            long start = cpuNanos();
            live(DAYS);
            long lived = cpuNanos();
            assertThat(sorted(WORDS)).isGreaterThan(1_000);
            aDay = Math.min(aDay, (double) (lived - start) / DAYS);
            aWord = Math.min(aWord, (double) (cpuNanos() - lived) / WORDS);
        }

        System.out.printf(
                Locale.ROOT,
                "a simulated day of 15-minute windows, a step every 5 minutes: %.0f words in a sorted map"
                        + " (%.0f days per minute of one core)%n",
                aDay / aWord,
                60e9 / aDay);
        assertThat(stage.exports.status().lag().orElseThrow()).isLessThan(Duration.ofHours(1));
        assertThat(aDay / aWord).isLessThan(WORDS_A_DAY);
    }

    private void live(int days) throws StateStoreException {
        Instant end = stage.aws.clock().instant().plus(Duration.ofDays(days));
        while (stage.aws.clock().instant().isBefore(end)) {
            stage.stepAfter(Duration.ofMinutes(5));
        }
    }

    /** Plain work on strings and objects: {@code words} words into a sorted map; how many differ. */
    private static int sorted(int words) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < words; i++) {
            counts.merge(Integer.toHexString(i * 7919 & 0xffff), 1, Integer::sum);
        }
        return counts.size();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
