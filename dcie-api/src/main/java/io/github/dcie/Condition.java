package io.github.dcie;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that keeps a chain from going on, or will if nobody acts.
 *
 * @param kind what it is
 * @param since when it was first seen, whole seconds
 * @param summary what is the matter, in one sentence on one line
 * @param remedy what a person should do, in words that can be followed, on one line
 * @param code AWS's own code or text, where there is one; this library cuts it to 120 printable ASCII characters
 */
public record Condition(Kind kind, Instant since, String summary, String remedy, Optional<String> code) {

    /** How the condition ends. Fixed. */
    public enum Heals {
        /** Nobody has to act. */
        BY_ITSELF,
        /**
         * As soon as somebody has removed the cause; then the chain goes on without a hole. If history was lost
         * meanwhile, that is a condition of its own.
         */
        WHEN_FIXED,
        /** Only a new chain helps: history, or the state itself, is lost. */
        BY_RESET
    }

    /** What may be the matter. May grow. */
    public enum Kind {
        /** Point-in-time recovery is switched off. */
        PITR_OFF(Heals.WHEN_FIXED),
        /** History is lost: point-in-time recovery was switched off and on again. */
        GAP_PITR_WAS_OFF(Heals.BY_RESET),
        /** History is lost: the chain fell behind the retention. */
        GAP_FELL_BEHIND(Heals.BY_RESET),
        /** History is lost: the retention was shortened. */
        GAP_RETENTION_SHORTENED(Heals.BY_RESET),
        /** History is lost: the table was deleted and created again. */
        GAP_TABLE_RECREATED(Heals.BY_RESET),
        /** More than half of the retention has passed since the last planned window. */
        HISTORY_AT_RISK(Heals.WHEN_FIXED),
        /** The table does not exist. */
        TABLE_GONE(Heals.WHEN_FIXED),
        /** AWS refuses a call. */
        ACCESS_DENIED(Heals.WHEN_FIXED),
        /** A call that the steps need has had no answer for an hour: throttling, server faults, time-outs. */
        SERVICE_TROUBLE(Heals.BY_ITSELF),
        /** An export failed and its retries have not succeeded yet. */
        EXPORT_FAILING(Heals.WHEN_FIXED),
        /** An export has been running for so long that it may never end. */
        EXPORT_STUCK(Heals.BY_ITSELF),
        /** AWS refuses a window's times although the facts allow them. */
        EXPORT_TIME_REFUSED(Heals.BY_ITSELF),
        /** Our token was used by somebody else's request. */
        TOKEN_CONFLICT(Heals.WHEN_FIXED),
        /** AWS refuses a request as malformed. */
        REQUEST_REFUSED(Heals.WHEN_FIXED),
        /** The account's quota of exports in flight is used up. */
        QUOTA_REACHED(Heals.BY_ITSELF),
        /** The window size leaves no time within the table's retention. */
        WINDOW_EXCEEDS_RETENTION(Heals.WHEN_FIXED),
        /** There is no state, yet AWS knows exports of this job. */
        STATE_LOST(Heals.BY_RESET),
        /** There is no state, and the job may not start without one. */
        NO_STATE(Heals.WHEN_FIXED),
        /** The operator action is not one of the legal values. */
        UNKNOWN_OPERATOR_ACTION(Heals.WHEN_FIXED),
        /** Owed events could not be delivered for a while. */
        NOTIFIER_FAILING(Heals.WHEN_FIXED);

        private final Heals heals;

        Kind(Heals heals) {
            this.heals = heals;
        }

        /**
         * How it ends.
         *
         * @return by itself, when fixed, or by a reset
         */
        public Heals heals() {
            return heals;
        }

        /**
         * Whether history is lost, which only a reset can get over.
         *
         * @return true for the kinds of gap
         */
        public boolean isGap() {
            return switch (this) {
                case GAP_PITR_WAS_OFF, GAP_FELL_BEHIND, GAP_RETENTION_SHORTENED, GAP_TABLE_RECREATED -> true;
                default -> false;
            };
        }
    }

    /**
     * How it ends.
     *
     * @return by itself, when fixed, or by a reset
     */
    public Heals heals() {
        return kind.heals();
    }

    @Override
    public String toString() {
        return kind + " since " + since + ": " + summary
                + code.map(text -> " (" + text + ")").orElse("") + "; what to do: " + remedy;
    }
}
