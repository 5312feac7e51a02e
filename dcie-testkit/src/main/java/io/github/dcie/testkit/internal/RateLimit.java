package io.github.dcie.testkit.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * So many calls in a time: at once, or spread over it. A bucket that fills evenly; a call that finds it empty takes nothing
 * out, so that one who keeps asking is served, if slowly. Not thread-safe.
 */
final class RateLimit {

    private final Duration forOne;
    private final Duration ahead;
    private Instant fullAt = Instant.MIN;

    RateLimit(int calls, Duration per) {
        forOne = per.dividedBy(calls);
        ahead = forOne.multipliedBy(calls - 1L);
    }

    /** Whether a call is within the limit, and takes its part of it. */
    boolean passes(Instant now) {
        if (fullAt.isAfter(now.plus(ahead))) {
            return false;
        }
        fullAt = (fullAt.isAfter(now) ? fullAt : now).plus(forOne);
        return true;
    }
}
