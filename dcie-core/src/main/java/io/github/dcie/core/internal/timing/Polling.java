package io.github.dcie.core.internal.timing;

/** How a process learns that an export is complete. */
public enum Polling {
    /** It looks by itself. */
    BY_ITSELF,
    /** It is signalled, and looks by itself only as long as a signal may have been lost (P3). */
    SIGNALLED
}
