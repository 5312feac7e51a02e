package io.github.dcie.migration;

/** Where a chain that is taken over may go on. Fixed. */
public enum StartingPoint {
    /** Where the other system says that it has stopped; possible if everything that it claims is so. */
    CURSOR,
    /**
     * The end of the unbroken run of completed exports from its full export on, whatever its cursor says. What lies
     * behind that is exported once more.
     */
    LAST_PROVEN_POINT
}
