package io.github.dcie.core.internal.guard;

import io.github.dcie.Printable;
import io.github.dcie.core.internal.facts.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Something that was thrown, with its stack traces, for the log: a message of it that came from outside cannot forge a
 * line there.
 */
public final class Reported extends Exception {

    private static final long serialVersionUID = 1L;

    /** Longer chains of causes are cut: one may lead back to itself. */
    private static final int MOST_CAUSES = 10;

    private Reported(Throwable thrown, int depth) {
        super(Printable.line(Trouble.words(thrown)), cause(thrown, depth));
        setStackTrace(thrown.getStackTrace());
    }

    /** What was thrown, fit for a log. */
    public static Reported of(Throwable thrown) {
        return new Reported(thrown, 0);
    }

    private static @Nullable Reported cause(Throwable thrown, int depth) {
        Throwable cause = thrown.getCause();
        return cause == null || depth == MOST_CAUSES ? null : new Reported(cause, depth + 1);
    }

    // the message is what was thrown in words, its class among them
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
