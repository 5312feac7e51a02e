package io.github.dcie.core.simulation;

import java.time.Duration;

/**
 * One thing that happens in a simulated life.
 *
 * @param kind what
 * @param process which process makes a step, if one does
 * @param effect at which of the step's effects the trouble strikes: 1 is its read of the state
 * @param time how long it waits, or is frozen
 */
record Move(Kind kind, int process, int effect, Duration time) {

    /** What can happen. */
    enum Kind {
        /** Time passes. */
        WAIT,
        /** A process makes a step. */
        STEP,
        /** A step whose process dies before an effect. */
        CRASH_BEFORE,
        /** A step whose process dies after an effect. */
        CRASH_AFTER,
        /** A step one of whose calls fails. */
        FAIL,
        /** A step one of whose replies is lost. */
        LOSE_REPLY,
        /** A step one of whose calls is throttled. */
        THROTTLE,
        /** A step whose process is frozen before an effect, while the other process goes on. */
        FREEZE_BEFORE,
        /** A step whose process is frozen after an effect, while the other process goes on. */
        FREEZE_AFTER,
        /** A step in the midst of which the other process makes one. */
        INTERLEAVE,
        /** The next export fails. */
        FAIL_EXPORT,
        /** A person pauses the job. */
        PAUSE,
        /** A person lets it go on. */
        RESUME,
        /** A person asks for a new chain. */
        RESET,
        /** Somebody switches recovery off and, a moment later, on again. */
        FLAP,
        /** An item is written, changed or deleted. */
        WRITE
    }
}
