package io.github.dcie.examples.iceberg;

/** How a window's changes get into the table. The rows are the same; a table may change from one to the other at any window. */
public enum WriteMode {

    /**
     * The buckets that a window touches are written anew: their rows, without those that changed, and the new ones. Every
     * engine reads such a table. The time follows from the size of the buckets touched.
     */
    COPY_ON_WRITE,

    /**
     * The new rows are written, and a file of the keys whose older rows count no more. The time follows from the changes
     * alone; readers pay for it, and not every engine reads equality deletes.
     */
    EQUALITY_DELETES
}
