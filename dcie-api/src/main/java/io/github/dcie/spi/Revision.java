package io.github.dcie.spi;

/**
 * How often a job's state was written. It orders the writes, so a late one is recognised.
 *
 * @param number 0 if there is no state, then 1, 2, 3, …
 */
public record Revision(long number) implements Comparable<Revision> {

    /** There is no state yet. */
    public static final Revision NONE = new Revision(0);

    /**
     * Checks the number.
     *
     * @param number 0 if there is no state, then 1, 2, 3, …
     * @throws IllegalArgumentException if it is negative
     */
    public Revision {
        if (number < 0) {
            throw new IllegalArgumentException("revision " + number + ": expected 0 or more; Revision.NONE is 0");
        }
    }

    /**
     * The revision that the next write makes.
     *
     * @return one more
     */
    public Revision next() {
        return new Revision(number + 1);
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
