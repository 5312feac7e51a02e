package io.github.dcie.core.internal.timing;

import java.time.Instant;

/**
 * The times that a state can hold. A clock or an answer beyond them is wrong, and is taken for the nearest of them: so
 * that no process can store what another could not compute with (K7).
 */
public final class StoredTimes {

    /** DynamoDB's first year. */
    public static final Instant EARLIEST = Instant.parse("2012-01-01T00:00:00Z");

    /** Far enough, and the longest delays added to it are still times. */
    public static final Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");

    private StoredTimes() {}

    /** Whether a state can hold it. */
    public static boolean contains(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /** The time, or the nearest that a state can hold. */
    public static Instant nearest(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }
}
