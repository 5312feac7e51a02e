package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant minute(long number) {
        return BEGIN.plus(Duration.ofMinutes(number));
    }

    private static Announcement told(long from, long to, long at) {
        return new Announcement(new ExportWindow(minute(from), minute(to)), minute(at));
    }

    @Test
    void aWindowCountsWhereItEnds() {
        Freshness freshness =
                Freshness.between(List.of(told(0, 15, 20), told(15, 30, 37), told(30, 45, 50)), minute(16), minute(45));

        assertThat(freshness.untilCommitted().size()).isEqualTo(1);
        assertThat(freshness.untilCommitted().worst()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void theWatermarkIsAsOldAsTheLastWindowThatWasTold() {
        Freshness freshness = Freshness.between(List.of(told(0, 15, 20), told(15, 30, 37)), minute(20), minute(40));

        // minutes 20 to 36 with a watermark of 15, then 37 to 39 with one of 30
        assertThat(freshness.lag().size()).isEqualTo(20);
        assertThat(freshness.lag().worst()).isEqualTo(Duration.ofMinutes(21));
        assertThat(freshness.lag().within(0.01)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aWindowThatIsToldTooSoonWaitsForTheOneBefore() {
        Freshness freshness =
                Freshness.between(List.of(told(0, 15, 16), told(30, 45, 46), told(15, 30, 50)), minute(46), minute(51));

        // 46 to 49: 15; at 50 both are there
        assertThat(freshness.lag().worst()).isEqualTo(Duration.ofMinutes(34));
        assertThat(freshness.lag().within(0.2)).isEqualTo(Duration.ofMinutes(5));
    }
}
