package io.github.dcie.replay;

import java.time.Duration;

/** Lets time pass. Hand in another one where waiting is not sleeping, such as in tests. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits.
     *
     * @param time how long
     * @throws InterruptedException if the thread is interrupted
     */
    void of(Duration time) throws InterruptedException;

    /**
     * Sleeps.
     *
     * @return the usual pause
     */
    static Pause sleeping() {
        // the rate that was asked for, or a busy table, is worth waiting for; tests hand in a pause that takes no time
        return time -> Thread.sleep(time.toMillis());
    }
}
