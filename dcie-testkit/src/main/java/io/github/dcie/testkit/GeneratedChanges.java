package io.github.dcie.testkit;

/**
 * Contents and changes of a table that exists in the emulator only. They are a function of time, computed when an export
 * needs them, so that years cost no memory: a fixed number of items is put, updated and deleted, one after the other and
 * again and again, evenly over time. The emulator's seed says what is written.
 *
 * @param items how many different keys there are, 1 to 1,000,000
 * @param perMinute how many writes there are in a minute, 1 to 60,000
 */
public record GeneratedChanges(int items, int perMinute) {

    /**
     * Checks the numbers.
     *
     * @param items how many different keys there are, 1 to 1,000,000
     * @param perMinute how many writes there are in a minute, 1 to 60,000
     * @throws IllegalArgumentException if one is out of range
     */
    public GeneratedChanges {
        if (items < 1 || items > 1_000_000) {
            throw new IllegalArgumentException("items " + items + ": expected 1 to 1000000");
        }
        if (perMinute < 1 || perMinute > 60_000) {
            throw new IllegalArgumentException("perMinute " + perMinute + ": expected 1 to 60000");
        }
    }
}
