package io.github.dcie.core.internal.timing;

import com.google.common.collect.Comparators;
import java.time.Duration;
import java.time.Instant;

/**
 * A delay that grows with the time that something has been failing: from the shortest, doubling, to the longest. It
 * needs no counter, only the first and the last failure.
 */
public record Backoff(Duration shortest, Duration longest) {

    /** Clocks of two processes may differ; a stored time this far ahead is still taken at its word (K7). */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    Duration delay(Instant first, Instant last) {
        return Comparators.max(shortest, Comparators.min(longest, Duration.between(first, last)));
    }

    public Instant next(Instant first, Instant last) {
        return last.plus(delay(first, last));
    }

    public boolean isOver(Instant first, Instant last, Instant now) {
        return isPast(last, delay(first, last), now);
    }

    /** Whether a delay that began at a stored time is over; a time from the future counts as past (K7). */
    public static boolean isPast(Instant since, Duration delay, Instant now) {
        return !now.isBefore(since.plus(delay)) || since.isAfter(now.plus(CLOCK_SKEW));
    }
}
