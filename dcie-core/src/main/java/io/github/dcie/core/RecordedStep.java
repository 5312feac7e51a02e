package io.github.dcie.core;

import io.github.dcie.core.internal.recording.Replay;
import java.util.Optional;

/**
 * A step that a {@link io.github.dcie.spi.StepRecorder} has kept, to be run again: with the recorded results instead of
 * calls, and without a client, a store or a notifier. Immutable and thread-safe.
 */
public final class RecordedStep {

    private final Replay replay;

    private RecordedStep(Replay replay) {
        this.replay = replay;
    }

    /**
     * Reads a record.
     *
     * @param line one line of a recorder
     * @return the step
     * @throws IllegalArgumentException if the line is not a record that this version can read
     */
    public static RecordedStep of(String line) {
        return new RecordedStep(new Replay(line));
    }

    /**
     * Runs the step again and compares each thing that it wants, and its outcome, with the record.
     *
     * @return the first difference, over several lines: at which effect, what was recorded, and what this version does now;
     *     empty if there is none
     * @throws IllegalArgumentException if a recorded result is not one that this version can read
     */
    public Optional<String> difference() {
        return replay.difference();
    }
}
