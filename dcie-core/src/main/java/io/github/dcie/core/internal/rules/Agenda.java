package io.github.dcie.core.internal.rules;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import io.github.dcie.Condition.Kind;
import io.github.dcie.DueAction;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.OperatorAction;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage.Planned;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.timing.Backoff;
import io.github.dcie.core.internal.timing.Jitter;
import io.github.dcie.core.internal.timing.PollSchedule;
import io.github.dcie.core.internal.timing.Polling;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is due now and what next, and why: one list for the step, which asks DynamoDB if something is to be decided, and for
 * whoever asks when to call again.
 */
public final class Agenda {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);

    /** So that an operator's action is seen in time even where windows are long. */
    private static final Duration AT_THE_LATEST = Duration.ofMinutes(15);

    /** A full export may take so many times as long as an incremental one (F7). */
    private static final int FULL_EXPORTS_PATIENCE = 7;

    /**
     * One thing to do.
     *
     * @param dueAt a step does it from then on
     * @param callAt when a call for it is best: never before it is due, and later where calls are spread (W3), where an export
     *     is described in slots (S3), or where what is overdue waits for something else; empty if no call is made for it alone
     * @param rule whose it is
     * @param why in words
     */
    public record Item(DueAction.Kind kind, Instant dueAt, Optional<Instant> callAt, String rule, String why) {}

    private final Settings settings;
    private final ExportJob job;
    private final JobState state;
    private final Generation generation;
    private final Instant now;
    private final Instant service;
    private final ImmutableList<Item> items;

    /** Of a state, by the local clock. */
    public Agenda(Settings settings, JobState state, Instant now) {
        this(settings, state, now, now, List.of());
    }

    /**
     * Of a state in the midst of a step.
     *
     * @param service the least that DynamoDB's clock shows; the local time if it was not asked
     * @param notFound running exports of which DynamoDB has just said that there are none
     */
    public Agenda(Settings settings, JobState state, Instant now, Instant service, List<TrackedExport> notFound) {
        this.settings = settings;
        job = settings.job();
        this.state = state;
        generation = state.generation();
        this.now = now;
        this.service = service;
        Stream<Item> decisions = state.latched().isPresent() ? beginningAgain() : decisions(notFound);
        items = Stream.of(descriptions(), decisions, deliveries())
                .flatMap(each -> each)
                .collect(ImmutableList.toImmutableList());
    }

    /** All of it, what is due and what is not. */
    public List<Item> items() {
        return items;
    }

    /** All of it, for people: what is due first. */
    public List<DueAction> dueActions() {
        return items.stream()
                .sorted(Comparator.comparing(Item::dueAt))
                .map(item -> new DueAction(item.kind(), item.dueAt(), item.callAt(), item.why()))
                .toList();
    }

    /** Whether something of that kind is due. */
    public boolean isDue(DueAction.Kind kind) {
        return items.stream().anyMatch(item -> item.kind() == kind && isPast(item.dueAt()));
    }

    /** When a step is next worth its call: a whole second. */
    public Instant callAgainAt(OperatorRequest operator) {
        Stream<Instant> calls = operator.action() == OperatorAction.PAUSE
                ? Stream.of(now.plus(SOON))
                : Stream.concat(
                        items.stream().flatMap(item -> item.callAt().stream()), Stream.of(now.plus(AT_THE_LATEST)));
        Instant earliest = now.plus(AT_ONCE);
        return calls.min(Instant::compareTo)
                .map(Agenda::wholeSecond)
                .filter(earliest::isBefore)
                .orElse(earliest);
    }

    private static Instant wholeSecond(Instant time) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(time) ? time : second.plusSeconds(1);
    }

    // ---- the rules -------------------------------------------------------------------------------------------------

    private Stream<Item> descriptions() {
        return running().map(tracked -> {
            PollSchedule schedule = schedule(settings, state, tracked, now);
            return new Item(
                    DueAction.Kind.DESCRIBE,
                    schedule.isTime(now) ? now : schedule.nextSlot(now),
                    Optional.of(schedule.next(now)),
                    "S3",
                    "it may be complete");
        });
    }

    /** When a running export is described (P1, P3). */
    public static PollSchedule schedule(Settings settings, JobState state, TrackedExport tracked, Instant now) {
        Instant startedAt = startedAt(tracked);
        Optional<Instant> signalled = state.remembered()
                .signalledAt()
                .filter(at -> !at.isBefore(startedAt) && !at.isAfter(now.plus(Backoff.CLOCK_SKEW))); // K7
        PollSchedule schedule = settings.polling() == Polling.SIGNALLED
                ? PollSchedule.untilASignal(startedAt)
                : PollSchedule.of(
                        startedAt, state.remembered().took().of(tracked.span().type()));
        return signalled.map(schedule::after).orElse(schedule);
    }

    /** When a gap may begin a new chain by itself, if it may (G3). */
    public static Optional<Instant> newChainAt(ExportJob job, JobState state, Instant now) {
        return job.onGap() instanceof GapPolicy.StartNewChain policy
                        && state.latched()
                                .filter(active -> active.kind().isGap())
                                .isPresent()
                        && state.hasRoomForReset()
                ? Optional.of(state.remembered()
                        .lastAutomaticReset()
                        .filter(last -> !last.isAfter(now.plus(policy.atMostOncePer()))) // K7
                        .map(last -> last.plus(policy.atMostOncePer()))
                        .orElse(now))
                : Optional.empty();
    }

    private Stream<Item> beginningAgain() {
        return newChainAt(job, state, now).stream()
                .map(at -> decide(at, ifNew(at), "G3", "a new chain may begin by itself"));
    }

    private Stream<Item> decisions(List<TrackedExport> notFound) {
        Stream<Item> first = generation.start().isEmpty()
                ? Stream.of(decide(now, Optional.of(now.plus(SOON)), "W1", "the chain has not begun"))
                : Stream.empty();
        Stream<Item> gone = notFound.stream()
                .map(tracked -> decide(now, Optional.empty(), "F7", "DynamoDB does not show the export"));
        return Stream.of(first, gone, stuck(), intents(), retry(), window(), starved())
                .flatMap(each -> each);
    }

    private Stream<Item> stuck() {
        return running().map(tracked -> {
            Instant at = startedAt(tracked).plus(patience(job, tracked));
            return decide(at, ifLater(at), "F7", "the export runs for too long");
        });
    }

    private Stream<Item> intents() {
        return generation.trackedExports().stream()
                .flatMap(tracked -> tracked.intent().stream())
                .map(intent -> decide(
                        intent.refusal()
                                .filter(refusal -> !refusal.mayAskAgain(now))
                                .map(Refusal::askAgainAt)
                                .orElse(now),
                        call(askAgainAt(intent)),
                        "T2",
                        intent.refusal()
                                .map(refusal -> "the request was refused: " + refusal.reason())
                                .orElse("the request was not answered")));
    }

    private Instant askAgainAt(Planned intent) {
        return intent.refusal().map(Refusal::askAgainAt).orElseGet(() -> afterAPause(intent.at()));
    }

    private Stream<Item> retry() {
        return generation.failing().stream()
                .flatMap(tracked -> tracked.retryAt().stream()
                        .map(at -> decide(
                                tracked.isRetryDue(now) ? now : at,
                                call(at),
                                "F3",
                                "attempt " + tracked.attempt() + " has failed")));
    }

    private Stream<Item> window() {
        boolean may = mayPlan(job, state);
        boolean hurried = generation.trackedExports().size() < Generation.UNHURRIED;
        Windows windows = new Windows(job);
        return generation.frontier().filter(from -> may).stream()
                .map(from -> hurried
                        ? decide(
                                windows.dueAt(from),
                                call(askForWindowAt(windows.dueAt(from))),
                                "W3",
                                "the next window is over")
                        : decide(
                                windows.greatestDueAt(from, state.retention()),
                                ifLater(windows.greatestDueAt(from, state.retention())),
                                "K2",
                                "the longest window is over"));
    }

    /** Whether one more window may run, and can be tracked (W2, W4, W6, K2). */
    public static boolean mayPlan(ExportJob job, JobState state) {
        Generation generation = state.generation();
        return generation.isFullComplete()
                && generation.failing().isEmpty()
                && generation.inFlight() < job.maxInFlight()
                && state.hasRoom();
    }

    /** By DynamoDB's clock (W3), and spread where windows end together (P4). */
    private Instant askForWindowAt(Instant dueAt) {
        return dueAt.isAfter(now)
                ? dueAt.plus(Jitter.ofWindow(job))
                : Comparators.max(dueAt, now.plus(Duration.between(service, dueAt)));
    }

    /** The list is full and the frontier stands still: only the facts tell how long that may last (K2). */
    private Stream<Item> starved() {
        return generation.frontier().filter(from -> !state.hasRoom()).stream()
                .map(from -> Backoff.isPast(from, ExportWindow.LONGEST, now) ? now : from.plus(ExportWindow.LONGEST))
                .map(at -> decide(at, ifLater(at), "K2", "no further export can be tracked"));
    }

    private Stream<Item> deliveries() {
        Optional<Instant> reminder = settings.remindEvery().flatMap(every -> new Reminders(every).next(state, now));
        DeliveryLease lease = state.lease();
        Instant free = lease.freeAt(settings.noticeTakeover()).orElse(now);
        Instant may = lease.mayDeliver("", settings.noticeTakeover(), now) ? now : free;
        boolean mayCommit = !generation.commit().equals(generation); // another step was delivering (S4)
        Stream<Item> pending = Notices.pending(state).isEmpty() && !mayCommit
                ? Stream.empty()
                : Stream.of(new Item(
                        DueAction.Kind.DELIVER,
                        may,
                        Optional.of(may.isAfter(free) ? may : free),
                        "N1",
                        "events are pending"));
        return Stream.concat(
                pending,
                reminder.map(at -> at.isAfter(may) ? at : may).stream()
                        .map(at -> new Item(DueAction.Kind.DELIVER, at, ifLater(at), "N3", "a condition goes on")));
    }

    // ---- times -----------------------------------------------------------------------------------------------------

    private static Item decide(Instant dueAt, Optional<Instant> callAt, String rule, String why) {
        return new Item(DueAction.Kind.DECIDE, dueAt, callAt, rule, why);
    }

    /** A request is worth a call then; or, if that is past, after a while. */
    private Optional<Instant> call(Instant at) {
        return Optional.of(at.isAfter(now) ? at : overdue());
    }

    private Optional<Instant> ifLater(Instant at) {
        return at.isAfter(now) ? Optional.of(at) : Optional.empty();
    }

    /** That too large a table begins no chain is not asked twice a minute, but in the step behind the one that latched. */
    private Optional<Instant> ifNew(Instant at) {
        return state.latched().filter(gap -> gap.since().equals(now)).isPresent()
                ? Optional.of(at.isAfter(now) ? at : now.plus(SHORTEST_PAUSE))
                : ifLater(at);
    }

    private boolean onlyFactsAreWaitedFor() {
        return state.holds(Kind.PITR_OFF) || state.holds(Kind.TABLE_GONE) || state.holds(Kind.WINDOW_EXCEEDS_RETENTION);
    }

    /** What is due and was not done is kept back by a fact that changes by the minute, or by a call without an answer. */
    private Instant overdue() {
        return onlyFactsAreWaitedFor()
                ? now.plus(SOON)
                : state.conditions().stream()
                        .filter(active -> Trouble.CONDITIONS.contains(active.kind()))
                        .map(active -> afterAPause(active.since()))
                        .min(Instant::compareTo)
                        .orElseGet(() -> now.plus(SHORTEST_PAUSE));
    }

    /** The older something is, the less often it is worth a call. */
    private Instant afterAPause(Instant since) {
        Duration pause = Duration.between(since, now).dividedBy(3);
        return pause.compareTo(SHORTEST_PAUSE) < 0
                ? now.plus(SHORTEST_PAUSE)
                : now.plus(pause).plus(Jitter.ofPause(job, pause));
    }

    private boolean isPast(Instant time) {
        return !time.isAfter(now);
    }

    /** How long an export may run before that is a condition (F7). */
    public static Duration patience(ExportJob job, TrackedExport tracked) {
        return tracked.span() instanceof Span.Full
                ? job.stuckAfter().multipliedBy(FULL_EXPORTS_PATIENCE)
                : job.stuckAfter();
    }

    private Stream<TrackedExport> running() {
        return generation.trackedExports().stream().filter(tracked -> tracked.stage() instanceof Running);
    }

    private static Instant startedAt(TrackedExport tracked) {
        return ((Running) tracked.stage()).startedAt();
    }
}
