package io.github.dcie.examples.replay;

import java.time.Duration;

/** Lets time pass before a write that DynamoDB has not taken yet is repeated. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits.
     *
     * @param refusals how often this write was refused: 1, 2, 3, …
     * @throws InterruptedException if the thread is interrupted; the write is then not repeated
     */
    void after(int refusals) throws InterruptedException;

    /**
     * Waits twice as long each time.
     *
     * @param first how long at first
     * @return it sleeps
     */
    static Pause doubling(Duration first) {
        // a write that was throttled is worth repeating later only; tests hand in a pause that takes no time
        return refusals -> Thread.sleep(first.multipliedBy(1L << (refusals - 1)).toMillis());
    }
}
