package io.github.dcie.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How long a step may begin effects: by the injected clock and by the machine's timer, whichever shows more, so that a
 * process that was frozen begins none (S15). An interrupted thread has no time left either (S16).
 */
final class Budget {

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

    boolean isOver() {
        return left().isNegative() || left().isZero() || Thread.currentThread().isInterrupted();
    }

    /** A call's time limit: its own, or what is left if that is less. */
    Duration limit(Duration most) {
        Duration left = left();
        // a call that only looks may still be made when the time is over; the SDK wants a positive limit
        return left.isNegative() || left.isZero() || left.compareTo(most) > 0 ? most : left;
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
