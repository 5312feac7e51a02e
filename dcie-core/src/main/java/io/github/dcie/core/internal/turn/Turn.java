package io.github.dcie.core.internal.turn;

import com.google.common.collect.ImmutableList;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.OperatorAction;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.DeliveryLease.Claimed;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Conditions;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.rules.Notices;
import io.github.dcie.core.internal.rules.Reminders;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.rules.Windows;
import io.github.dcie.spi.OperatorRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state as one step has changed it so far, and what the step knows beside it. Immutable; every method that goes on gives
 * a new turn.
 *
 * @param time which step, and when
 * @param unwritten the state as it was read, or last written
 * @param state what it has become
 * @param asked what a person has asked, if the next write is to carry it out or take note of it
 * @param wanted exports that this step has still to deal with
 * @param notes what was done, and what went wrong
 */
public record Turn(
        StepTime time,
        JobState unwritten,
        JobState state,
        Optional<OperatorRequest> asked,
        Wanted wanted,
        Notes notes) {

    /**
     * Exports that a step has still to deal with.
     *
     * @param notFound running exports of which DynamoDB says that there are none
     * @param toAsk planned exports to request
     */
    public record Wanted(ImmutableList<TrackedExport> notFound, ImmutableList<TrackedExport> toAsk) {
        static final Wanted NOTHING = new Wanted(ImmutableList.of(), ImmutableList.of());
    }

    /**
     * Begins a step (S2): applies a reset that is asked for and was not carried out yet (K6).
     *
     * @param begin what the step is given
     * @param stored the state, if there is one
     * @param operator what a person has asked
     */
    public static Turn begin(Begin begin, Optional<JobState> stored, OperatorRequest operator) {
        JobState state =
                stored.orElseGet(() -> JobState.fresh(begin.settings().job().table()));
        boolean spent = state.hasSpent(operator);
        // the first number that is ever seen is no news, and need not be written at once
        boolean isNews = state.remembered().operatorNumber().isPresent();
        JobState noted = state.remembering(kept -> kept.withOperatorNumber(operator.number()));
        Turn turn = at(begin, isNews ? state : noted, noted);
        turn = turn.isChanged()
                ? turn.did(StepAction.Kind.NOTE, Optional.empty(), "a person asked for " + operator.action())
                : turn;
        if (operator.action() != OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN || spent) {
            return turn;
        } else if (stored.isEmpty()) {
            // the job begins with a full export anyway
            return at(begin, noted, noted).acknowledging(operator);
        } else if (!state.hasRoomForReset()) {
            return at(begin, state, state);
        }
        return at(begin, state, noted.reset(Cause.OPERATOR_RESET, begin.now()))
                .acknowledging(operator)
                .did(StepAction.Kind.RESET, Optional.empty(), "a person asked for it");
    }

    private static Turn at(Begin begin, JobState before, JobState state) {
        return new Turn(
                new StepTime(begin, begin.now(), begin.now()),
                before,
                state,
                Optional.empty(),
                Wanted.NOTHING,
                Notes.NONE);
    }

    // ---- what it consists of ---------------------------------------------------------------------------------------

    public Settings settings() {
        return time.begin().settings();
    }

    public Instant now() {
        return time.begin().now();
    }

    /** The time by DynamoDB's clock as far as it is known: for what is stored and read by another process. */
    Instant trusted() {
        return time.trusted();
    }

    /** The least that DynamoDB's clock shows (W3). */
    public Instant service() {
        return time.service();
    }

    /** Whether there is anything to write (S10). */
    public boolean isChanged() {
        return !state.equals(unwritten);
    }

    /** The operator request that the next write carries out or takes note of. */
    public Optional<OperatorRequest> acknowledges() {
        // one that was there before the state is carried out by the write that begins a chain, and not before
        boolean begun =
                state.generation().start().isPresent() || state.generation().number() > 1;
        return asked.filter(request -> begun || request.number().isPresent());
    }

    /** What was decided and done so far, in order. */
    public List<StepAction> actions() {
        return notes.actions();
    }

    /** The running export that a signal says may be complete, if there is one here (P3). */
    Optional<TrackedExport> signalled() {
        return time.begin()
                .signalled()
                .flatMap(id -> state.generation().trackedExports().stream()
                        .filter(tracked -> tracked.stage() instanceof Running running
                                && running.exportId().equals(id))
                        .findFirst());
    }

    /** Running exports of which DynamoDB says that there are none. */
    List<TrackedExport> notFound() {
        return wanted.notFound();
    }

    List<TrackedExport> toAsk() {
        return wanted.toAsk();
    }

    /** The planned exports to request, with their tokens (S7). */
    public List<Search> requests() {
        return toAsk().stream()
                .map(tracked -> new Search(tracked, token(tracked)))
                .toList();
    }

    Token token(TrackedExport tracked) {
        return Token.of(
                settings().job().id(),
                settings().job().table(),
                state.generation().start().orElseThrow(),
                tracked);
    }

    Windows windows() {
        return new Windows(settings().job());
    }

    /** Conditions that began or ended in what is not written yet, in words. */
    public List<String> newConditions() {
        return state.conditions().stream()
                .filter(active -> !active.isSuspected())
                .filter(active -> unwritten.conditions().stream()
                        .noneMatch(old -> old.kind() == active.kind() && old.holds() == active.holds()))
                .map(active -> (active.holds() ? "began: " : "is over: ")
                        + Conditions.describe(active, settings().job()))
                .toList();
    }

    // ---- who delivers ----------------------------------------------------------------------------------------------

    /** Takes the pending notices over, if this step may deliver them (N1). */
    public Turn claimed() {
        String name = time.begin().name();
        boolean may = !isMine()
                && !pending().isEmpty()
                && state.lease().mayDeliver(name, settings().noticeTakeover(), now());
        return may ? with(state.withLease(new Claimed(name, now(), state.lease().failingSince()))) : this;
    }

    /** What this step is to deliver, in order. */
    public List<Notice> notices() {
        return isMine() ? pending() : List.of();
    }

    private List<Notice> pending() {
        List<Notice> notices = Notices.pending(state);
        settings().remindEvery().ifPresent(every -> notices.addAll(new Reminders(every).due(state, now())));
        return notices;
    }

    private boolean isMine() {
        return state.lease() instanceof Claimed claimed
                && claimed.step().equals(time.begin().name());
    }

    /** Another step may be delivering notices right now (N1). */
    boolean isAnotherDelivering() {
        return state.lease().isBusy(time.begin().name(), settings().noticeTakeover(), now());
    }

    /** Takes note of what was delivered, in whatever has become of the state meanwhile (N1). */
    public Turn delivered(List<Notice> delivered, Optional<String> failure) {
        return with(Notices.settle(state, time.begin().name(), delivered, failure, now()));
    }

    // ---- how it goes on --------------------------------------------------------------------------------------------

    /** The turn after its state was written. */
    public Turn written() {
        Notes more = notes;
        for (ActiveCondition active : state.conditions()) {
            more = goesOn(active)
                    ? more.did(new StepAction(
                            StepAction.Kind.CONTINUE,
                            Optional.empty(),
                            active.kind() + " holds again; its end was not notified"))
                    : more;
        }
        return new Turn(time, state, state, Optional.empty(), wanted, more);
    }

    private boolean goesOn(ActiveCondition active) {
        return active.notification() == ActiveCondition.NotificationState.NOTIFIED
                && unwritten.conditions().stream()
                        .anyMatch(old -> old.kind() == active.kind()
                                && old.notification() == ActiveCondition.NotificationState.END_PENDING);
    }

    /** The turn without what was not written: that is not true, and the next step sees it or asks again (S11). */
    public Turn asFarAsWritten() {
        return reread(unwritten);
    }

    /** The turn with another state, read again later in the step. */
    public Turn reread(JobState newer) {
        return new Turn(time, newer, newer, Optional.empty(), Wanted.NOTHING, notes);
    }

    /** With one more thing done. */
    public Turn did(StepAction.Kind kind, Optional<ExportWindow> window, String reason) {
        return with(notes.did(new StepAction(kind, window, reason)));
    }

    /** With a contradiction between the state and what DynamoDB says of it. */
    Turn damaged(String what) {
        return with(notes.damaged(what));
    }

    private Turn with(Notes more) {
        return new Turn(time, unwritten, state, asked, wanted, more);
    }

    /** With the time put right by DynamoDB's clock. */
    Turn trusting(PitrStatus pitr) {
        return new Turn(
                new StepTime(time.begin(), pitr.trusted(now()), pitr.clock(now())),
                unwritten,
                state,
                asked,
                wanted,
                notes);
    }

    Turn with(JobState next) {
        return new Turn(time, unwritten, next, asked, wanted, notes);
    }

    Turn with(UnaryOperator<JobState> change) {
        return with(change.apply(state));
    }

    Turn replacing(TrackedExport old, TrackedExport changed) {
        return with(state.generation(generation -> generation.replace(old, changed)));
    }

    Turn asking(List<TrackedExport> trackedExports) {
        return wanting(new Wanted(wanted.notFound(), ImmutableList.copyOf(trackedExports)));
    }

    Turn alsoAsking(TrackedExport tracked) {
        return wanting(new Wanted(wanted.notFound(), plus(wanted.toAsk(), tracked)));
    }

    Turn missing(TrackedExport tracked) {
        return wanting(new Wanted(plus(wanted.notFound(), tracked), wanted.toAsk()));
    }

    private static ImmutableList<TrackedExport> plus(List<TrackedExport> all, TrackedExport one) {
        return ImmutableList.<TrackedExport>builder().addAll(all).add(one).build();
    }

    private Turn wanting(Wanted next) {
        return new Turn(time, unwritten, state, asked, next, notes);
    }

    private Turn acknowledging(OperatorRequest operator) {
        return new Turn(time, unwritten, state, Optional.of(operator), wanted, notes);
    }

    /** Without what it decided; what went wrong is kept. */
    Turn undecided() {
        return new Turn(time, unwritten, unwritten, asked, Wanted.NOTHING, notes.withoutActions());
    }

    /** Those conditions brought up to date that follow from the exports alone. */
    Turn derived(Optional<String> words) {
        return with(Conditions.derive(state, trusted(), words));
    }

    // ---- calls without an answer, and with one ---------------------------------------------------------------------

    /**
     * A call gave no answer. If AWS refused it, that is a condition until the same call is answered (F9); anything else becomes
     * one when it has lasted (F1).
     */
    Turn troubled(Trouble seen) {
        JobState next = seen.kind()
                .condition()
                .map(kind -> refused(kind, seen))
                .orElseGet(() -> seen.kind() == Trouble.Kind.PASSING
                        ? state.suspecting(Kind.SERVICE_TROUBLE, Conditions.SERVICE_TROUBLE, now(), seen.toString())
                        : state);
        return with(next).with(notes.troubled(seen));
    }

    private JobState refused(Kind kind, Trouble seen) {
        JobState result = state;
        for (Kind other : Trouble.CONDITIONS) {
            // what was wrong with this call has given way to something else
            result = other != kind && isAbout(other, seen.operation()) ? result.without(other) : result;
        }
        // the words may differ from caller to caller; that the same call is still refused is no news
        return isAbout(kind, seen.operation()) ? result : result.with(kind, now(), Optional.of(seen.toString()));
    }

    /** A call was answered: what was wrong with it is over, unless another call of its kind got no answer. */
    Turn heard(String operation) {
        if (notes.troubles().stream().anyMatch(seen -> seen.operation().equals(operation))) {
            return this;
        }
        JobState next = state;
        for (Kind kind : Trouble.CONDITIONS) {
            next = isAbout(kind, operation) ? next.without(kind) : next;
        }
        return next.conditions().size() == state.conditions().size()
                ? with(next)
                : with(next).did(StepAction.Kind.ANSWERED, Optional.empty(), operation + " is answered again");
    }

    private boolean isAbout(Kind kind, String operation) {
        return state.conditions().stream()
                .filter(active -> active.kind() == kind && (active.holds() || active.isSuspected()))
                .anyMatch(active -> Trouble.concerns(active.code(), operation));
    }
}
