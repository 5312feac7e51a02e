package io.github.dcie;

import java.time.Instant;
import java.util.Optional;

/**
 * Something a consumer or an operator is told. Every event is delivered at least once (N1) and carries an {@link #id()}
 * by which a repetition is recognised.
 *
 * <p>There are three families, for ever: {@link ExportCommitted} (data is there), {@link ConditionEvent} (something is
 * wrong, or right again) and {@link ChainEvent} (what follows belongs to another chain). Records may be added
 * to each.
 */
public sealed interface ExportEvent {

    /**
     * What the event is called, always the same for the same event.
     *
     * @return the id
     */
    EventId id();

    /**
     * Whose event it is.
     *
     * @return the job
     */
    JobId job();

    /**
     * The exported table.
     *
     * @return its ARN and, once known, its id
     */
    TableIdentity table();

    /**
     * The chain's number; a reset begins the next one.
     *
     * @return 1, 2, 3, …
     */
    int generation();

    /**
     * When what the event tells became true: when DynamoDB ended an export, when a condition was first seen, the second as
     * of which a chain begins. The end of a condition bears the time of its delivery.
     *
     * @return whole seconds
     */
    Instant at();

    /**
     * The kind of export that it is about.
     *
     * @return full or incremental
     */
    ExportType exportType();

    /**
     * How many windows the chain was behind, by the formula of AWS's guidance, ⌊(now − from) / size⌋ − 1: for a window
     * when its export was begun, with from its beginning; for a condition when it is delivered, with from the frontier.
     *
     * @return 0 or more
     */
    long windowsBehind();

    /**
     * The event in one line for people.
     *
     * @return a sentence without line breaks
     */
    String summary();

    /** An export is complete and so is everything before it: safe to consume, in the order of {@link #sequence()}. */
    sealed interface ExportCommitted extends ExportEvent {

        /**
         * The export's position in its generation. A consumer that sees a hole has missed a message.
         *
         * @return 0 for the full export, then 1, 2, 3, … for the windows, without a hole
         */
        long sequence();

        /**
         * The export as DynamoDB describes it.
         *
         * @return manifest, counts and times
         */
        CompletedExport export();

        /**
         * The export that comes just before it in the chain.
         *
         * @return its ARN; empty for a full export
         */
        Optional<ExportArn> previous();

        /**
         * Up to here this export and all before it are the whole truth.
         *
         * @return the first second that is not covered yet
         */
        Instant watermark();
    }

    /**
     * The chain's full export is complete.
     *
     * @param id what this event is called, the same whenever it is delivered
     * @param job whose event it is
     * @param table the exported table
     * @param generation the chain's number
     * @param at when what the event tells became true, whole seconds
     * @param windowsBehind how many windows the chain was behind, 0 or more
     * @param exportTime the second as of which the table was exported (T0)
     * @param export the export as DynamoDB describes it
     */
    record FullExportCommitted(
            EventId id,
            JobId job,
            TableIdentity table,
            int generation,
            Instant at,
            long windowsBehind,
            Instant exportTime,
            CompletedExport export)
            implements ExportCommitted {

        @Override
        public ExportType exportType() {
            return ExportType.FULL_EXPORT;
        }

        @Override
        public long sequence() {
            return 0;
        }

        @Override
        public Optional<ExportArn> previous() {
            return Optional.empty();
        }

        @Override
        public Instant watermark() {
            return exportTime;
        }

        @Override
        public String summary() {
            return "full export as of " + exportTime + " is complete: " + export.itemCount() + " items, manifest "
                    + export.manifest().uri();
        }
    }

    /**
     * A window's incremental export is complete, and so is everything before it.
     *
     * @param id what this event is called, the same whenever it is delivered
     * @param job whose event it is
     * @param table the exported table
     * @param generation the chain's number
     * @param at when what the event tells became true, whole seconds
     * @param windowsBehind how many windows the chain was behind, 0 or more
     * @param sequence the export's position in its generation, 1 or more
     * @param window what it covers
     * @param view what it shows of a changed item
     * @param export the export as DynamoDB describes it
     * @param previous the export that comes just before it
     */
    record WindowCommitted(
            EventId id,
            JobId job,
            TableIdentity table,
            int generation,
            Instant at,
            long windowsBehind,
            long sequence,
            ExportWindow window,
            ExportView view,
            CompletedExport export,
            Optional<ExportArn> previous)
            implements ExportCommitted {

        @Override
        public ExportType exportType() {
            return ExportType.INCREMENTAL_EXPORT;
        }

        @Override
        public Instant watermark() {
            return window.to();
        }

        @Override
        public String summary() {
            return "window " + window + " is complete: " + export.itemCount() + " changed items, manifest "
                    + export.manifest().uri();
        }
    }

    /** A condition began or ended, told once each, or still holds, told as often as was asked for (N3). */
    sealed interface ConditionEvent extends ExportEvent {

        /**
         * What is or was wrong.
         *
         * @return the condition with its remedy
         */
        Condition condition();
    }

    /**
     * Something keeps the chain from going on, or will; {@link Condition#remedy()} says what to do.
     *
     * @param id what this event is called, the same whenever it is delivered
     * @param job whose event it is
     * @param table the exported table
     * @param generation the chain's number
     * @param at when what the event tells became true, whole seconds
     * @param exportType the kind of export that it is about
     * @param windowsBehind how many windows the chain was behind, 0 or more
     * @param condition which condition, with its remedy
     */
    record ConditionBegan(
            EventId id,
            JobId job,
            TableIdentity table,
            int generation,
            Instant at,
            ExportType exportType,
            long windowsBehind,
            Condition condition)
            implements ConditionEvent {

        @Override
        public String summary() {
            return condition.kind() + " began: " + condition.summary() + "; what to do: " + condition.remedy();
        }
    }

    /**
     * A condition that was told still holds: a reminder, for those who asked for one.
     *
     * @param id what this event is called, the same whenever it is delivered
     * @param job whose event it is
     * @param table the exported table
     * @param generation the chain's number
     * @param at when the reminder was due: a whole number of reminder times after the condition began
     * @param exportType the kind of export that it is about
     * @param windowsBehind how many windows the chain was behind, 0 or more
     * @param condition which condition, with its remedy
     */
    record ConditionContinues(
            EventId id,
            JobId job,
            TableIdentity table,
            int generation,
            Instant at,
            ExportType exportType,
            long windowsBehind,
            Condition condition)
            implements ConditionEvent {

        @Override
        public String summary() {
            return condition.kind() + " since " + condition.since() + ": " + condition.summary() + "; what to do: "
                    + condition.remedy();
        }
    }

    /**
     * A condition is over.
     *
     * @param id what this event is called, the same whenever it is delivered
     * @param job whose event it is
     * @param table the exported table
     * @param generation the chain's number
     * @param at when what the event tells became true, whole seconds
     * @param exportType the kind of export that it is about
     * @param windowsBehind how many windows the chain was behind, 0 or more
     * @param condition which condition, with its remedy
     */
    record ConditionEnded(
            EventId id,
            JobId job,
            TableIdentity table,
            int generation,
            Instant at,
            ExportType exportType,
            long windowsBehind,
            Condition condition)
            implements ConditionEvent {

        @Override
        public String summary() {
            return condition.kind() + " is over; it held since " + condition.since();
        }
    }

    /** What follows belongs to another chain than what was before. */
    sealed interface ChainEvent extends ExportEvent {}

    /**
     * A new chain begins: its full export was asked for. Consumers keep what they have until
     * {@link FullExportCommitted} of this generation arrives. If the full export has to be repeated, its time is chosen
     * anew, and the beginning is told again with that time and another id.
     *
     * <p>A chain that was taken over ({@link Cause#TAKEN_OVER}) has no full export of its own: it goes on where another
     * system stopped, and its first window, number 1, names that system's last export as the one before. Consumers keep
     * what they have and apply the windows to it.
     *
     * @param id what this event is called, the same whenever it is delivered
     * @param job whose event it is
     * @param table the exported table
     * @param generation the chain's number
     * @param at when what the event tells became true, whole seconds
     * @param cause why
     * @param start the second as of which the full export shows the table (T0); for a chain that was taken over, the
     *     second at which it goes on
     */
    record ChainStarted(
            EventId id, JobId job, TableIdentity table, int generation, Instant at, Cause cause, Instant start)
            implements ChainEvent {

        /** Why a chain begins. May grow. */
        public enum Cause {
            /** The job is new. */
            FIRST,
            /** A person asked for it. */
            OPERATOR_RESET,
            /** History was lost and the job's policy is to begin again. */
            GAP,
            /** It continues the exports of another system. */
            TAKEN_OVER
        }

        @Override
        public ExportType exportType() {
            return cause == Cause.TAKEN_OVER ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
        }

        @Override
        public long windowsBehind() {
            return 0;
        }

        @Override
        public String summary() {
            return cause == Cause.TAKEN_OVER
                    ? "chain " + generation + " goes on at " + start + " where another system stopped (" + cause + ")"
                    : "chain " + generation + " begins as of " + start + " (" + cause + ")";
        }
    }
}
