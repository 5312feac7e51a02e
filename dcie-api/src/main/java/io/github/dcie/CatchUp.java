package io.github.dcie;

/** What happens when several windows are over (W4). */
public enum CatchUp {
    /** They become one export of up to 24 hours: the fewest exports and the fewest calls. */
    MERGED_WINDOWS,
    /** Each is exported on its own. */
    WINDOW_BY_WINDOW
}
