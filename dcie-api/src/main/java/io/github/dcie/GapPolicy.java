package io.github.dcie;

import java.time.Duration;

/** What to do when history that is still needed is gone (G3). */
public sealed interface GapPolicy {

    /**
     * Stop and wait for a person to reset the job; what was exported stays valid up to the watermark. The default.
     *
     * @return the policy
     */
    static GapPolicy hold() {
        return new Hold();
    }

    /**
     * Begin a new chain with a full export, which is billed by the table's size.
     *
     * @param atMostOncePer the least time between two automatic new chains, at least an hour
     * @param maxTableBytes do it only for a table of at most this size in bytes
     * @return the policy
     * @throws IllegalArgumentException if the period is under an hour or the size is negative
     */
    static GapPolicy startNewChain(Duration atMostOncePer, long maxTableBytes) {
        return new StartNewChain(atMostOncePer, maxTableBytes);
    }

    /** Stop and wait for a person. */
    record Hold() implements GapPolicy {}

    /**
     * Begin a new chain.
     *
     * @param atMostOncePer the least time between two automatic new chains, at least an hour
     * @param maxTableBytes the largest table for which this is done, in bytes
     */
    record StartNewChain(Duration atMostOncePer, long maxTableBytes) implements GapPolicy {

        /**
         * Checks the limits.
         *
         * @param atMostOncePer the least time between two automatic new chains, at least an hour
         * @param maxTableBytes the largest table for which this is done, in bytes
         * @throws IllegalArgumentException if the period is under an hour or the size is negative
         */
        public StartNewChain {
            if (atMostOncePer.compareTo(Duration.ofHours(1)) < 0) {
                throw new IllegalArgumentException("atMostOncePer " + atMostOncePer
                        + ": expected at least PT1H; every new chain is a billed full export");
            }
            if (maxTableBytes < 0) {
                throw new IllegalArgumentException(
                        "maxTableBytes " + maxTableBytes + ": expected 0 or more; use GapPolicy.hold() to never do it");
            }
        }
    }
}
