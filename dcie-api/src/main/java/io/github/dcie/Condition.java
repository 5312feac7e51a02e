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

    /**
     * Makes the texts fit for one line.
     *
     * @param kind what it is
     * @param since when it was first seen, whole seconds
     * @param summary what is the matter; what is not printable is escaped
     * @param remedy what a person should do; what is not printable is escaped
     * @param code AWS's own code or text; what is not printable is escaped
     */
    public Condition {
        summary = Printable.line(summary);
        remedy = Printable.line(remedy);
        code = code.map(Printable::line);
    }

    /** How the condition ends. Fixed. */
    public enum Heals {
        /** Nobody has to act. */
        BY_ITSELF,
        /**
         * As soon as somebody has removed the cause; then the chain goes on without a hole. If history was lost
         * meanwhile, that is a condition of its own.
         */
        WHEN_FIXED,
        /** Only a new chain helps, because history is lost, or because every full export so far was refused. */
        BY_RESET,
        /** The stored state is lost: recover it from DynamoDB's records. A reset, which is billed, ends it, too. */
        BY_RECOVERY
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
        /** The caller lacks a permission. */
        ACCESS_DENIED(Heals.WHEN_FIXED),
        /** AWS does not accept the caller's credentials: they are missing, expired, unknown or wrong. */
        CREDENTIALS_REFUSED(Heals.WHEN_FIXED),
        /** The caller's clock differs so much from AWS's that signatures are refused. */
        CLOCK_SKEWED(Heals.WHEN_FIXED),
        /** What answers at the endpoint does not know an operation that the steps need. */
        UNKNOWN_OPERATION(Heals.WHEN_FIXED),
        /** AWS refuses a call as malformed. */
        CALL_REJECTED(Heals.WHEN_FIXED),
        /** A call that the steps need has had no answer for an hour: throttling, server faults, time-outs. */
        SERVICE_TROUBLE(Heals.BY_ITSELF),
        /** An export failed and its retries have not succeeded yet. */
        EXPORT_FAILING(Heals.WHEN_FIXED),
        /** Several full exports in a row completed and were not accepted; nothing is exported until a reset. */
        FULL_EXPORT_REJECTED(Heals.BY_RESET),
        /** An export has been running for so long that it may never end. */
        EXPORT_STUCK(Heals.BY_ITSELF),
        /** AWS refuses a window's times although the facts allow them. */
        EXPORT_TIME_REFUSED(Heals.BY_ITSELF),
        /** Our token was used by somebody else's request. */
        TOKEN_CONFLICT(Heals.WHEN_FIXED),
        /** AWS refuses the request for an export as malformed. */
        REQUEST_REFUSED(Heals.WHEN_FIXED),
        /** The account's quota of exports in flight is used up. */
        QUOTA_REACHED(Heals.BY_ITSELF),
        /** The window size leaves no time within the table's retention. */
        WINDOW_EXCEEDS_RETENTION(Heals.WHEN_FIXED),
        /** There is no state, yet AWS knows exports of this job. */
        STATE_LOST(Heals.BY_RECOVERY),
        /** There is no state, and the job may not start without one. */
        NO_STATE(Heals.WHEN_FIXED),
        /** The operator action is not one of the legal values. */
        UNKNOWN_OPERATOR_ACTION(Heals.WHEN_FIXED),
        /** Pending events could not be delivered for a while. */
        NOTIFIER_FAILING(Heals.WHEN_FIXED);

        private final Heals heals;

        Kind(Heals heals) {
            this.heals = heals;
        }

        /**
         * How it ends.
         *
         * @return by itself, when fixed, by a reset, or by recovering the state
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
     * @return by itself, when fixed, by a reset, or by recovering the state
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
