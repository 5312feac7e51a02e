package io.github.dcie.core.internal.step;

import com.google.common.collect.ImmutableList;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.OperatorAction;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.DeliveryLease.Claimed;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.report.Notice;
import io.github.dcie.core.internal.report.Notices;
import io.github.dcie.core.internal.report.Reminders;
import io.github.dcie.core.internal.rules.Conditions;
import io.github.dcie.core.internal.rules.Gaps;
import io.github.dcie.core.internal.rules.PollSchedule;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.rules.Windows;
import io.github.dcie.spi.OperatorRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One step's work on the state: what the state has become, what the step wants to know and to do next. Immutable; every
 * method that goes on gives a new turn. The shell calls them in this order and adds nothing of its own:
 *
 * <pre>{@code
 * begin → toDescribe → observed → wantsFacts → toSeek → informed → wantsTable → planned → wantsProofOfNewness
 *       → claimed → written → requests → answered → claimed → written → notices → delivered
 * }</pre>
 */
public final class Turn {

    private final StepTime stepTime;
    private final JobState before;
    private final JobState state;
    private final Optional<OperatorRequest> acknowledges;
    private final ImmutableList<TrackedExport> notFound;
    private final ImmutableList<TrackedExport> toAsk;
    private final ImmutableList<StepAction> actions;
    private final ImmutableList<Trouble> troubles;
    private final Optional<String> damage;

    private Turn(
            StepTime stepTime,
            JobState before,
            JobState state,
            Optional<OperatorRequest> acknowledges,
            List<TrackedExport> notFound,
            List<TrackedExport> toAsk,
            List<StepAction> actions,
            List<Trouble> troubles,
            Optional<String> damage) {
        this.stepTime = stepTime;
        this.before = before;
        this.state = state;
        this.acknowledges = acknowledges;
        this.notFound = ImmutableList.copyOf(notFound);
        this.toAsk = ImmutableList.copyOf(toAsk);
        this.actions = ImmutableList.copyOf(actions);
        this.troubles = ImmutableList.copyOf(troubles);
        this.damage = damage;
    }

    /**
     * Begins a step (S2): applies a reset that is asked for and was not carried out yet (K6).
     *
     * @param settings what this process was configured with
     * @param step names this step among all that ever run
     * @param now the step's time, a whole second
     * @param stored the state, if there is one
     * @param operator what a person has asked
     */
    public static Turn begin(
            Settings settings, String step, Instant now, Optional<JobState> stored, OperatorRequest operator) {
        JobState state = stored.orElseGet(() -> JobState.fresh(settings.job().table()));
        boolean spent = state.hasSpent(operator);
        // the first number that is ever seen is no news, and need not be written at once
        boolean isNews = state.remembered().operatorNumber().isPresent();
        JobState noted = state.remembering(kept -> kept.withOperatorNumber(operator.number()));
        Turn turn = at(new StepTime(settings, step, now, now), isNews ? state : noted, noted);
        turn = turn.isChanged()
                ? turn.did(StepAction.Kind.NOTE, Optional.empty(), "a person asked for " + operator.action())
                : turn;
        if (operator.action() != OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN || spent) {
            return turn;
        } else if (stored.isEmpty()) {
            // the job begins with a full export anyway
            return at(turn.stepTime, noted, noted).acknowledging(operator);
        } else if (!state.hasRoomForReset()) {
            return at(turn.stepTime, state, state);
        }
        return at(turn.stepTime, state, noted.reset(Cause.OPERATOR_RESET, now))
                .acknowledging(operator)
                .did(StepAction.Kind.RESET, Optional.empty(), "a person asked for it");
    }

    private static Turn at(StepTime stepTime, JobState before, JobState state) {
        return new Turn(
                stepTime,
                before,
                state,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    // ---- S3, S4: what runs -----------------------------------------------------------------------------------------

    /** Running exports that can be done by now, if it is time to look, or DynamoDB is asked anyway (S3). */
    public List<TrackedExport> toDescribe() {
        List<TrackedExport> due = new ArrayList<>();
        for (TrackedExport tracked : state.generation().trackedExports()) {
            if (tracked.stage() instanceof Stage.Running running
                    && PollSchedule.isWorthwhile(running.startedAt(), now())
                    && (PollSchedule.isTime(running.startedAt(), now()) || wantsFacts())) {
                due.add(tracked);
            }
        }
        return due;
    }

    /** Takes in what describing exports gave; what is complete in chain order becomes committed (S4). */
    public Turn observed(Map<String, DescribeResult> sightings) {
        return Observing.observed(this, sightings);
    }

    // ---- S5: what is to be requested -------------------------------------------------------------------------------

    /** Whether anything is to be requested, so that DynamoDB's facts are needed (S5). */
    public boolean wantsFacts() {
        return new Outlook(this).wantsFacts();
    }

    /** Old or doubtful intents, whose exports are looked for before they are asked for again or given up (T3, G1). */
    public List<Search> toSeek(PitrStatus pitr) {
        return new Outlook(this).toSeek(pitr);
    }

    /** Takes in the facts, and what looking for exports gave. */
    public Turn informed(PitrStatus pitr, Map<Search, LookupResult> findings) {
        return Informing.informed(this, pitr, findings);
    }

    /** Whether the table itself must be described: to tell a gap's cause, or before a new chain begins by itself. */
    public boolean wantsTable(PitrStatus pitr) {
        return pitr instanceof PitrStatus.On on
                && (state.latched().isPresent()
                        ? new Outlook(this).mayBeginAgain(on.trusted(now()))
                        : Gaps.isThere(state, on, toAsk));
    }

    /** Decides: latches a gap, or plans what is due (G, W). */
    public Turn planned(PitrStatus pitr, Optional<TableFacts> table) {
        return pitr instanceof PitrStatus.On on ? new Planning(on, table).planned(this) : asking(List.of());
    }

    /** Whether a job without state is about to begin: it must first be sure that none was lost (K5). */
    public boolean wantsProofOfNewness() {
        return !toAsk.isEmpty()
                && state.generation().number() == 1
                && before.generation().start().isEmpty();
    }

    /**
     * If AWS knows an export of this job, its state was lost: nothing is planned (K5). A request for a full export that
     * stands in the store unspent is what heals that. Where requests are numbered it may have been carried out long ago,
     * before the state was lost, and is only taken note of.
     */
    public Turn proved(LookupResult anyExport) {
        if (anyExport instanceof LookupResult.Absent) {
            return heard(Trouble.LIST_EXPORTS)
                    .with(known -> known.remembering(kept -> kept.withNewUpTo(Optional.empty())));
        }
        Turn unplanned = with(before).seekingNothing();
        if (anyExport instanceof LookupResult.Unfinished unfinished) {
            return unplanned
                    .with(before.remembering(
                            kept -> kept.withNewUpTo(unfinished.lookUp().upTo())))
                    .troubled(unfinished.trouble().withProgress());
        } else if (anyExport instanceof LookupResult.Unanswered unanswered) {
            return unplanned.troubled(unanswered.trouble());
        }
        ExportFacts known = ((LookupResult.Found) anyExport).facts();
        return unplanned.acknowledges.filter(asked -> asked.number().isEmpty()).isPresent()
                ? unplanned
                        .with(state -> state.reset(Cause.OPERATOR_RESET, now()))
                        .did(StepAction.Kind.RESET, Optional.empty(), "a person asked for it; the state was lost")
                : unplanned.with(state -> state.with(Kind.STATE_LOST, now(), Optional.of(known.exportId())));
    }

    // ---- S7, S8: requests and answers ------------------------------------------------------------------------------

    /** The planned exports to request, with their tokens. */
    public List<Search> requests() {
        return toAsk.stream()
                .map(tracked -> new Search(tracked, token(tracked)))
                .toList();
    }

    /** Takes in what DynamoDB answered to one request. */
    public Turn answered(TrackedExport tracked, RequestResult answer) {
        return Answering.answered(this, tracked, answer);
    }

    // ---- S6, S9: what is written and told --------------------------------------------------------------------------

    /** Takes the owed notices over, if this step may deliver them (N1). */
    public Turn claimed() {
        boolean may = !isMine()
                && !toTell().isEmpty()
                && state.lease().mayDeliver(stepTime.step(), settings().noticeTakeover(), now());
        return may
                ? with(state.withCourier(
                        new Claimed(stepTime.step(), now(), state.lease().failingSince())))
                : this;
    }

    /** What this step is to deliver, in order. */
    public List<Notice> notices() {
        return isMine() ? toTell() : List.of();
    }

    private List<Notice> toTell() {
        List<Notice> notices = Notices.owed(state);
        settings().remindEvery().ifPresent(every -> notices.addAll(new Reminders(every).due(state, now())));
        return notices;
    }

    private boolean isMine() {
        return state.lease() instanceof Claimed claimed && claimed.step().equals(stepTime.step());
    }

    /** Whether there is anything to write (S10). */
    public boolean isChanged() {
        return !state.equals(before);
    }

    /** The turn after its state was written. */
    public Turn written() {
        Turn told = this;
        for (ActiveCondition active : state.conditions()) {
            told = goesOn(active)
                    ? told.did(
                            StepAction.Kind.CONTINUE,
                            Optional.empty(),
                            active.kind() + " holds again; its end was not told")
                    : told;
        }
        return new Turn(stepTime, state, state, Optional.empty(), notFound, toAsk, told.actions, troubles, damage);
    }

    private boolean goesOn(ActiveCondition active) {
        return active.notification() == ActiveCondition.NotificationState.NOTIFIED
                && before.conditions().stream()
                        .anyMatch(old -> old.kind() == active.kind()
                                && old.notification() == ActiveCondition.NotificationState.END_PENDING);
    }

    /** The turn without what was not written: that is not true, and the next step sees it or asks again (S11). */
    public Turn asFarAsWritten() {
        return reread(before);
    }

    /** The turn with another state, read again later in the step. */
    public Turn reread(JobState newer) {
        return new Turn(stepTime, newer, newer, Optional.empty(), List.of(), List.of(), actions, troubles, damage);
    }

    /**
     * What DynamoDB says against the export that is about to be announced: of this chain it must be the one that was
     * asked for, of an older one it must bear the job's token (T1, I2).
     */
    public Optional<String> contradiction(Notice.Export notice, ExportFacts facts) {
        boolean isOwn = notice.generation() == state.generation().number()
                ? state.generation().trackedExports().stream()
                        .filter(tracked -> tracked.stage().export().equals(Optional.of(notice.exportId())))
                        .allMatch(tracked -> !facts.hasOtherTokenThan(token(tracked)) && facts.covers(tracked.span()))
                : facts.token()
                        .map(token -> token.startsWith(Token.prefix(
                                settings().job().id(), settings().job().table())))
                        .orElse(true);
        return isOwn
                ? Optional.empty()
                : Optional.of("export " + facts.exportId()
                        + " stands among those to be announced, but DynamoDB made it for"
                        + " another request (client token " + facts.token().orElse("none") + ")");
    }

    /** Takes note of what was delivered, in whatever has become of the state meanwhile (N1). */
    public Turn delivered(List<Notice> delivered, Optional<String> failure) {
        return with(Notices.settle(state, stepTime.step(), delivered, failure, now()));
    }

    // ---- what it consists of ---------------------------------------------------------------------------------------

    public Settings settings() {
        return stepTime.settings();
    }

    public Instant now() {
        return stepTime.now();
    }

    /** The time by DynamoDB's clock as far as it is known: for what is stored and read by another process. */
    Instant trusted() {
        return stepTime.trusted();
    }

    public JobState state() {
        return state;
    }

    /** The state as it was read, or last written. */
    public JobState unwritten() {
        return before;
    }

    /** The operator request that the next write carries out or takes note of. */
    public Optional<OperatorRequest> acknowledges() {
        // one that was there before the state is carried out by the write that begins a chain, and not before
        boolean begun =
                state.generation().start().isPresent() || state.generation().number() > 1;
        return acknowledges.filter(asked -> begun || asked.number().isPresent());
    }

    /** Whether a request was refused and is made again, or its export is still being looked for. */
    public boolean isAskingAgain() {
        return state.generation().trackedExports().stream()
                .flatMap(tracked -> tracked.intent().stream())
                .anyMatch(intent ->
                        intent.refusal().isPresent() || intent.lookUp().isBegun());
    }

    /** What was decided and done so far, in order. */
    public List<StepAction> actions() {
        return actions;
    }

    /** What could not be found out or done in this step, or is waited for, if anything. */
    public Optional<Trouble> trouble() {
        return troubles.stream().findFirst();
    }

    /** What shows that the state was not written by this library like this; nothing may be built on it. */
    public Optional<String> damage() {
        return damage;
    }

    /** Conditions that began or ended in what is not written yet, in words. */
    public List<String> newConditions() {
        return state.conditions().stream()
                .filter(active -> !active.isSuspected())
                .filter(active -> before.conditions().stream()
                        .noneMatch(old -> old.kind() == active.kind() && old.holds() == active.holds()))
                .map(active -> (active.holds() ? "began: " : "is over: ")
                        + Conditions.describe(active, settings().job()))
                .toList();
    }

    /** Another step may be delivering notices right now (N1). */
    boolean isAnotherDelivering() {
        return state.lease().isBusy(stepTime.step(), settings().noticeTakeover(), now());
    }

    /** Running exports of which DynamoDB says that there are none. */
    List<TrackedExport> notFound() {
        return notFound;
    }

    List<TrackedExport> toAsk() {
        return toAsk;
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

    // ---- how it goes on --------------------------------------------------------------------------------------------

    /** With one more thing done. */
    public Turn did(StepAction.Kind kind, Optional<ExportWindow> window, String reason) {
        List<StepAction> more = ImmutableList.<StepAction>builder()
                .addAll(actions)
                .add(new StepAction(kind, window, reason))
                .build();
        return new Turn(stepTime, before, state, acknowledges, notFound, toAsk, more, troubles, damage);
    }

    /** With the time put right by DynamoDB's clock. */
    Turn trusting(Instant time) {
        return new Turn(
                stepTime.trusting(time), before, state, acknowledges, notFound, toAsk, actions, troubles, damage);
    }

    /** With a contradiction between the state and what DynamoDB says of it. */
    Turn damaged(String what) {
        return new Turn(
                stepTime,
                before,
                state,
                acknowledges,
                notFound,
                toAsk,
                actions,
                troubles,
                damage.or(() -> Optional.of(what)));
    }

    Turn with(JobState next) {
        return new Turn(stepTime, before, next, acknowledges, notFound, toAsk, actions, troubles, damage);
    }

    Turn with(UnaryOperator<JobState> change) {
        return with(change.apply(state));
    }

    Turn replacing(TrackedExport old, TrackedExport changed) {
        return with(state.generation(generation -> generation.replace(old, changed)));
    }

    Turn asking(List<TrackedExport> trackedExports) {
        return new Turn(stepTime, before, state, acknowledges, notFound, trackedExports, actions, troubles, damage);
    }

    Turn alsoAsking(TrackedExport tracked) {
        return asking(ImmutableList.<TrackedExport>builder()
                .addAll(toAsk)
                .add(tracked)
                .build());
    }

    Turn missing(TrackedExport tracked) {
        List<TrackedExport> more = ImmutableList.<TrackedExport>builder()
                .addAll(notFound)
                .add(tracked)
                .build();
        return new Turn(stepTime, before, state, acknowledges, more, toAsk, actions, troubles, damage);
    }

    /** Those conditions brought up to date that follow from the places alone. */
    Turn derived(Optional<String> words) {
        return with(Conditions.derive(state, trusted(), words));
    }

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
        List<Trouble> more =
                ImmutableList.<Trouble>builder().addAll(troubles).add(seen).build();
        return new Turn(stepTime, before, next, acknowledges, notFound, toAsk, actions, more, damage);
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
        if (troubles.stream().anyMatch(seen -> seen.operation().equals(operation))) {
            return this;
        }
        Turn turn = this;
        for (Kind kind : Trouble.CONDITIONS) {
            turn = isAbout(kind, operation) ? turn.with(turn.state.without(kind)) : turn;
        }
        return turn.state.conditions().size() == state.conditions().size()
                ? turn
                : turn.did(StepAction.Kind.ANSWERED, Optional.empty(), operation + " is answered again");
    }

    private boolean isAbout(Kind kind, String operation) {
        return state.conditions().stream()
                .filter(active -> active.kind() == kind && (active.holds() || active.isSuspected()))
                .anyMatch(active -> Trouble.concerns(active.code(), operation));
    }

    private Turn acknowledging(OperatorRequest operator) {
        return new Turn(stepTime, before, state, Optional.of(operator), notFound, toAsk, actions, troubles, damage);
    }

    private Turn seekingNothing() {
        return new Turn(stepTime, before, state, acknowledges, List.of(), List.of(), List.of(), troubles, damage);
    }
}
