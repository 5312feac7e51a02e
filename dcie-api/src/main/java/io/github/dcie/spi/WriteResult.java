package io.github.dcie.spi;

/** What became of a write. Fixed. */
public enum WriteResult {
    /** The document is stored under the next revision. */
    WRITTEN,
    /** Somebody else has written meanwhile; nothing was changed. */
    LOST_RACE
}
