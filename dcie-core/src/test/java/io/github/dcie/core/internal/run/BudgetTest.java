package io.github.dcie.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.internal.effect.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** S15: a step's time is over by its clock or by the machine's timer, whichever shows more. */
class BudgetTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final AtomicLong timer = new AtomicLong(Long.MAX_VALUE - 1); // a timer may begin anywhere, and wrap
    private final InstantSource source = clock::get;
    private final Budget budget = new Budget(MINUTE, source, timer::get);

    @Test
    void aClockThatStandsDoesNotHideWhatTheTimerShows() {
        timer.addAndGet(MINUTE.toNanos() - 1);
        assertThat(budget.isOver()).isFalse();

        timer.addAndGet(1);
        assertThat(budget.isOver()).isTrue();
    }

    @Test
    void aClockThatIsSetBackDoesNotEither() {
        clock.set(NOON.minus(Duration.ofHours(1)));
        timer.addAndGet(MINUTE.toNanos());

        assertThat(budget.isOver()).isTrue();
    }

    @Test
    void aTimerThatStandsDoesNotHideWhatTheClockShows() {
        clock.set(NOON.plus(MINUTE));

        assertThat(budget.isOver()).isTrue();
    }

    @Test
    void itIsLateWhenHalfOfItIsOver() {
        timer.addAndGet(MINUTE.toNanos() / 2);
        assertThat(budget.allows(Effect.Time.EARLY)).isTrue();

        timer.addAndGet(1);
        assertThat(budget.allows(Effect.Time.EARLY)).isFalse();
    }

    @Test
    void aCallMayTakeWhatIsLeftAndASecondMore() {
        assertThat(budget.limit(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));

        timer.addAndGet(Duration.ofSeconds(55).toNanos());
        assertThat(budget.limit(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(6));

        timer.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(budget.limit(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(1));
    }
}
