package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.util.Objects;

/**
 * One thing that happens in a simulated life.
 *
 * @param kind what
 * @param process which process it happens to, if to one: 0 is the first; of fewer processes, counted round
 * @param effect at which of the step's effects the trouble strikes, 1 or more: 1 is its read of the state. Where there is
 *     no step, it chooses among the varieties of the kind, counted round
 * @param time how long, if that makes sense for the kind; not negative
 */
public record Move(Kind kind, int process, int effect, Duration time) {

    /**
     * Checks the numbers.
     *
     * @param kind what
     * @param process which process it happens to, if to one: 0 is the first
     * @param effect at which of the step's effects the trouble strikes, 1 or more: where there is no
     *     step, which variety of the kind
     * @param time how long, if that makes sense for the kind
     * @throws IllegalArgumentException if the process or the time is negative, or the effect is not positive
     */
    public Move {
        Objects.requireNonNull(kind, "kind");
        if (process < 0 || effect < 1 || time.isNegative()) {
            throw new IllegalArgumentException("process " + process + ", effect " + effect + ", time " + time
                    + ": expected 0 or more, 1 or more, not negative");
        }
    }

    @Override
    public String toString() {
        return kind + "(" + process + ", " + effect + ", " + time + ")";
    }

    /** What can happen. May grow. */
    public enum Kind {
        /** Time passes and nobody makes a step. */
        WAIT,
        /** All processes make their steps when they are due, for a time, six hours at most. */
        FOLLOW,
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
        /** A step whose process is frozen before an effect, while the others go on. */
        FREEZE_BEFORE,
        /** A step whose process is frozen after an effect, while the others go on. */
        FREEZE_AFTER,
        /** A step whose process is frozen after an effect, while the others go on, and then dies. */
        FREEZE_AND_CRASH,
        /**
         * A step whose process is frozen after an effect, every other time after its first delivery, for so long that another
         * one takes over what it delivers, which dies then; and at once a step of who was started instead.
         */
        OTHER_DIES_INSIDE,
        /** A step whose process is frozen inside of a call of AWS, before the request is signed, while the others go on. */
        FREEZE_IN_CALL,
        /**
         * The same, and the process's clock is set back by as much, so that only its timer shows it; not if the process does
         * not use its timer, or the latest restorable time stands still, too.
         */
        FREEZE_CLOCK_STANDS,
        /** The same, and the timer of the process's machine does not count meanwhile, so that only its clock shows it. */
        FREEZE_TIMER_STANDS,
        /** A step one of whose calls, of AWS, store, check or notifier, throws an error: of the JVM, or of linkage. */
        THROW_ERROR,
        /** A step one of whose calls throws an exception that nobody declares. */
        THROW_UNCHECKED,
        /** A step in which the store or the check answers null, having done what it was asked or not. */
        ANSWER_NULL,
        /** A step in the midst of which another process makes one. */
        INTERLEAVE,
        /** A step in the midst of which its process's clock is set: ahead by the time, or late by an hour at most. */
        CLOCK_JUMPS,
        /** A step whose first event is received, and whose reply to that is lost. */
        DELIVER_TWICE,
        /** A step in the midst of which a person pauses the job; every other time he asked for a new chain just before. */
        PAUSE_INSIDE,
        /** A process stops and starts. */
        RESTART,
        /** A process starts with another configuration. */
        RECONFIGURE,
        /** A process starts with another destination, or with the first one again; that of the others stays. */
        MOVE_DESTINATION,
        /** A process's clock is wrong by two minutes at most. */
        CLOCK_OFF,
        /** A process's clock is late by some hours; by one, while the latest restorable time stands still. */
        CLOCK_BACK,
        /** A process's clock is a month ahead. */
        CLOCK_AHEAD,
        /** A process's clock is as it was at first. */
        CLOCK_RIGHT,
        /** The store cannot be reached. */
        STORE_DOWN,
        /** Each call of the store takes a time, under a minute. */
        STORE_SLOW,
        /** Two of three writes are refused. */
        STORE_THROTTLED,
        /** The store is well. */
        STORE_UP,
        /** The notifier refuses everything. */
        NOTIFIER_DOWN,
        /** Each delivery takes a time, at most an hour. */
        NOTIFIER_SLOW,
        /** The notifier is well. */
        NOTIFIER_UP,
        /** Recovery is switched off. */
        RECOVERY_OFF,
        /** Recovery is switched on. */
        RECOVERY_ON,
        /** Recovery is switched off and, a moment later, on again. */
        FLAP,
        /** Recovery keeps some days only. */
        SHORTEN,
        /** Recovery keeps one to three days only. */
        FEW_DAYS,
        /** Recovery is off and on, a new chain begins, and at first the earliest restorable time is a second off. */
        RECOVERY_JITTERS,
        /** Recovery is said to be on, and not from when to when. */
        RECOVERY_TIMES_HIDDEN,
        /** Recovery's times are shown. */
        RECOVERY_TIMES_SHOWN,
        /** A signal comes that an export may be complete: early, late, again, of an older export, or of none. */
        SIGNAL,
        /** What is remembered of how long exports take is a hundred times too long, or too short. */
        ESTIMATE_WRONG,
        /** Answers bear no date, or that of a proxy whose clock is wrong: nobody knows DynamoDB's clock. */
        DATES_HIDDEN,
        /** Answers bear DynamoDB's date. */
        DATES_SHOWN,
        /** The table is deleted and created anew, and its recovery is switched on. */
        RECREATE,
        /** The latest restorable time stands still; not if a clock is late by more than an hour, too. */
        LATEST_STANDS,
        /** The latest restorable time goes on. */
        LATEST_GOES_ON,
        /** Exports take a time, from now on. */
        EXPORTS_TAKE,
        /** Exports take weeks, from now on. */
        EXPORTS_NEVER_END,
        /** Exports take minutes, from now on. */
        EXPORTS_ARE_QUICK,
        /** The next export fails, with a known code or an unknown one. */
        FAIL_EXPORT,
        /** The next export fails and does not say why. */
        FAIL_EXPORT_SILENTLY,
        /** The next exports show an unknown status. */
        UNKNOWN_STATUS,
        /** All exports show their status. */
        TRUE_STATUS,
        /** The bucket is unusable. */
        BUCKET_BROKEN,
        /** The bucket can be used. */
        BUCKET_FINE,
        /** AWS denies an operation. */
        DENY,
        /** AWS denies nothing. */
        ALLOW,
        /** AWS answers an operation with 5xx. */
        CALLS_FAIL,
        /** AWS answers. */
        CALLS_MENDED,
        /** AWS throttles an operation beyond a number of calls in a second or in a minute. */
        RATE_LIMITED,
        /** AWS throttles nothing. */
        RATES_FREE,
        /** Each call of AWS takes 0.4 to 10 seconds. */
        CALLS_SLOW,
        /** Calls of AWS take no time. */
        CALLS_QUICK,
        /** ListExports refuses the tokens of its later pages. */
        PAGES_REFUSED,
        /** ListExports gives all pages. */
        PAGES_TAKEN,
        /** DescribeExport finds nothing that ListExports lists, for 45 minutes at most, while all make their steps. */
        EXPORTS_HIDDEN,
        /** The account's quota of exports is used up. */
        QUOTA_FULL,
        /** There is room for exports. */
        QUOTA_FREE,
        /** AWS refuses times that its own rules allow. */
        TIMES_REFUSED,
        /** AWS keeps its rules. */
        TIMES_ACCEPTED,
        /** Somebody else has used the next token. */
        TOKEN_TAKEN,
        /** All that is wrong with the world, and not with a process, is mended; what is lost stays lost. */
        MEND,
        /** A person pauses the job. */
        PAUSE,
        /** A person lets it go on. */
        RESUME,
        /** A person asks for a new chain. */
        RESET,
        /** A person asks for a new chain, takes it back, perhaps after a step, and perhaps pauses the job then. */
        CHANGE_OF_MIND,
        /** An item is written, changed or deleted. */
        WRITE
    }
}
