package io.github.dcie.core.internal.timing;

import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));

    @Test
    void theDelayGrowsWithTheTimeThatItHasBeenFailing() {
        assertThat(backoff.delay(NOON, NOON)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backoff.delay(NOON, NOON.plusSeconds(600))).isEqualTo(Duration.ofMinutes(10));
        assertThat(backoff.delay(NOON, NOON.plus(Duration.ofDays(9)))).isEqualTo(Duration.ofMinutes(30));
        assertThat(backoff.delay(NOON, NOON.minusSeconds(600))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void itIsOverAtItsEnd() {
        assertThat(backoff.next(NOON, NOON)).isEqualTo(NOON.plusSeconds(60));
        assertThat(backoff.isOver(NOON, NOON, NOON.plusSeconds(59))).isFalse();
        assertThat(backoff.isOver(NOON, NOON, NOON.plusSeconds(60))).isTrue();
    }

    @Test // K7: a clock that was a month ahead must not stop the job for a month
    void aTimeFromTheFutureCountsAsPast() {
        Instant nextMonth = NOON.plus(Duration.ofDays(30));

        assertThat(backoff.isOver(nextMonth, nextMonth, NOON)).isTrue();
        assertThat(Backoff.isPast(NOON.plus(Backoff.CLOCK_SKEW), Duration.ofMinutes(1), NOON))
                .isFalse();
        assertThat(Backoff.isPast(NOON.plus(Backoff.CLOCK_SKEW).plusSeconds(1), Duration.ofMinutes(1), NOON))
                .isTrue();
    }
}
