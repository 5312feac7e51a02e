package io.github.dcie.replay;

/**
 * What came of taking back windows, or would come of it.
 *
 * @param putBack items that are again what they were before the windows, and had been changed or deleted by them
 * @param deleted items that the windows had created
 * @param unchanged items that the windows leave as they were before them
 * @param conflicts items that were written since, and stay
 */
public record UndoReport(long putBack, long deleted, long unchanged, long conflicts) {

    /** Nothing. */
    public static final UndoReport NOTHING = new UndoReport(0, 0, 0, 0);

    /**
     * Both together.
     *
     * @param other another one
     * @return the sums
     */
    public UndoReport plus(UndoReport other) {
        return new UndoReport(
                putBack + other.putBack,
                deleted + other.deleted,
                unchanged + other.unchanged,
                conflicts + other.conflicts);
    }
}
