package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import io.github.dcie.testkit.SimulatedClock;
import io.github.dcie.testkit.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A world in miniature: processes that run one export job, each with its own clock, on one emulated DynamoDB and one
 * store, in simulated time. Processes die, freeze and overtake one another, calls fail and replies get lost, clocks are
 * wrong, people pause and reset; and after every step an oracle that knows DynamoDB's truth checks the library's promises
 * I1 to I9 and fails with the rule that was broken. See the package for an example.
 *
 * <p>It can be played by hand ({@link #process}, {@link #follow}, {@link #waits}, {@link #aws} and the faults of the
 * world), by a list of moves ({@link #live}) or at random ({@link #liveAtRandom}); {@link #settle} ends all trouble and
 * asserts that the job recovers. Everything is recorded in the {@link #transcript()}. The same calls with the same seed
 * give the same life.
 *
 * <p>Not thread-safe, and without threads of its own; a {@link SmallScope} that explores it has some, of which one runs
 * at a time.
 */
public final class Simulation {

    /** A process whose store failed, or that died, is called again after this time. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private static final int LONGEST_RECOVERY = 35;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    /** How often an operator gives a command that the store does not take. */
    private static final int PATIENCE = 10;

    /** No clock of a process is wrong by so much. */
    private static final Duration ANOTHER_CLOCK = Duration.ofDays(100);

    /** A window that was planned by a clock ahead, without DynamoDB's date, is over by DynamoDB's after so long (W3). */
    private static final Duration CLOCK_AHEAD_MATTERS = Duration.ofMinutes(10);

    private final ExportJob job;
    private final ProcessFactory factory;
    private final ExportEmulator aws;
    private final StoreFactory stores;
    private final boolean readsMayBeStale;
    private final Runnable endsStoresTrouble;
    private final Supplier<? extends Notifier> notifiers;
    private final Supplier<? extends CompletionCheck> checks;
    private final Optional<Duration> stepBudget;
    private final int recoveryDays;
    private final Set<Move.Kind> without;
    private final StateStore operatorsStore;
    private final Optional<Runnable> losesState;
    private final Runnable writesAnItem;
    private final long seed;
    private final Instant begun;
    private final RecordingNotifier events = new RecordingNotifier();
    private final Weather weather = new Weather();
    private final Transcript transcript = new Transcript();
    private final Oracle oracle;
    private final AnswerChecks answers;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final Deque<SimulatedProcess> running = new ArrayDeque<>(); // whose turn it is comes first
    private final Life life;
    private Optional<Violation> violation = Optional.empty();
    private Optional<JobStatus> status = Optional.empty();
    private Instant datesUnknownUntil = Instant.MIN;
    private String rerun;
    private boolean paused;
    private long requests;
    private long losses;
    private boolean timesRefused;
    private Rounds rounds = Rounds.ONE_AFTER_THE_OTHER;
    private long steps;
    private long handedOver;
    private long writes;
    private long faults;
    private long crashes;
    private long violations;

    private Simulation(Builder from) {
        job = from.job;
        factory = from.factory;
        aws = from.emulator.orElseGet(() -> ExportEmulator.withTable(job.table()));
        stores = from.stores;
        readsMayBeStale = from.readsMayBeStale;
        endsStoresTrouble = from.endsStoresTrouble;
        notifiers = from.notifiers;
        checks = from.checks;
        stepBudget = from.stepBudget;
        recoveryDays = from.recoveryDays;
        without = Set.copyOf(from.without);
        begun = aws.clock().instant();
        losesState = from.losesState;
        writesAnItem = from.writesAnItem;
        seed = from.seed;
        rerun = "build the simulation with seed(" + seed + ") and make the same calls";
        operatorsStore = stores.open(FaultPlan.none(), aws.clock());
        oracle = new Oracle(job.table(), aws, this::violated);
        answers = new AnswerChecks(this::violated);
        life = new Life(this);
        for (Duration skew : from.skews) {
            SimulatedProcess process =
                    new SimulatedProcess(this, Character.toString('A' + processes.size()), job, skew);
            processes.add(process);
            if (!skew.isZero()) {
                clockWasSet(process);
            }
        }
        configured(job);
        if (recoveryDays != LONGEST_RECOVERY) {
            aws.shortenRecovery(job.table(), recoveryDays);
        }
    }

    /**
     * A simulation of a job.
     *
     * @param job the job
     * @param factory starts a process
     * @return a builder with all settings at their defaults
     */
    public static Builder of(ExportJob job, ProcessFactory factory) {
        return new Builder(job, factory);
    }

    // ---- the parts of the world ------------------------------------------------------------------------------------

    /**
     * The true time, which is AWS's.
     *
     * @return the emulator's clock
     */
    public SimulatedClock clock() {
        return aws.clock();
    }

    /**
     * DynamoDB, with all that can happen to it.
     *
     * @return the emulator
     */
    public ExportEmulator aws() {
        return aws;
    }

    /**
     * What was received.
     *
     * @return all events that got through to the notifier and were taken by it
     */
    public RecordingNotifier events() {
        return events;
    }

    /**
     * A process.
     *
     * @param number 0 is the first
     * @return the process, which stays the same when it is restarted
     * @throws IndexOutOfBoundsException if there is none of this number
     */
    public SimulatedProcess process(int number) {
        return processes.get(number);
    }

    /**
     * All processes.
     *
     * @return in the order of their names
     */
    public List<SimulatedProcess> processes() {
        return List.copyOf(processes);
    }

    /**
     * What happened.
     *
     * @return a live view
     */
    public Transcript transcript() {
        return transcript;
    }

    /**
     * What it came to so far.
     *
     * @return the numbers
     */
    public Tally tally() {
        return new Tally(steps, faults, crashes, oracle.exports().count(), violations);
    }

    /**
     * What the last step that answered said. To look makes no step and reads nothing.
     *
     * @return the status; empty before the first answer
     */
    public Optional<JobStatus> status() {
        return status;
    }

    // ---- time ------------------------------------------------------------------------------------------------------

    /**
     * Time passes and nobody makes a step.
     *
     * @param time how much, not negative
     */
    public void waits(Duration time) {
        clock().advance(time);
    }

    /**
     * All processes make steps when their last answers asked for it, and time is skipped in between. Those that are in
     * the midst of a step do not.
     *
     * @param time for how long
     * @throws SimulationFailure if a promise was broken
     */
    public void follow(Duration time) {
        follow(now().plus(time), never -> false);
    }

    /**
     * Follows until a step answers what is waited for.
     *
     * @param what what is waited for
     * @param atMost for how long
     * @return the status that was waited for
     * @throws SimulationFailure if a promise was broken, or the time is over
     */
    public JobStatus followUntil(Predicate<? super JobStatus> what, Duration atMost) {
        Optional<JobStatus> found = follow(now().plus(atMost), what);
        if (found.isEmpty()) {
            violated("what was waited for did not happen within " + atMost + "; the last status is "
                    + status.map(JobStatus::toText).orElse("unknown"));
            throwAtTheEnd();
        }
        return found.orElseThrow();
    }

    /** Follows until an instant, or until a step answers what is waited for. */
    Optional<JobStatus> follow(Instant end, Predicate<? super JobStatus> what) {
        while (true) {
            Optional<SimulatedProcess> next = nextDue();
            if (next.isEmpty() || next.get().callAt().isAfter(end)) {
                if (now().isBefore(end)) {
                    clock().advanceTo(end);
                }
                return Optional.empty();
            }
            if (next.get().callAt().isAfter(now())) {
                clock().advanceTo(next.get().callAt());
            }
            Optional<JobStatus> answered = next.get().step().map(AdvanceOutcome::status);
            if (answered.filter(what).isPresent()) {
                return answered;
            }
        }
    }

    /**
     * All processes make a step at the same time: one after the other, unless a {@link SmallScope} explores this
     * simulation. Then their calls of client, store and notifier interleave in all ways that its budgets allow, and
     * processes die and freeze on the way.
     *
     * @throws SimulationFailure if a promise was broken
     * @throws IllegalStateException if a process is in the midst of a step
     */
    public void together() {
        rounds.together(this);
    }

    private Optional<SimulatedProcess> nextDue() {
        Optional<SimulatedProcess> next = Optional.empty();
        for (SimulatedProcess process : processes) {
            if (!process.isBusy()
                    && (next.isEmpty() || process.callAt().isBefore(next.get().callAt()))) {
                next = Optional.of(process);
            }
        }
        return next;
    }

    /** Time passes in the midst of a step, while the other processes go on, in so many parts. */
    void passInside(Duration time, int parts) {
        Duration part = time.dividedBy(parts);
        for (int i = 0; i < parts; i++) {
            clock().advance(part);
            nextDue().ifPresent(SimulatedProcess::step);
        }
    }

    // ---- people ----------------------------------------------------------------------------------------------------

    /** A person pauses the job. */
    public void pause() {
        request(OperatorAction.PAUSE);
        paused = true;
    }

    /** A person lets the job run. */
    public void resume() {
        request(OperatorAction.RUN);
        paused = false;
    }

    /** A person asks for a new chain. */
    public void reset() {
        request(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        paused = false;
        answers.resetAsked();
        oracle.exports().resetAsked();
    }

    private void request(OperatorAction action) {
        say("operator: " + action);
        requests++;
        for (int tries = 1; ; tries++) {
            try {
                operatorsStore.request(job.id(), action);
                return;
            } catch (StateStoreException e) {
                // a person whose command fails gives it again
                if (tries == PATIENCE) {
                    throw new IllegalStateException("the operator cannot reach the store", e);
                }
            }
        }
    }

    /**
     * A headline in the transcript. The chapter that it begins prints its steps even if they are like those before.
     *
     * @param headline one line
     */
    public void note(String headline) {
        transcript.chapter(headline);
    }

    // ---- faults of the world ---------------------------------------------------------------------------------------

    /** The notifier refuses everything, for all processes. */
    public void notifierIsDown() {
        say("the notifier is down");
        weather.notifierDown();
    }

    /** The notifier takes everything, at once. */
    public void notifierIsUp() {
        say("the notifier is up");
        weather.notifierUp();
    }

    /**
     * Each delivery takes a time; other processes may make a step meanwhile.
     *
     * @param time how long
     */
    public void notifierTakes(Duration time) {
        say("a delivery takes " + time);
        weather.notifierTakes(time);
    }

    /** The store cannot be reached, by any process. */
    public void storeIsDown() {
        say("the store is down");
        weather.storeDown();
    }

    /** The store refuses two of three writes. */
    public void storeIsThrottled() {
        say("the store is throttled to one of three writes");
        weather.storeThrottled();
    }

    /** The store refuses two of three writes, which ones depends on the seed. */
    public void storeIsThrottledAtRandom() {
        say("the store is throttled to one of three writes, at random");
        weather.storeThrottledAtRandom(new Random(seed));
    }

    /**
     * Everything that is stored for the job is gone, the operator action included.
     *
     * @throws IllegalStateException if the store is a user's own and the builder was not told {@link Builder#losing how} it
     *     loses a state
     */
    public void stateIsLost() {
        Runnable lose = losesState.orElseThrow(() -> new IllegalStateException(
                "the simulation has a store of its user's, and does not know how that loses a state: say so with"
                        + " losing(...) when you build it"));
        say("the stored state is lost");
        lose.run();
        losses++;
        paused = false;
        oracle.stateLost();
        answers.stateLost();
        faultStruck();
    }

    /**
     * A lost state was recovered from DynamoDB's records: the chain must go on, under its number, and what may have been
     * told is told again.
     */
    public void stateIsRecovered() {
        say("the state is recovered");
        oracle.stateRecovered();
    }

    /** The store can be reached and answers at once. */
    public void storeIsUp() {
        say("the store is up");
        weather.storeUp();
        endsStoresTrouble.run();
    }

    /**
     * Each call of the store takes a time; other processes may make a step meanwhile.
     *
     * @param time how long
     */
    public void storeTakes(Duration time) {
        say("a call of the store takes " + time);
        weather.storeTakes(time);
    }

    /**
     * DynamoDB refuses times against its own rules, as {@link ExportEmulator#refuseTimes}; the oracle knows it.
     */
    public void timesAreRefused() {
        say("times are refused");
        timesRefused = true;
        aws.refuseTimes();
    }

    /**
     * What the state remembers of how long exports take is wrong from now on, by a factor.
     *
     * @param factor how many times as long, or as short if it is less than 1
     */
    void estimatesAreWrongBy(double factor) {
        try {
            StoredState stored = operatorsStore.read(job.id());
            Optional<StateDocument> wrong =
                    stored.document().map(StateDocument::text).map(text -> WrongEstimate.in(text, factor));
            if (wrong.isPresent() && !wrong.equals(stored.document())) {
                say("the estimate of how long exports take is wrong by a factor of " + factor);
                operatorsStore.write(
                        job.id(),
                        new StateWrite(
                                WriteId.random(), stored.revision(), wrong.get(), Map.of(), now(), Optional.empty()));
            }
        } catch (StateStoreException e) {
            say("the estimate could not be changed");
        }
    }

    /** Answers bear no date, as {@link ExportEmulator#hideDates}: a clock that is ahead is believed. */
    public void datesAreHidden() {
        say("answers bear no date");
        datesUnknownUntil = Instant.MAX;
        faultStruck();
        aws.hideDates();
    }

    /** Answers bear DynamoDB's date. */
    public void datesAreShown() {
        say("answers bear a date");
        datesUnknownUntil = datesUnknownUntil.equals(Instant.MAX) ? now().plus(CLOCK_AHEAD_MATTERS) : datesUnknownUntil;
        aws.showDates();
    }

    /** DynamoDB keeps its rules on times. */
    public void timesAreAccepted() {
        say("times are accepted");
        timesRefused = false;
        aws.acceptTimes();
    }

    /** Exports are listed and not found for a while, in which all make their steps; the oracle knows it. */
    void exportsHiddenFor(Duration time) {
        say("exports are not found for " + time);
        faultStruck();
        aws.hideExports(time);
        oracle.exports().wereHidden(time);
        follow(time);
    }

    // ---- whole lives -----------------------------------------------------------------------------------------------

    /**
     * Makes moves, one after the other.
     *
     * @param moves the moves
     * @throws SimulationFailure if a promise was broken
     */
    public void live(List<Move> moves) {
        moves.forEach(life::make);
    }

    /**
     * Makes random moves until a number of steps was made. The moves depend on the seed alone, and begin anew with each
     * call.
     *
     * @param number how many more steps at least
     * @throws SimulationFailure if a promise was broken
     */
    public void liveAtRandom(int number) {
        rerun = "build the simulation with seed(" + seed + ") and call liveAtRandom(" + number + "), then settle()";
        Random random = new Random(seed);
        long end = steps + number;
        while (steps < end) {
            Move move = Moves.random(random);
            if (!without.contains(move.kind())) {
                life.make(move);
            }
        }
    }

    /**
     * Ends all trouble and asserts that the job recovers (I7): recovery is switched on, bucket, access, quota, service,
     * store and notifier are well, exports take five minutes and those that run end, clocks are at most two minutes wrong,
     * and the operator lets the job run. Where history or state is lost, the operator resets it, once. Then it follows
     * until all up to now is exported, the lag is the least possible, nothing is pending and no condition holds. The number of
     * exports that this takes is bounded by those that were open, ⌈n / ⌊24 h ÷ size⌋⌉ for the n windows behind (W4; n,
     * if windows are not merged), {@code maxInFlight}, one for each window that comes due meanwhile and one full export;
     * the number of steps by 100 and 30 for each of these exports, for each process. At the end the whole story is
     * checked once more.
     *
     * @throws SimulationFailure if the job does not recover, or a promise was broken
     */
    public void settle() {
        new Settlement(this).settle();
    }

    // ---- how a step is made ----------------------------------------------------------------------------------------

    Stepper start(SimulatedProcess process) {
        Watch watch = process.watch();
        InstantSource processClock = process.clock();
        Notifier users = notifiers.get();
        Notifier received = event -> {
            users.deliver(event);
            events.deliver(event);
            watch.told(event);
            oracle.received(event, isExplained());
        };
        return factory.start(new ProcessParts(
                process.job(),
                aws.client(watch),
                new FaultyStateStore(new WatchedStore(stores.open(watch.insideStore(), processClock), watch), watch),
                new FaultyNotifier(received, watch),
                processClock,
                new FaultyCheck(checks.get(), watch),
                process::readTimer));
    }

    /** Whether something that goes on right now explains that an event is delivered twice. */
    private boolean isExplained() {
        boolean nested = running.size() > 1;
        return running.stream()
                .anyMatch(process -> process.watch().isExplaining()
                        || (nested
                                && process.watch().elapsed().plus(largestSkew()).compareTo(Watch.NOTICE_TAKEOVER) > 0));
    }

    Optional<AdvanceOutcome> step(SimulatedProcess process, FaultPlan plan, Runnable lastBoundary) {
        Optional<SimulatedProcess> inside = Optional.ofNullable(running.peek());
        Watch watch = process.watch();
        Instant begun = now();
        boolean pausedAtFirst = paused && (!readsMayBeStale || watch.hasSeen(requests));
        long lossesAtFirst = losses;
        steps++;
        watch.begin(plan);
        running.push(process);
        Optional<AdvanceOutcome> outcome = Optional.empty();
        String end = "";
        try {
            AdvanceOutcome answer = process.advance();
            if (watch.death().isEmpty()) {
                lastBoundary.run();
                outcome = Optional.of(answer);
            }
        } catch (SimulatedCrash e) {
            watch.dies(e);
        } catch (StateStoreException e) {
            end = "the store failed: " + why(e);
        } catch (VirtualMachineError e) {
            // what the JVM must see may leave a step when it has ended (S17)
            end = "threw " + e;
            oracle.explain();
        } catch (RuntimeException | Error e) {
            if (watch.death().isEmpty()) {
                end = "threw " + e;
                violated("S12: a step threw " + e, Optional.of(e));
            }
        } finally {
            // others may have begun meanwhile and not ended
            running.remove(process);
        }
        // whatever a library makes of it that catches everything
        boolean died = watch.death().isPresent();
        if (died) {
            if (watch.death().get() instanceof Lane.Abandoned abandoned) {
                throw abandoned;
            }
            end = "died";
            crashes++;
            oracle.explain();
        }
        StepLine line = new StepLine(
                begun,
                process.name() + inside.map(outer -> " in " + outer.name()).orElse(""),
                watch.seen(),
                watch.told(),
                outcome,
                end);
        transcript.step(line.shape(), line::text);
        outcome.ifPresent(answer -> {
            status = Optional.of(answer.status());
            answers.check(readsMayBeStale ? process.stepper() : this, answer.status(), watch.isUndisturbed());
        });
        boolean stayedPaused = pausedAtFirst && losses == lossesAtFirst; // a pause is lost with the state
        oracle.stepped(watch, outcome, stayedPaused, timesRefused || now().isBefore(datesUnknownUntil));
        process.callAt(callAt(process, outcome));
        if (died) {
            process.startAnew();
        }
        throwAtTheEnd();
        return outcome;
    }

    private static String why(StateStoreException failure) {
        return failure instanceof UnusableStateException unusable
                ? unusable.reason().name()
                : failure.getClass().getSimpleName();
    }

    private Instant callAt(SimulatedProcess process, Optional<AdvanceOutcome> outcome) {
        Instant clock = process.clock().instant();
        outcome.map(AdvanceOutcome::callAgainAt)
                .filter(then -> Duration.between(clock, then).abs().compareTo(ANOTHER_CLOCK) > 0)
                .ifPresent(then -> violated("the clock of " + process.name() + " shows " + clock
                        + ", and its step asks to be called again at " + then
                        + ": is the process built with the clock of its parts?"));
        Duration wait = outcome.map(answer -> answer.callAgainAfter(clock)).orElse(AFTER_FAILURE);
        return now().plus(wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait);
    }

    /** Whether a step that began before is not over yet. */
    boolean isAnotherStepRunning() {
        return !running.isEmpty();
    }

    private record Violation(String rule, Optional<Throwable> cause) {}

    void violated(String rule) {
        violated(rule, Optional.empty());
    }

    private void violated(String rule, Optional<Throwable> cause) {
        violations++;
        violation = violation.or(() -> Optional.of(new Violation(rule, cause)));
    }

    /** In the midst of a step the stepper would see the failure as one of its calls', and the step has no line yet. */
    private void throwAtTheEnd() {
        if (running.isEmpty() && violation.isPresent()) {
            SimulationFailure failure = new SimulationFailure(violation.get().rule(), seed, rerun, transcript);
            violation.get().cause().ifPresent(failure::initCause);
            throw failure;
        }
    }

    /** Throws what was found outside of a step. */
    void check() {
        throwAtTheEnd();
    }

    void say(String what) {
        Instant at = now();
        transcript.line(() -> StepLine.time(at) + "  " + what);
    }

    void clockWasSet(SimulatedProcess process) {
        say("the clock of " + process.name() + " is " + offBy(process.skew()));
        oracle.claims().forget();
    }

    private static String offBy(Duration skew) {
        return skew.isZero() ? "right" : skew.isNegative() ? "late by " + skew.negated() : "ahead by " + skew;
    }

    void reconfigured(SimulatedProcess process) {
        ExportJob configured = process.job();
        say(process.name() + " is configured: windows of " + configured.windowSize() + ", " + configured.alignment()
                + ", " + configured.catchUp() + ", " + configured.maxInFlight() + " in flight, stuck after "
                + configured.stuckAfter()
                + (configured.destination().equals(job.destination()) ? "" : ", to " + configured.destination()));
        configured(configured);
    }

    private void configured(ExportJob configured) {
        answers.configured(configured.maxInFlight(), configured.onGap());
        oracle.exports().configured(configured);
    }

    // ---- for its parts ---------------------------------------------------------------------------------------------

    Instant now() {
        return aws.clock().instant();
    }

    ExportJob job() {
        return job;
    }

    /** Whether a pause or a reset stands, however it came there. */
    boolean isHeld() {
        try {
            // a read may be stale, and what was asked last is known
            return paused || operatorsStore.read(job.id()).operator().action() != OperatorAction.RUN;
        } catch (StateStoreException e) {
            throw new IllegalStateException("the operator cannot read the store", e);
        }
    }

    boolean paused() {
        return paused;
    }

    /** How often the operator has asked for something. */
    long requests() {
        return requests;
    }

    Instant begun() {
        return begun;
    }

    Optional<Duration> stepBudget() {
        return stepBudget;
    }

    /** How many days recovery keeps when nobody has shortened it. */
    int recoveryDays() {
        return recoveryDays;
    }

    /** Numbers the writes that were applied, of all processes. */
    long countWrite() {
        return ++writes;
    }

    void lookAtRecovery() {
        oracle.lookAtRecovery();
    }

    Weather weather() {
        return weather;
    }

    Oracle oracle() {
        return oracle;
    }

    Life life() {
        return life;
    }

    long steps() {
        return steps;
    }

    /** How often another process has come to its turn. */
    long turns() {
        return steps + handedOver;
    }

    /** A process goes on that was in the midst of a step. */
    void goesOn(SimulatedProcess process) {
        handedOver++;
        running.remove(process);
        running.push(process);
    }

    /** From now on all processes make steps together in another way. */
    void makeRounds(Rounds how) {
        rounds = how;
    }

    void faultStruck() {
        faults++;
    }

    void writeAnItem() {
        writesAnItem.run();
    }

    /** How far two clocks are apart at most. */
    Duration largestSkew() {
        Duration least = processes.get(0).skew();
        Duration most = least;
        for (SimulatedProcess process : processes) {
            least = process.skew().compareTo(least) < 0 ? process.skew() : least;
            most = process.skew().compareTo(most) > 0 ? process.skew() : most;
        }
        return most.minus(least);
    }

    @Override
    public String toString() {
        return "simulation of job " + job.id() + " at " + now() + ", seed " + seed + ", " + tally();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private final ExportJob job;
        private final ProcessFactory factory;
        private Optional<ExportEmulator> emulator = Optional.empty();
        private StoreFactory stores;
        private boolean readsMayBeStale;
        private Runnable endsStoresTrouble = () -> {};
        private Supplier<? extends Notifier> notifiers = Notifier::none;
        private Supplier<? extends CompletionCheck> checks = CompletionCheck::acceptAll;
        private Optional<Duration> stepBudget = Optional.empty();
        private int recoveryDays = LONGEST_RECOVERY;
        private final Set<Move.Kind> without = EnumSet.noneOf(Move.Kind.class);
        private List<Duration> skews = List.of(Duration.ZERO, Duration.ZERO);
        private Optional<Runnable> losesState;
        private Runnable writesAnItem = () -> {};
        private long seed = 1;

        private Builder(ExportJob job, ProcessFactory factory) {
            this.job = Objects.requireNonNull(job, "job");
            this.factory = Objects.requireNonNull(factory, "factory");
            InMemoryStateStore one = new InMemoryStateStore();
            this.stores = (faults, clock) -> one;
            this.losesState = Optional.of(() -> one.lose(job.id()));
        }

        /**
         * DynamoDB. Default: an emulator with the job's table, from 2026-01-01T00:00:00Z on.
         *
         * @param value an emulator that has the job's table
         * @return this builder
         */
        public Builder emulator(ExportEmulator value) {
            emulator = Optional.of(value);
            return this;
        }

        /**
         * Opens the store. It is called once for the operator, and each time a process starts; all that it gives must
         * work on the same storage. Default: one {@link InMemoryStateStore} for all.
         *
         * @param value opens the store
         * @return this builder
         */
        public Builder store(Supplier<? extends StateStore> value) {
            Objects.requireNonNull(value, "store");
            return store((faults, clock) -> value.get());
        }

        /**
         * Opens the store, for one that is tried at each call that it makes itself.
         *
         * @param value opens the store
         * @return this builder
         */
        public Builder store(StoreFactory value) {
            stores = Objects.requireNonNull(value, "store");
            losesState = Optional.empty();
            return this;
        }

        /**
         * The store's reads may show what was a while ago. Then a pause binds a process from when it has seen it (I8),
         * and each process's answers are compared with its own (I4).
         *
         * @param consistentAgain makes reads show the newest from then on; called when the store's trouble is over
         * @return this builder
         */
        public Builder readsMayBeStale(Runnable consistentAgain) {
            readsMayBeStale = true;
            endsStoresTrouble = Objects.requireNonNull(consistentAgain, "consistentAgain");
            return this;
        }

        /**
         * How a store of your own loses all that it has for the job, for {@link Simulation#stateIsLost}. Call it after
         * {@link #store}. Default: the default store knows how.
         *
         * @param value deletes the job's state, the operator action included
         * @return this builder
         */
        public Builder losing(Runnable value) {
            losesState = Optional.of(value);
            return this;
        }

        /**
         * Makes a notifier that is tried, too: it gets every delivery that gets through. Called each time a process
         * starts. Default: none.
         *
         * @param value makes the notifier
         * @return this builder
         */
        public Builder notifier(Supplier<? extends Notifier> value) {
            notifiers = Objects.requireNonNull(value, "notifier");
            return this;
        }

        /**
         * Makes a completion check that is tried, too, with its faults in {@link ProcessParts#check}. Called each time a
         * process starts. Default: one that accepts everything.
         *
         * @param value makes the check
         * @return this builder
         */
        public Builder check(Supplier<? extends CompletionCheck> value) {
            checks = Objects.requireNonNull(value, "check");
            return this;
        }

        /**
         * How long a step may begin effects (S15): one that begins a request, a write or a delivery later than that, by
         * its process's clock or by {@link ProcessParts#nanoTime}, whichever shows more, breaks a promise. Default: it is
         * not checked.
         *
         * @param value the budget that the processes are built with, positive
         * @return this builder
         */
        public Builder stepBudget(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("step budget " + value + ": expected a positive one");
            }
            stepBudget = Optional.of(value);
            return this;
        }

        /**
         * How many days of history recovery keeps, at first and after each mending. Default: 35.
         *
         * @param value 1 to 35
         * @return this builder
         */
        public Builder recoveryDays(int value) {
            if (value < 1 || value > LONGEST_RECOVERY) {
                throw new IllegalArgumentException("recovery of " + value + " days: expected 1 to 35");
            }
            recoveryDays = value;
            return this;
        }

        /**
         * What does not happen in {@linkplain Simulation#liveAtRandom random lives}. Default: everything does.
         *
         * @param kinds kinds of moves that are left out, beside those that are already
         * @return this builder
         */
        public Builder without(Move.Kind... kinds) {
            without.addAll(Arrays.asList(kinds));
            return this;
        }

        /**
         * The processes. Default: two with right clocks.
         *
         * @param clockSkews by how much each one's clock is ahead, negative if it is late
         * @return this builder
         * @throws IllegalArgumentException if there are none, or more than 26
         */
        public Builder processes(Duration... clockSkews) {
            if (clockSkews.length < 1 || clockSkews.length > 26) {
                throw new IllegalArgumentException(clockSkews.length + " processes: expected 1 to 26");
            }
            skews = List.copyOf(Arrays.asList(clockSkews));
            return this;
        }

        /**
         * What {@link Move.Kind#WRITE} does. Default: nothing.
         *
         * @param value writes, changes or deletes an item of the job's table
         * @return this builder
         */
        public Builder writes(Runnable value) {
            writesAnItem = Objects.requireNonNull(value, "writes");
            return this;
        }

        /**
         * What random lives depend on. Default: 1.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Makes the world and starts the processes, which make no step yet.
         *
         * @return the simulation
         */
        public Simulation build() {
            return new Simulation(this);
        }
    }
}
