package io.github.dcie.core;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportSignal;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.Preflight;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepPlan;
import io.github.dcie.core.internal.document.StateReader;
import io.github.dcie.core.internal.guard.ClientRegion;
import io.github.dcie.core.internal.guard.GuardedStore;
import io.github.dcie.core.internal.guard.OptionRange;
import io.github.dcie.core.internal.guard.Reported;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.run.Dependencies;
import io.github.dcie.core.internal.run.Preflighter;
import io.github.dcie.core.internal.run.StepRunner;
import io.github.dcie.core.internal.timing.Polling;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StepRecorder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one table continuously exported: a full export, then windows without a hole. It has no thread and no scheduler;
 * call {@link #advance()} from whatever schedule there is, from as many processes as there are. Nothing is lost or
 * exported twice whichever of them dies, or freezes, at whichever instruction.
 *
 * <p>Immutable and thread-safe; nothing to close. The client, the store and the notifier are the caller's.
 *
 * <pre>{@code
 * ExportCoordinator exports = ExportCoordinator.create(job, dynamoDb, store);
 * timer.scheduleWithFixedDelay(exports.asTask(), 0, 1, TimeUnit.MINUTES);
 * }</pre>
 */
public final class ExportCoordinator {

    private static final Logger LOG = LoggerFactory.getLogger(ExportCoordinator.class);

    private final Dependencies dependencies;
    private final Duration stepBudget;

    private ExportCoordinator(Dependencies dependencies, Duration stepBudget) {
        this.dependencies = dependencies;
        this.stepBudget = stepBudget;
    }

    /**
     * A coordinator with all settings at their defaults; events go to the log.
     *
     * @param job what is exported
     * @param dynamoDb a client of the table's account and Region
     * @param store where the job's state is kept
     * @return the coordinator
     * @throws IllegalArgumentException if the client is of another Region than the table
     */
    public static ExportCoordinator create(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
        return builder(job, dynamoDb, store).build();
    }

    /**
     * A builder with all settings at their defaults.
     *
     * @param job what is exported
     * @param dynamoDb a client of the table's account and Region
     * @param store where the job's state is kept
     * @return the builder
     */
    public static Builder builder(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
        return new Builder(job, dynamoDb, store);
    }

    /**
     * The job.
     *
     * @return what is exported
     */
    public ExportJob job() {
        return dependencies.settings().job();
    }

    /**
     * Goes one step on: looks at what runs, commits what is complete, requests what is due, delivers what is pending, and
     * returns. It never sleeps and never waits for an export. A step with nothing to do is one read of the state.
     *
     * <p>Everything but an unreachable or unusable state store is a value in the outcome. An interrupted thread ends the
     * step early, with its interrupt flag set.
     *
     * @return what happened, where the job stands, and when to call again
     * @throws StateStoreException if the state could not be read or written; nothing is lost, call again
     * @throws io.github.dcie.UnusableStateException if the stored state is not one of this job that this version can read
     */
    public AdvanceOutcome advance() throws StateStoreException {
        return advanceWithin(stepBudget);
    }

    /**
     * {@link #advance()}, with a look at the export that a signal is about, if it is this job's and runs. A signal of any
     * other export changes nothing.
     *
     * @param signal that an export may be complete
     * @return what happened, where the job stands, and when to call again
     * @throws StateStoreException if the state could not be read or written; nothing is lost, call again
     * @throws io.github.dcie.UnusableStateException if the stored state is not one of this job that this version can read
     */
    public AdvanceOutcome advance(ExportSignal signal) throws StateStoreException {
        return advance(stepBudget, Optional.of(signal.exportId()));
    }

    /**
     * Goes one step on within the time that is left to the caller, instead of the step budget; for a function that is
     * ended at a deadline. What does not fit is done by the next step.
     *
     * @param budget how long the step may begin effects, at most the step budget; zero or less begins none
     * @return what happened, where the job stands, and when to call again
     * @throws StateStoreException if the state could not be read or written; nothing is lost, call again
     */
    public AdvanceOutcome advanceWithin(Duration budget) throws StateStoreException {
        return advance(within(budget), Optional.empty());
    }

    /**
     * {@link #advance(ExportSignal)} within the time that is left to the caller.
     *
     * @param budget how long the step may begin effects, at most the step budget; zero or less begins none
     * @param signal that an export may be complete
     * @return what happened, where the job stands, and when to call again
     * @throws StateStoreException if the state could not be read or written; nothing is lost, call again
     */
    public AdvanceOutcome advanceWithin(Duration budget, ExportSignal signal) throws StateStoreException {
        return advance(within(budget), Optional.of(signal.exportId()));
    }

    private Duration within(Duration budget) {
        return budget.compareTo(stepBudget) < 0 ? budget : stepBudget;
    }

    private AdvanceOutcome advance(Duration time, Optional<String> signalled) throws StateStoreException {
        AdvanceOutcome outcome = new StepRunner(dependencies, time, signalled).advance();
        LOG.atDebug().addArgument(job()::id).addArgument(outcome::summary).log("job {}: {}");
        return outcome;
    }

    /**
     * {@link #advance()} as a task that never throws, for schedulers that give up on a task that does. What it would
     * throw is logged.
     *
     * @return the task, thread-safe
     */
    public Runnable asTask() {
        return () -> {
            try {
                advance();
            } catch (StateStoreException e) {
                LOG.info("job {}: {}", job().id(), e.getMessage(), Reported.of(e));
            } catch (Throwable e) { // a scheduler would drop the task, and the exports would end without a word
                LOG.error("job {}: the step failed; it is tried again on schedule", job().id(), Reported.of(e));
            }
        };
    }

    /**
     * Where the job stands; reads the state and nothing else.
     *
     * @return the status
     * @throws StateStoreException if the state could not be read
     */
    public JobStatus status() throws StateStoreException {
        return new StepRunner(dependencies, stepBudget, Optional.empty()).status();
    }

    /**
     * What the next step would do, why, and what it would cost; reads the state and DynamoDB, changes nothing.
     *
     * @return the plan
     * @throws StateStoreException if the state could not be read
     */
    public StepPlan plan() throws StateStoreException {
        return new StepRunner(dependencies, stepBudget, Optional.empty()).plan();
    }

    /**
     * Looks at all that the job needs: table, point-in-time recovery, bucket owner, state store. Changes nothing.
     *
     * @return all findings at once
     */
    public Preflight preflight() {
        return new Preflighter(dependencies).look();
    }

    /**
     * Stops the job until {@link #resume()}: every step is one read then. Exports that run already are not stopped; they
     * are taken up on resume.
     *
     * @throws StateStoreException if it is not known whether that was written
     */
    public void pause() throws StateStoreException {
        dependencies.store().request(job().id(), OperatorAction.PAUSE);
    }

    /**
     * Lets the job go on, and takes back a reset that was not carried out yet.
     *
     * @throws StateStoreException if it is not known whether that was written
     */
    public void resume() throws StateStoreException {
        dependencies.store().request(job().id(), OperatorAction.RUN);
    }

    /**
     * Asks for a new chain with a full export, which is billed by the table's size. The next step carries it out, once.
     *
     * @throws StateStoreException if it is not known whether that was written
     */
    public void resetWithFullExport() throws StateStoreException {
        dependencies.store().request(job().id(), OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
    }

    /** Collects options; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        private final ExportJob job;
        private final DynamoDbClient dynamoDb;
        private final StateStore store;
        private Notifier notifier = new LoggingNotifier();
        private CompletionCheck check = CompletionCheck.acceptAll();
        private Optional<StepRecorder> recorder = Optional.empty();
        private Optional<Duration> remindEvery = Optional.empty();
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private FirstRun firstRun = FirstRun.START_FULL_EXPORT;
        private Polling polling = Polling.BY_ITSELF;
        private Duration apiCallTimeout = Duration.ofSeconds(10);
        private Duration stepBudget = Duration.ofSeconds(60);
        private Duration noticeTakeover = Duration.ofMinutes(2);

        private Builder(ExportJob job, DynamoDbClient dynamoDb, StateStore store) {
            this.job = Objects.requireNonNull(job, "job");
            this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Who is told of events. Default: {@link LoggingNotifier}.
         *
         * @param value the notifier
         * @return this builder
         */
        public Builder notifier(Notifier value) {
            notifier = Objects.requireNonNull(value, "notifier");
            return this;
        }

        /**
         * Who looks at an export before it is committed (S4); {@link #plan()} asks it, too. Default: {@link
         * CompletionCheck#acceptAll()}.
         *
         * @param value the check
         * @return this builder
         */
        public Builder completionCheck(CompletionCheck value) {
            check = Objects.requireNonNull(value, "completionCheck");
            return this;
        }

        /**
         * Who keeps a record of each step, from which it can be run again ({@link RecordedStep}). Default: nobody.
         *
         * @param value the recorder
         * @return this builder
         */
        public Builder recorder(StepRecorder value) {
            recorder = Optional.of(Objects.requireNonNull(value, "recorder"));
            return this;
        }

        /**
         * How often a condition that goes on is told again, counted from its beginning (N3). Default: never.
         *
         * @param value 15 minutes to 30 days
         * @return this builder
         */
        public Builder remindEvery(Duration value) {
            remindEvery = Optional.of(Objects.requireNonNull(value, "remindEvery"));
            return this;
        }

        /**
         * Where the time comes from; read once for each step's decisions. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The timer that goes on while the clock stands; for simulations of frozen processes (S15). */
        Builder nanoTime(LongSupplier value) {
            nanoTime = Objects.requireNonNull(value, "nanoTime");
            return this;
        }

        /**
         * What a job without state does. Default: {@link FirstRun#START_FULL_EXPORT}.
         *
         * @param value whether it may begin
         * @return this builder
         */
        public Builder firstRun(FirstRun value) {
            firstRun = Objects.requireNonNull(value, "firstRun");
            return this;
        }

        /**
         * Signals come: somebody calls {@link ExportCoordinator#advance(ExportSignal)} when S3 has written a manifest. So a
         * running export is described by itself only every 15 minutes, in case a signal is lost.
         *
         * @return this builder
         */
        public Builder signalled() {
            polling = Polling.SIGNALLED;
            return this;
        }

        /**
         * The time limit of each call to DynamoDB, retries included. Default: 10 seconds.
         *
         * @param value 1 second to the step budget
         * @return this builder
         */
        public Builder apiCallTimeout(Duration value) {
            apiCallTimeout = Objects.requireNonNull(value, "apiCallTimeout");
            return this;
        }

        /**
         * How long a step begins effects; one that takes longer, or was frozen, leaves the rest to the next. Default: 60
         * seconds.
         *
         * @param value 1 second to 15 minutes
         * @return this builder
         */
        public Builder stepBudget(Duration value) {
            stepBudget = Objects.requireNonNull(value, "stepBudget");
            return this;
        }

        /**
         * How long a notifier may take for one event. When the step that began to deliver may have taken that long beyond
         * its budget and has not reported back, another takes its events over; a notifier that answers sooner is not
         * given an event twice unless a process dies. Default: 2 minutes.
         *
         * @param value 1 second to a day
         * @return this builder
         */
        public Builder noticeTakeover(Duration value) {
            noticeTakeover = Objects.requireNonNull(value, "noticeTakeover");
            return this;
        }

        /**
         * Checks the options and makes the coordinator. Calls nothing.
         *
         * @return the coordinator
         * @throws IllegalArgumentException if options are out of range, or the client is of another Region than the
         *     table; the message lists all faults
         */
        public ExportCoordinator build() {
            List<String> faults = new ArrayList<>();
            OptionRange.check(faults, "stepBudget", stepBudget, Duration.ofSeconds(1), Duration.ofMinutes(15));
            OptionRange.check(faults, "apiCallTimeout", apiCallTimeout, Duration.ofSeconds(1), stepBudget);
            OptionRange.check(faults, "noticeTakeover", noticeTakeover, Duration.ofSeconds(1), Duration.ofDays(1));
            remindEvery.ifPresent(every ->
                    OptionRange.check(faults, "remindEvery", every, Duration.ofMinutes(15), Duration.ofDays(30)));
            ClientRegion.fault(dynamoDb, job.table()).ifPresent(faults::add);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(
                        "coordinator of export job " + job.id() + ": " + String.join("; ", faults));
            }
            // a step may begin its last delivery at the end of its budget
            Settings settings = new Settings(job, firstRun, noticeTakeover.plus(stepBudget), remindEvery, polling);
            return new ExportCoordinator(
                    new Dependencies(
                            settings,
                            dynamoDb,
                            new GuardedStore(store),
                            notifier,
                            check,
                            recorder,
                            clock,
                            nanoTime,
                            apiCallTimeout,
                            new StateReader()),
                    stepBudget);
        }
    }
}
