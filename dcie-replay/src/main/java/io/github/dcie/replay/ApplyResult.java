package io.github.dcie.replay;

/** What became of an event. */
public enum ApplyResult {
    /** The export is in the copy now, and the cursor says so. */
    APPLIED,
    /** It was in the copy before, or its generation is not followed any more. */
    NOTHING_NEW
}
