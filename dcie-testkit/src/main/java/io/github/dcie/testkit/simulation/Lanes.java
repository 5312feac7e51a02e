package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads of an exploration, one for each process, used again and again. At any time exactly one thread runs: one of
 * these, or that of the caller, who waits while they do. All end when this is closed.
 */
final class Lanes implements AutoCloseable {

    private static final Duration TO_END = Duration.ofSeconds(5);

    private final List<Lane> lanes = new ArrayList<>();
    private final Semaphore callersTurn = new Semaphore(0);
    private final Duration limit;
    private volatile boolean over;

    /** Threads for rounds that take real time up to a limit. */
    Lanes(Duration limit) {
        this.limit = limit;
    }

    Lane lane(int number) {
        while (lanes.size() <= number) {
            lanes.add(new Lane("small scope, process " + Character.toString('A' + lanes.size()), () -> over));
        }
        return lanes.get(number);
    }

    /** Whether nothing matters any more that a thread does. */
    boolean isOver() {
        return over;
    }

    /**
     * Gives a thread the turn and waits until the caller gets it back.
     *
     * @param whoseTurn for the message if that does not happen
     * @throws IllegalStateException if it does not happen in time, or the caller is interrupted
     */
    void play(Lane first, Supplier<Lane> whoseTurn) {
        first.go();
        try {
            if (callersTurn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            Throwable where = whoseTurn.get().stack();
            throw abandoned(new IllegalStateException(
                    "a step neither ended nor came to its next effect within " + limit
                            + ": does it wait for what another process holds in the midst of its step, a lock for"
                            + " instance? The cause shows where it is",
                    where));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandoned(new IllegalStateException("interrupted while processes make steps", e));
        }
    }

    /** Gives the caller the turn back. */
    void giveBack() {
        callersTurn.release();
    }

    private IllegalStateException abandoned(IllegalStateException why) {
        over = true;
        lanes.forEach(Lane::interrupt);
        return why;
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Lane lane : lanes) {
                lane.join(TO_END);
            }
        } catch (InterruptedException e) {
            lanes.forEach(Lane::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
