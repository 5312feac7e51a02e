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
        return time -> Thread.sleep(time.toMillis());
    }
}
