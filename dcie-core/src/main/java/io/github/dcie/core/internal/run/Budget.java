package io.github.dcie.core.internal.run;

import com.google.common.collect.Comparators;
import io.github.dcie.core.internal.effect.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How long a step may begin effects: by the injected clock and by the machine's timer, whichever shows more, so that a
 * process that was frozen begins none (S15). An interrupted thread has no time left either (S16).
 */
final class Budget {

    /** So much longer than the budget a call may take that was begun within it. */
    private static final Duration OVERTIME = Duration.ofSeconds(1);

    private final Duration total;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Instant begun;
    private final long begunNanos;

    Budget(Duration total, InstantSource clock, LongSupplier nanoTime) {
        this.total = total;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.begun = clock.instant();
        this.begunNanos = nanoTime.getAsLong();
    }

    /** Whether an effect may be begun that needs so much of the time (S15). */
    boolean allows(Effect.Time needed) {
        return switch (needed) {
            case WHENEVER -> true;
            case IN_TIME, ANEW -> !isOver();
            case EARLY -> !isOver() && !isLate();
        };
    }

    boolean isOver() {
        return left().isNegative() || left().isZero() || Thread.currentThread().isInterrupted();
    }

    private boolean isLate() {
        return left().compareTo(total.dividedBy(2)) < 0;
    }

    /** A call's time limit: its own, or what is left and a little more, if that is less (S15). */
    Duration limit(Duration most) {
        Duration left = left().plus(OVERTIME);
        return Comparators.max(OVERTIME, Comparators.min(left, most));
    }

    Budget again() {
        return new Budget(total, clock, nanoTime);
    }

    private Duration left() {
        Duration byClock = Duration.between(begun, clock.instant());
        Duration byTimer = Duration.ofNanos(nanoTime.getAsLong() - begunNanos);
        return total.minus(byClock.compareTo(byTimer) > 0 ? byClock : byTimer);
    }
}
