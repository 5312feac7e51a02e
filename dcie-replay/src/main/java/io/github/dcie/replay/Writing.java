package io.github.dcie.replay;

/** How changes are written. */
public enum Writing {

    /**
     * Changes and the cursor that counts them in one transaction (API reference, TransactWriteItems). Any number of processes
     * may work on one copy: one that was frozen, overtaken, and wakes up cannot write an old image over a newer one. Takes
     * twice the write units of single writes.
     */
    TRANSACTIONS,

    /**
     * Changes in batches, then the cursor (API reference, BatchWriteItem). Takes the write units of single writes and is
     * faster, and asks for a promise that only you can give: <em>at no time do two processes work on one copy</em>, not even
     * one that was taken for dead. A batch knows no conditions, so a process that wakes up hours later would write old images
     * over newer ones.
     */
    BATCHES
}
