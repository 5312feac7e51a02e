package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.time.Instant;

/** When a program that embeds the library calls it again. */
@FunctionalInterface
interface Caller {

    /**
     * The next call.
     *
     * @param start when the first one was
     * @param now when the last one was
     * @param callAgainAt what it answered
     */
    Instant next(Instant start, Instant now, Instant callAgainAt);

    /** It sleeps for as long as the library says. */
    static Caller following() {
        return (start, now, callAgainAt) -> callAgainAt.isAfter(now) ? callAgainAt : now;
    }

    /** It has a schedule of its own. */
    static Caller every(Duration interval) {
        return every(interval, Duration.ZERO);
    }

    /** The same, after the first call some time later, so that it does not go in step with the windows. */
    static Caller every(Duration interval, Duration shift) {
        return (start, now, callAgainAt) -> {
            Instant first = start.plus(shift);
            if (now.isBefore(first)) {
                return first;
            }
            long done = Duration.between(first, now).dividedBy(interval);
            return first.plus(interval.multipliedBy(done + 1));
        };
    }
}
