package io.github.dcie.core.internal.effect;

import io.github.dcie.StepAction;
import java.util.Set;

/**
 * A line for the log that is true as soon as the state is written.
 *
 * @param level whether an operator wants to know it
 */
public record News(Level level, int generation, String line) {

    /** Who wants to know. */
    public enum Level {
        /** An operator, once. */
        INFO,
        /** Who looks for the cause of something. */
        DEBUG
    }

    private static final Set<StepAction.Kind> QUIET = Set.of(
            StepAction.Kind.NOTE,
            StepAction.Kind.PLAN,
            StepAction.Kind.NOTIFY,
            StepAction.Kind.ANSWERED,
            StepAction.Kind.CONTINUE);

    public static News of(int generation, StepAction action) {
        return new News(QUIET.contains(action.kind()) ? Level.DEBUG : Level.INFO, generation, action.toString());
    }
}
