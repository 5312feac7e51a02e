package io.github.dcie.core.internal.chain;

import com.google.common.collect.ImmutableList;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.OperatorAction;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.chain.Courier.Claimed;
import io.github.dcie.core.internal.chain.Stage.Planned;
import io.github.dcie.core.internal.chain.Stage.Running;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step's work on the state: what the state has become, what the step wants to know and to do next. Immutable; every
 * method that goes on gives a new turn. The shell calls them in this order and adds nothing of its own:
 *
 * <pre>{@code
 * begin → exportsToDescribe → observed → wantsFacts → toSeek → informed → wantsTable → planned → requests → answered
 * }</pre>
 */
public final class Turn {

    /** Tiny exports take two minutes (observed); nothing is asked before one can be done. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(90);

    /** DynamoDB may not show an export at once; after this long "not found" means that it is gone (F7). */
    static final Duration APPEARS_WITHIN = Duration.ofHours(1);

    /** DynamoDB keeps a token for 8 hours; half of that is slack for wrong clocks (T3). */
    static final Duration TOKEN_TRUSTED = Duration.ofHours(4);

    /** The list's places, counted for each generation; from the ninth on only windows of the greatest length (K2). */
    static final int PLACES = 16;

    static final int UNHURRIED_PLACES = 8;

    /** What the notices of older generations leave room for, so that the document stays within its bound (K1). */
    static final int PLACES_OF_ALL_GENERATIONS = 32;

    private final Settings settings;
    private final String step;
    private final Instant now;
    private final JobState before;
    private final JobState state;
    private final Optional<OperatorRequest> acknowledges;
    private final ImmutableList<Place> notFound;
    private final ImmutableList<Place> toAsk;
    private final ImmutableList<StepAction> actions;
    private final Optional<Trouble> trouble;

    private Turn(
            Settings settings,
            String step,
            Instant now,
            JobState before,
            JobState state,
            Optional<OperatorRequest> acknowledges,
            List<Place> notFound,
            List<Place> toAsk,
            List<StepAction> actions,
            Optional<Trouble> trouble) {
        this.settings = settings;
        this.step = step;
        this.now = now;
        this.before = before;
        this.state = state;
        this.acknowledges = acknowledges;
        this.notFound = ImmutableList.copyOf(notFound);
        this.toAsk = ImmutableList.copyOf(toAsk);
        this.actions = ImmutableList.copyOf(actions);
        this.trouble = trouble;
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
        Turn turn = new Turn(
                settings, step, now, state, state, Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
        if (operator.action() != OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN || isSpent(state, operator)) {
            return turn;
        }
        if (stored.isEmpty()) {
            // the first write takes note of it: the job begins with a full export anyway
            return turn.acknowledging(operator);
        }
        if (!state.hasRoomForReset()) {
            return turn;
        }
        return turn.acknowledging(operator)
                .with(state.reset(Cause.OPERATOR_RESET, now).withSpentReset(operator.number()))
                .did(StepAction.Kind.RESET, Optional.empty(), "a person asked for it");
    }

    private static boolean isSpent(JobState state, OperatorRequest operator) {
        return operator.number().isPresent()
                && state.spentReset().isPresent()
                && operator.number().getAsLong() <= state.spentReset().getAsLong();
    }

    private Turn acknowledging(OperatorRequest operator) {
        return new Turn(settings, step, now, before, state, Optional.of(operator), notFound, toAsk, actions, trouble);
    }

    // ---- S3, S4: what runs -----------------------------------------------------------------------------------------

    /** Ids of the exports that can be done by now (S3). */
    public List<String> exportsToDescribe() {
        return state.generation().places().stream()
                .filter(place -> place.stage() instanceof Running running
                        && Backoff.isPast(running.startedAt(), FIRST_LOOK, now))
                .flatMap(place -> place.stage().export().stream())
                .toList();
    }

    /** Takes in what describing exports gave; what is complete in chain order becomes committed (S4). */
    public Turn observed(Map<String, Sighting> sightings) {
        Turn turn = this;
        for (Place place : state.generation().places()) {
            Optional<Sighting> sighting = place.stage().export().map(sightings::get);
            if (place.stage() instanceof Running && sighting.isPresent()) {
                turn = turn.saw(place, sighting.get());
            }
        }
        return turn.committed().derived(Optional.empty());
    }

    private Turn saw(Place place, Sighting sighting) {
        if (sighting instanceof Sighting.Seen seen) {
            return allowed("DescribeExport")
                    .with(Sightings.apply(state, place, seen.facts(), now))
                    .reporting(place);
        } else if (sighting instanceof Sighting.NotFound) {
            return new Turn(
                    settings,
                    step,
                    now,
                    before,
                    allowed("DescribeExport").state,
                    acknowledges,
                    ImmutableList.<Place>builder().addAll(notFound).add(place).build(),
                    toAsk,
                    actions,
                    trouble);
        }
        return troubled(((Sighting.Unanswered) sighting).trouble());
    }

    private Turn reporting(Place place) {
        boolean failed = state.generation().places().stream()
                .anyMatch(after -> after.span().equals(place.span()) && after.stage() instanceof Stage.Failed);
        return failed
                ? did(
                        StepAction.Kind.FAIL,
                        place.span().window(),
                        state.held(Kind.EXPORT_FAILING).flatMap(Held::code).orElse("export failed"))
                : this;
    }

    private Turn committed() {
        if (state.courier().isBusy(step, settings.noticeTakeover(), now)) {
            return this;
        }
        Turn turn = with(state.generation(Generation::commit));
        for (Place place : turn.state.generation().committed()) {
            if (!state.generation().places().contains(place)) {
                turn = turn.did(StepAction.Kind.COMMIT, place.span().window(), "it and all before it is complete");
            }
        }
        return turn;
    }

    // ---- S5: what is to be requested -------------------------------------------------------------------------------

    /** Whether anything is to be requested, so that DynamoDB's facts are needed (S5). */
    public boolean wantsFacts() {
        Generation generation = state.generation();
        if (state.latched().isPresent()) {
            return mayBeginAgain();
        }
        return generation.start().isEmpty()
                || notFound.stream().anyMatch(place -> isGone(place, now))
                || generation.places().stream().anyMatch(this::mayAsk)
                || generation.failing().map(place -> place.isRetryDue(now)).orElse(false)
                || nextWindow(Instant.MAX).isPresent()
                || isStarved();
    }

    private boolean mayAsk(Place place) {
        return place.intent()
                .map(intent -> intent.refusal()
                        .map(refusal -> refusal.mayAskAgain(now))
                        .orElse(true))
                .orElse(false);
    }

    private boolean isGone(Place place, Instant trusted) {
        return place.stage() instanceof Running running && Backoff.isPast(running.startedAt(), APPEARS_WITHIN, trusted);
    }

    /** The list is full and the frontier stands still: only the facts tell how long that may last (K2). */
    private boolean isStarved() {
        return !hasRoom()
                && state.generation()
                        .frontier()
                        .map(frontier -> Backoff.isPast(frontier, ExportWindow.LONGEST, now))
                        .orElse(false);
    }

    private boolean hasRoom() {
        int own = state.generation().places().size();
        return own < PLACES && own + state.pastWeight() < PLACES_OF_ALL_GENERATIONS;
    }

    /** The next window, if it is due and may be planned (W2–W6, K2). */
    private Optional<ExportWindow> nextWindow(Instant horizon) {
        Generation generation = state.generation();
        boolean may = generation.isFullComplete()
                && generation.failing().isEmpty()
                && generation.inFlight() < settings.job().maxInFlight()
                && hasRoom();
        return generation
                .frontier()
                .filter(frontier -> may)
                .flatMap(frontier -> windows().due(frontier, now, horizon))
                .filter(window -> generation.places().size() < UNHURRIED_PLACES
                        || windows().isGreatest(window));
    }

    /** Old or doubtful intents, whose exports are looked for before they are asked for again or given up (T3, G1). */
    public List<Search> toSeek(Recovery recovery) {
        if (!(recovery instanceof Recovery.On on) || state.latched().isPresent()) {
            return List.of();
        }
        return state.generation().places().stream()
                .filter(place -> mayAsk(place) && isDoubtful(place, on))
                .map(place -> new Search(place, token(place)))
                .toList();
    }

    private boolean isDoubtful(Place place, Recovery.On on) {
        // DynamoDB's clock is a lower bound of the time: a slow local clock must not make a token look young
        Instant latestKnown = on.latest().isAfter(now) ? on.latest() : now;
        return place.intent()
                .map(intent -> Backoff.isPast(intent.at(), TOKEN_TRUSTED, latestKnown)
                        || intent.refusal().map(Refusal::mayHideAnExport).orElse(false)
                        || !on.reachesBackTo(place.span().needs()))
                .orElse(false);
    }

    /** Takes in the facts, and what looking for exports gave. */
    public Turn informed(Recovery recovery, Map<Search, Finding> findings) {
        Turn turn = this;
        for (Map.Entry<Search, Finding> entry : findings.entrySet()) {
            turn = turn.found(entry.getKey().place(), entry.getValue());
        }
        if (recovery instanceof Recovery.On on) {
            for (Place place : notFound) {
                if (isGone(place, on.trusted(now))) {
                    turn = turn.with(Sightings.fail(turn.state, place, "ExportNotFoundException", now))
                            .reporting(place);
                }
            }
        }
        Turn informed = turn.committed().learned(recovery).derived(Optional.empty());
        return informed.asking(informed.state.generation().places().stream()
                .filter(place -> informed.isCleared(place, recovery, findings))
                .toList());
    }

    private Turn found(Place place, Finding finding) {
        if (finding instanceof Finding.Found found) {
            Instant started = found.facts().startedAt().orElse(now);
            Place adopted = place.with(new Running(found.facts().exportId(), started));
            return with(state.generation(generation -> generation.replace(place, adopted)))
                    .did(
                            StepAction.Kind.ADOPT,
                            place.span().window(),
                            found.facts().exportId())
                    .saw(adopted, new Sighting.Seen(found.facts()));
        } else if (finding instanceof Finding.Unfinished unfinished) {
            return with(state.generation(generation -> generation.replace(
                    place,
                    place.with(place.intent()
                            .map(intent ->
                                    new Planned(intent.at(), intent.refusal(), Optional.of(unfinished.soughtUpTo())))
                            .orElseThrow()))));
        } else if (finding instanceof Finding.Unanswered unanswered) {
            return troubled(unanswered.trouble());
        }
        return allowed("ListExports");
    }

    private Turn learned(Recovery recovery) {
        if (recovery instanceof Recovery.Unanswered unanswered) {
            return troubled(unanswered.trouble());
        }
        JobState known = allowed("DescribeContinuousBackups").state;
        if (recovery instanceof Recovery.NoTable) {
            return with(known.with(Kind.TABLE_GONE, now, Optional.empty()));
        } else if (recovery instanceof Recovery.Off) {
            return with(known.without(Kind.TABLE_GONE).with(Kind.PITR_OFF, now, Optional.empty()));
        }
        return with(known.without(Kind.TABLE_GONE).without(Kind.PITR_OFF));
    }

    /** An intent that may be sent now: young and not refused, or surely without an export (T3). */
    private boolean isCleared(Place place, Recovery recovery, Map<Search, Finding> findings) {
        if (!(recovery instanceof Recovery.On on) || !mayAsk(place)) {
            return false;
        }
        return !isDoubtful(place, on) || findings.get(new Search(place, token(place))) instanceof Finding.Absent;
    }

    /** Whether the table itself must be described: to tell a gap's cause, or before a new chain begins by itself. */
    public boolean wantsTable(Recovery recovery) {
        return recovery instanceof Recovery.On on
                && (state.latched().isPresent() ? mayBeginAgain() : Gaps.isThere(state, on, toAsk));
    }

    /** Decides: latches a gap, or plans what is due (G, W). */
    public Turn planned(Recovery recovery, Optional<TableFacts> table) {
        if (!(recovery instanceof Recovery.On on)) {
            return asking(List.of());
        }
        Turn turn = state.latched().isPresent() ? beginningAgain(table) : latching(on, table);
        turn = turn.with(Risks.apply(turn.state, on, settings.job(), now));
        if (turn.state.latched().isPresent()
                || turn.state.held(Kind.WINDOW_EXCEEDS_RETENTION).isPresent()) {
            return turn.asking(List.of());
        }
        turn = turn.planning(on);
        // worth a write only beside an intent: it is what a later gap's cause is told by
        return turn.toAsk.isEmpty() ? turn : turn.with(turn.state.withRecoveryDays(on.days()));
    }

    private Turn latching(Recovery.On on, Optional<TableFacts> table) {
        return Gaps.isThere(state, on, toAsk)
                ? with(state.with(Gaps.cause(state, on, table, now), now, Optional.empty()))
                : this;
    }

    private boolean mayBeginAgain() {
        return settings.job().onGap() instanceof GapPolicy.StartNewChain policy
                && state.latched().filter(held -> held.kind().isGap()).isPresent()
                && state.hasRoomForReset()
                && state.lastAutomaticReset()
                        .map(last -> Backoff.isPast(last, policy.atMostOncePer(), now))
                        .orElse(true);
    }

    private Turn beginningAgain(Optional<TableFacts> table) {
        boolean small = settings.job().onGap() instanceof GapPolicy.StartNewChain policy
                && table.map(facts -> facts.bytes() <= policy.maxTableBytes()).orElse(false);
        return small && mayBeginAgain()
                ? with(state.reset(Cause.GAP, now))
                        .asking(List.of())
                        .did(
                                StepAction.Kind.RESET,
                                Optional.empty(),
                                "history was lost, and the job's policy allows it")
                : this;
    }

    private Turn planning(Recovery.On on) {
        Generation generation = state.generation();
        Optional<Place> full = generation.isFullComplete()
                ? Optional.empty()
                : generation.places().stream().findFirst();
        if (!generation.isFullComplete() && full.isEmpty()) {
            return planningFull(on, 1, StepAction.Kind.PLAN, "the chain begins");
        }
        if (full.isPresent()
                && toAsk.contains(full.get())
                && !on.reachesBackTo(full.get().span().needs())) {
            return planningFull(on, full.get().attempt() + 1, StepAction.Kind.RETRY, "its time left the retention");
        }
        Turn turn = this;
        Optional<Place> retry = generation.failing().filter(place -> place.isRetryDue(now));
        if (retry.isPresent() && full.isPresent()) {
            return planningFull(on, retry.get().attempt() + 1, StepAction.Kind.RETRY, "the attempt before failed");
        } else if (retry.isPresent()) {
            Place failed = retry.get();
            Place next = Place.planned(failed.span(), failed.attempt() + 1, on.trusted(now));
            turn = turn.with(state.generation(all -> all.replace(failed, next)))
                    .alsoAsking(next)
                    .did(StepAction.Kind.RETRY, failed.span().window(), "attempt " + next.attempt());
        }
        for (Optional<ExportWindow> window = turn.nextWindow(on.horizon());
                window.isPresent();
                window = turn.nextWindow(on.horizon())) {
            Place next = Place.planned(new Span.Incremental(window.get()), 1, on.trusted(now));
            turn = turn.with(turn.state.generation(all -> all.append(next)))
                    .alsoAsking(next)
                    .did(StepAction.Kind.PLAN, window, "it is over");
        }
        return turn;
    }

    /** Chooses the full export's time explicitly (W1); nothing depends on it before it is COMPLETED. */
    private Turn planningFull(Recovery.On on, int attempt, StepAction.Kind kind, String why) {
        // a generation's time is never that of the one before, or its events would bear the same ids
        Optional<Instant> time = on.fullExportTime()
                .filter(chosen ->
                        state.generation().after().map(chosen::isAfter).orElse(true));
        if (time.isEmpty()) {
            return asking(List.of());
        }
        Place full = Place.planned(new Span.Full(time.get()), attempt, on.trusted(now));
        return with(state.generation(generation -> generation.withFull(full)))
                .asking(List.of(full))
                .did(kind, Optional.empty(), why + ": as of " + time.get());
    }

    /** Whether a job without state is about to begin: it must first be sure that none was lost (K5). */
    public boolean wantsProofOfNewness() {
        return !toAsk.isEmpty()
                && state.generation().number() == 1
                && before.generation().start().isEmpty();
    }

    /** If AWS knows an export of this job, its state was lost: nothing is planned (K5). */
    public Turn proved(Finding anyExport) {
        if (anyExport instanceof Finding.Absent) {
            return this;
        }
        Turn unplanned =
                new Turn(settings, step, now, before, before, acknowledges, List.of(), List.of(), List.of(), trouble);
        return anyExport instanceof Finding.Found found
                ? unplanned.with(before.with(
                        Kind.STATE_LOST, now, Optional.of(found.facts().exportId())))
                : unplanned.troubled(((Finding.Unanswered) anyExport).trouble());
    }

    // ---- S7, S8: requests and answers ------------------------------------------------------------------------------

    /** The planned exports to request, with their tokens. */
    public List<Search> requests() {
        return toAsk.stream().map(place -> new Search(place, token(place))).toList();
    }

    /** Takes in what DynamoDB answered to one request. */
    public Turn answered(Place place, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            ExportFacts facts = accepted.facts();
            Place running =
                    place.with(new Running(facts.exportId(), facts.startedAt().orElse(now)));
            return allowed("ExportTableToPointInTime")
                    .with(allowed("ExportTableToPointInTime")
                            .state
                            .generation(generation -> generation.replace(place, running)))
                    .did(StepAction.Kind.REQUEST, place.span().window(), facts.exportId())
                    .derived(Optional.empty());
        } else if (answer instanceof Answer.Refused refused) {
            Turn turn = with(state.generation(
                            generation -> generation.replace(place, refused(place, refused.reason()))))
                    .derived(Optional.of(refused.words()));
            return refused.reason() == Refusal.Reason.ACCESS
                    ? turn.troubled(
                            new Trouble(Trouble.Kind.ACCESS_DENIED, "ExportTableToPointInTime", refused.words()))
                    : turn;
        }
        return troubled(((Answer.Unanswered) answer).trouble());
    }

    private Place refused(Place place, Refusal.Reason reason) {
        Planned intent = place.intent().orElseThrow();
        Refusal refusal = intent.refusal()
                .map(earlier -> earlier.again(reason, now))
                .orElseGet(() -> new Refusal(reason, now, now));
        return place.with(new Planned(intent.at(), Optional.of(refusal), intent.soughtUpTo()));
    }

    // ---- what comes out --------------------------------------------------------------------------------------------

    /** Takes the owed notices over, if this step may deliver them (N1). */
    public Turn claimed() {
        boolean mine =
                state.courier() instanceof Claimed claimed && claimed.step().equals(step);
        if (mine
                || Notices.owed(state).isEmpty()
                || !state.courier().mayDeliver(step, settings.noticeTakeover(), now)) {
            return this;
        }
        return with(state.withCourier(new Claimed(step, now, state.courier().failingSince())));
    }

    /** What this step is to deliver, in order. */
    public List<Notice> notices() {
        return state.courier() instanceof Claimed claimed && claimed.step().equals(step)
                ? Notices.owed(state)
                : List.of();
    }

    /** Whether there is anything to write (S10). */
    public boolean isChanged() {
        return !state.equals(before);
    }

    /** The turn after its state was written. */
    public Turn written() {
        return new Turn(settings, step, now, state, state, Optional.empty(), notFound, toAsk, actions, trouble);
    }

    /** The turn with another state, read again later in the step. */
    public Turn reread(JobState newer) {
        return new Turn(settings, step, now, newer, newer, Optional.empty(), List.of(), List.of(), actions, trouble);
    }

    /** Takes note of what was delivered, in whatever has become of the state meanwhile (N1). */
    public Turn delivered(List<Notice> delivered, Notices.Last last) {
        return with(Notices.settle(state, step, delivered, last, now));
    }

    public Turn did(StepAction.Kind kind, Optional<ExportWindow> window, String reason) {
        return new Turn(
                settings,
                step,
                now,
                before,
                state,
                acknowledges,
                notFound,
                toAsk,
                ImmutableList.<StepAction>builder()
                        .addAll(actions)
                        .add(new StepAction(kind, window, reason))
                        .build(),
                trouble);
    }

    /** The state as it was read, or last written. */
    public JobState unwritten() {
        return before;
    }

    /** Conditions that began or ended in what is not written yet, in words. */
    public List<String> newConditions() {
        return state.conditions().stream()
                .filter(held -> !before.conditions().contains(held))
                .filter(held -> before.conditions().stream()
                        .noneMatch(old -> old.kind() == held.kind() && old.holds() == held.holds()))
                .map(held -> (held.holds() ? "began: " : "is over: ") + Conditions.describe(held, settings.job()))
                .toList();
    }

    public Settings settings() {
        return settings;
    }

    public Instant now() {
        return now;
    }

    public JobState state() {
        return state;
    }

    public Optional<OperatorRequest> acknowledges() {
        return acknowledges;
    }

    public List<StepAction> actions() {
        return actions;
    }

    /** What could not be found out or done in this step, if anything. */
    public Optional<Trouble> trouble() {
        return trouble;
    }

    private Token token(Place place) {
        Instant start = state.generation().start().orElseThrow();
        return Token.of(settings.job().id(), settings.job().table(), start, place);
    }

    private Windows windows() {
        return new Windows(settings.job());
    }

    private Turn derived(Optional<String> words) {
        return with(Conditions.derive(state, now, words));
    }

    private Turn troubled(Trouble seen) {
        JobState next = seen.kind() == Trouble.Kind.ACCESS_DENIED
                ? state.with(Kind.ACCESS_DENIED, now, Optional.of(seen.toString()))
                : state;
        return new Turn(settings, step, now, before, next, acknowledges, notFound, toAsk, actions, Optional.of(seen));
    }

    /** A call was answered: if it was this one that AWS had denied, that is over. */
    private Turn allowed(String operation) {
        boolean denied = state.held(Kind.ACCESS_DENIED)
                .flatMap(Held::code)
                .filter(code -> code.startsWith(operation + ":"))
                .isPresent();
        return denied ? with(state.without(Kind.ACCESS_DENIED)) : this;
    }

    private Turn asking(List<Place> places) {
        return new Turn(settings, step, now, before, state, acknowledges, notFound, places, actions, trouble);
    }

    private Turn alsoAsking(Place place) {
        return asking(ImmutableList.<Place>builder().addAll(toAsk).add(place).build());
    }

    private Turn with(JobState next) {
        return new Turn(settings, step, now, before, next, acknowledges, notFound, toAsk, actions, trouble);
    }
}
