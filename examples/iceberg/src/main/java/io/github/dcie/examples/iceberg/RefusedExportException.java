package io.github.dcie.examples.iceberg;

import io.github.dcie.Printable;

/**
 * An export cannot be applied, and trying again does not help. Nothing of it was committed. The message names the place,
 * what was found, what was expected, and what to do. It shows nothing of an item.
 */
public final class RefusedExportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why an export is refused. */
    public enum Reason {
        /** An export before it has not been applied. */
        TOO_EARLY,
        /** It belongs to another job, another table or another chain than the rows that are there. */
        OTHER_CHAIN,
        /** Somebody else has written rows to the table. */
        OTHER_WRITER,
        /** The Iceberg table has other columns or another partitioning than is asked for. */
        OTHER_COLUMNS,
        /** An attribute's value does not fit into its column. */
        UNFIT_VALUE,
        /** An export has two records of one item. */
        ITEM_TWICE
    }

    /** Why. */
    private final Reason reason;

    RefusedExportException(Reason reason, String place, String trouble, String remedy) {
        super(Printable.line(place + ": " + trouble + "; " + remedy));
        this.reason = reason;
    }

    /**
     * Why it is refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
