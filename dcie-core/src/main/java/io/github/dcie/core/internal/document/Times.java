package io.github.dcie.core.internal.document;

import io.github.dcie.core.internal.timing.StoredTimes;
import java.time.Instant;

/**
 * Times in the document: whole seconds, counted from the chain's beginning, which is shorter than from 1970 (K1).
 *
 * @param base where they are counted from
 */
record Times(Instant base) {

    long written(Instant time) {
        return time.getEpochSecond() - base.getEpochSecond();
    }

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if it is not one that this library writes
     */
    Instant read(long written) {
        return absolute(Math.addExact(base.getEpochSecond(), written));
    }

    /**
     * Reads a time that is counted from 1970.
     *
     * @throws IllegalArgumentException if it is not one that this library writes
     */
    static Instant absolute(long seconds) {
        boolean legal =
                seconds >= StoredTimes.EARLIEST.getEpochSecond() && seconds <= StoredTimes.LATEST.getEpochSecond();
        if (!legal) {
            throw new IllegalArgumentException("time " + seconds + ": expected seconds since 1970 that lie between "
                    + StoredTimes.EARLIEST + " and " + StoredTimes.LATEST);
        }
        return Instant.ofEpochSecond(seconds);
    }
}
