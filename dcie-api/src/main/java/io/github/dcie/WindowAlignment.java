package io.github.dcie;

/** Where windows end (W5). */
public enum WindowAlignment {
    /** At the full export's time plus multiples of the window size. */
    CHAIN_START,
    /** At multiples of the window size in UTC, such as :00, :15, :30, :45; the size must divide 24 hours. */
    CLOCK
}
