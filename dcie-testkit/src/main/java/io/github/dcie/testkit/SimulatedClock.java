package io.github.dcie.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that stands still until a test moves it. It never goes back; a process whose clock is wrong gets a
 * {@linkplain #skewedBy skewed} view of it.
 *
 * <p>Thread-safe; moves of several threads happen one after the other.
 */
public final class SimulatedClock implements InstantSource {

    private final List<Runnable> beforeMoves = new CopyOnWriteArrayList<>();
    private final List<Runnable> afterMoves = new CopyOnWriteArrayList<>();
    private volatile Instant now;

    private SimulatedClock(Instant start) {
        now = start;
    }

    /**
     * A clock that shows an instant.
     *
     * @param start what it shows until it is moved
     * @return the clock
     */
    public static SimulatedClock startingAt(Instant start) {
        return new SimulatedClock(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Lets time pass.
     *
     * @param duration how much, not negative
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("advance by " + duration
                    + ": expected zero or more; for a process whose clock is late use skewedBy");
        }
        synchronized (this) {
            beforeMoves.forEach(Runnable::run);
            now = now.plus(duration);
            afterMoves.forEach(Runnable::run);
        }
    }

    /**
     * Lets time pass until an instant.
     *
     * @param then what the clock shows afterwards, not before what it shows now
     * @throws IllegalArgumentException if the instant is past
     */
    public void advanceTo(Instant then) {
        synchronized (this) {
            if (then.isBefore(now)) {
                throw new IllegalArgumentException("advance to " + then + ": the clock shows " + now
                        + " and does not go back; for a process whose clock is late use skewedBy");
            }
            advance(Duration.between(now, then));
        }
    }

    /**
     * What a process sees whose clock is wrong by a fixed time.
     *
     * @param skew positive if the process's clock is ahead, negative if it is behind
     * @return a view that moves with this clock
     */
    public InstantSource skewedBy(Duration skew) {
        return () -> now.plus(skew);
    }

    /** What was written so far belongs to the old time, so it is taken note of before the new one begins. */
    void onMove(Runnable before, Runnable after) {
        beforeMoves.add(before);
        afterMoves.add(after);
    }

    @Override
    public String toString() {
        return "simulated clock at " + now;
    }
}
