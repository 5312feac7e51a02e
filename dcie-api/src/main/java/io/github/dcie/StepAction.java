package io.github.dcie;

import java.util.Optional;

/**
 * One thing that a step did, or that a plan would do.
 *
 * @param kind what
 * @param window for which window; empty for the full export and for what concerns none
 * @param reason why, in a few words
 */
public record StepAction(Kind kind, Optional<ExportWindow> window, String reason) {

    /** What a step may do. May grow. */
    public enum Kind {
        /** A new chain was begun. */
        RESET,
        /** An export was planned: its intent is stored. */
        PLAN,
        /** DynamoDB was asked for an export and accepted it. */
        REQUEST,
        /** An export that DynamoDB had accepted earlier was found again. */
        ADOPT,
        /** An export was seen to be complete. */
        COMPLETE,
        /** An export was seen to fail. */
        FAIL,
        /** The next attempt of a failed export was planned. */
        RETRY,
        /** An export is complete, and so is everything before it. */
        COMMIT,
        /** An operator's request was taken note of, so that an older one that is read late is not carried out. */
        NOTE,
        /** A call that had given no answer was answered; what was remembered of that is deleted. */
        ANSWERED,
        /** A condition that had seemed to be over holds still; that it was over had not been told. */
        CONTINUE,
        /** An event was delivered. */
        NOTIFY,
        /** An event can no longer be made, because DynamoDB has forgotten its export after 90 days; it is given up. */
        FORGET
    }

    /**
     * Makes the reason fit for one line.
     *
     * @param kind what
     * @param window for which window; empty for the full export and for what concerns none
     * @param reason why, in a few words; what is not printable is escaped
     */
    public StepAction {
        reason = Printable.line(reason);
    }

    @Override
    public String toString() {
        return kind + window.map(w -> " " + w).orElse("") + " (" + reason + ")";
    }
}
