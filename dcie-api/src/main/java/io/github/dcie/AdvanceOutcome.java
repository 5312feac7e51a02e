package io.github.dcie;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What a step answered: it did something, there was nothing to do, or nothing new can be done until a condition ends.
 * These three are fixed for ever; reasons and kinds inside them may be added.
 */
public sealed interface AdvanceOutcome {

    /**
     * Where the job stands after the step.
     *
     * @return the status
     */
    JobStatus status();

    /**
     * When the next step is worth its call. Earlier calls do no harm. A window that will be due is asked for up to a fifth
     * of its length later, at most five minutes, by a measure that follows from the job's id: so a fleet of jobs is called
     * one after the other.
     *
     * @return at least a second after this step
     */
    Instant callAgainAt();

    /**
     * What the step did, in order.
     *
     * @return empty if nothing
     */
    List<StepAction> actions();

    /**
     * The events that were delivered by this step, in order.
     *
     * @return empty if none
     */
    List<ExportEvent> events();

    /**
     * The outcome in one line for people.
     *
     * @return a sentence without line breaks
     */
    String summary();

    /**
     * How long to wait before the next step.
     *
     * @param now the caller's time
     * @return never negative
     */
    default Duration callAgainAfter(Instant now) {
        Duration wait = Duration.between(now, callAgainAt());
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /**
     * Answers with one of three functions; exhaustive for the compiler on every Java.
     *
     * @param progressed for {@link Progressed}
     * @param idle for {@link Idle}
     * @param blocked for {@link Blocked}
     * @param <R> the answer's type
     * @return what the function gave
     */
    <R> R fold(
            Function<? super Progressed, ? extends R> progressed,
            Function<? super Idle, ? extends R> idle,
            Function<? super Blocked, ? extends R> blocked);

    /**
     * The step did something.
     *
     * @param status where the job stands after the step
     * @param callAgainAt when the next step is worth its call
     * @param actions what the step did, in order
     * @param events the events that it delivered, in order
     */
    record Progressed(JobStatus status, Instant callAgainAt, List<StepAction> actions, List<ExportEvent> events)
            implements AdvanceOutcome {

        /**
         * Copies the lists.
         *
         * @param status where the job stands after the step
         * @param callAgainAt when the next step is worth its call
         * @param actions what the step did, in order, copied
         * @param events the events that it delivered, in order, copied
         */
        public Progressed {
            actions = List.copyOf(actions);
            events = List.copyOf(events);
        }

        @Override
        public String summary() {
            return "progressed: " + actions + ", next step at " + callAgainAt;
        }

        @Override
        public <R> R fold(
                Function<? super Progressed, ? extends R> progressed,
                Function<? super Idle, ? extends R> idle,
                Function<? super Blocked, ? extends R> blocked) {
            return progressed.apply(this);
        }
    }

    /**
     * There was nothing to do, or nothing could be done yet; nothing was requested.
     *
     * @param status where the job stands after the step
     * @param callAgainAt when the next step is worth its call
     * @param reason why, for programs
     * @param why the reason, for people
     */
    record Idle(JobStatus status, Instant callAgainAt, Reason reason, String why) implements AdvanceOutcome {

        /**
         * Makes the reason for people fit for one line.
         *
         * @param status where the job stands after the step
         * @param callAgainAt when the next step is worth its call
         * @param reason why, for programs
         * @param why the reason, for people; what is not printable is escaped
         */
        public Idle {
            why = Printable.line(why);
        }

        /** Why there was nothing to do. May grow. */
        public enum Reason {
            /** The next window is not over yet, or no full export's time can be chosen yet. */
            NOT_DUE,
            /** Exports are running. */
            EXPORTS_RUNNING,
            /** A person has paused the job. */
            PAUSED,
            /** Another process was faster. */
            LOST_RACE,
            /**
             * Something failed that is tried again later: throttling, a server fault, an event not delivered; or something
             * is waited for: a completion check that answers "not yet", a status that this version does not know (F4).
             */
            RETRYING,
            /** The step's time was over before it could do anything. */
            OUT_OF_TIME
        }

        @Override
        public List<StepAction> actions() {
            return List.of();
        }

        @Override
        public List<ExportEvent> events() {
            return List.of();
        }

        @Override
        public String summary() {
            return "idle: " + why + ", next step at " + callAgainAt;
        }

        @Override
        public <R> R fold(
                Function<? super Progressed, ? extends R> progressed,
                Function<? super Idle, ? extends R> idle,
                Function<? super Blocked, ? extends R> blocked) {
            return idle.apply(this);
        }
    }

    /**
     * Nothing new will be requested until a condition ends. The step may still have done something.
     *
     * @param status where the job stands after the step
     * @param callAgainAt when the next step is worth its call
     * @param condition the condition, with its remedy; all of them are in the status
     * @param actions what the step did, in order
     * @param events the events that it delivered, in order
     */
    record Blocked(
            JobStatus status,
            Instant callAgainAt,
            Condition condition,
            List<StepAction> actions,
            List<ExportEvent> events)
            implements AdvanceOutcome {

        /**
         * Copies the lists.
         *
         * @param status where the job stands after the step
         * @param callAgainAt when the next step is worth its call
         * @param condition the condition, with its remedy
         * @param actions what the step did, in order, copied
         * @param events the events that it delivered, in order, copied
         */
        public Blocked {
            actions = List.copyOf(actions);
            events = List.copyOf(events);
        }

        @Override
        public String summary() {
            return "blocked: " + condition
                    + status.historyLostAt()
                            .map(when -> "; changes are lost for good on " + when)
                            .orElse("")
                    + ", next step at " + callAgainAt;
        }

        @Override
        public <R> R fold(
                Function<? super Progressed, ? extends R> progressed,
                Function<? super Idle, ? extends R> idle,
                Function<? super Blocked, ? extends R> blocked) {
            return blocked.apply(this);
        }
    }
}
