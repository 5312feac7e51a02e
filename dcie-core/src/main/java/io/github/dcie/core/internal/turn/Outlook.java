package io.github.dcie.core.internal.turn;

import com.google.common.collect.ImmutableSet;
import io.github.dcie.DueAction;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Agenda;
import io.github.dcie.core.internal.rules.Gaps;
import io.github.dcie.core.internal.timing.Backoff;
import io.github.dcie.core.internal.timing.PollSchedule;
import io.github.dcie.core.internal.timing.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What a step might request, seen from its state and its time. */
public final class Outlook {

    /** DynamoDB keeps a token for 8 hours; half of that is slack for wrong clocks (T3). */
    private static final Duration TOKEN_TRUSTED = Duration.ofHours(4);

    private final Turn turn;
    private final ExportJob job;
    private final JobState state;
    private final Generation generation;
    private final Instant now;

    public Outlook(Turn turn) {
        this.turn = turn;
        this.job = turn.settings().job();
        this.state = turn.state();
        this.generation = state.generation();
        this.now = turn.now();
    }

    /** Running exports that can be done by now, if it is time to look, or DynamoDB is asked anyway (S3). */
    public List<TrackedExport> toDescribe() {
        List<TrackedExport> worthwhile = running(PollSchedule::isWorthwhile);
        List<TrackedExport> inTheirSlot = running(PollSchedule::isTime);
        Optional<TrackedExport> signalled = turn.signalled();
        if (signalled.isPresent()) {
            return ImmutableSet.<TrackedExport>builder()
                    .add(signalled.get())
                    .addAll(wantsFacts() ? worthwhile : inTheirSlot)
                    .build()
                    .asList();
        }
        return inTheirSlot.containsAll(worthwhile) || wantsFacts() ? worthwhile : inTheirSlot;
    }

    private List<TrackedExport> running(BiPredicate<PollSchedule, Instant> look) {
        return generation.trackedExports().stream()
                .filter(tracked -> tracked.stage() instanceof Running
                        && look.test(Agenda.schedule(turn.settings(), state, tracked, now), now))
                .toList();
    }

    /** Whether DynamoDB's facts are needed, because something is to be decided by them (S5). */
    public boolean wantsFacts() {
        return new Agenda(turn.settings(), state, now, now, turn.notFound()).isDue(DueAction.Kind.DECIDE);
    }

    /** A planned export that may be asked for now, as far as earlier refusals go. */
    boolean mayAsk(TrackedExport tracked) {
        return tracked.intent()
                .map(intent -> intent.refusal()
                        .map(refusal -> refusal.mayAskAgain(turn.trusted()))
                        .orElse(true))
                .orElse(false);
    }

    /** It has been running for longer than exports do, by DynamoDB's clock (F7). */
    boolean isStuck(TrackedExport tracked, Instant trusted) {
        return tracked.stage() instanceof Running running
                && !trusted.isBefore(running.startedAt().plus(Agenda.patience(job, tracked)));
    }

    /** An intent whose export may exist although its token is forgotten, or whose history may be lost (T3, G1). */
    boolean isDoubtful(TrackedExport tracked, PitrStatus.On on) {
        // the later of two clocks: neither a slow local one nor a restorable time that stands still makes a token young
        Instant latestKnown = on.latest().isAfter(now) ? on.latest() : now;
        return tracked.intent()
                .map(intent -> Backoff.isPast(intent.at(), TOKEN_TRUSTED, latestKnown)
                        || intent.refusal().map(Refusal::mayHideAnExport).orElse(false)
                        || !on.reachesBackTo(tracked.span().needs()))
                .orElse(false);
    }

    /**
     * Its history is gone, but a request that was made before that was seen may have been accepted and not be shown yet:
     * it is not given up before an hour has passed in which nobody asked (T3).
     */
    boolean mayStillAppear(TrackedExport tracked, PitrStatus.On on) {
        return !on.reachesBackTo(tracked.span().needs()) && !isGivenUp(tracked);
    }

    /** Its history is gone, and in the hour after that was seen no export of it has shown. */
    boolean isGivenUp(TrackedExport tracked) {
        return tracked.intent()
                .flatMap(Stage.Planned::refusal)
                .map(refusal -> refusal.isGoneFor(Unseen.APPEARS_WITHIN))
                .orElse(false);
    }

    /** Whether the table itself must be described: to tell a gap's cause, or before a new chain begins by itself. */
    public boolean wantsTable(PitrStatus pitr) {
        return pitr instanceof PitrStatus.On on
                && (state.latched().isPresent()
                        ? mayBeginAgain(on.trusted(now))
                        : Gaps.isThere(state, on, turn.toAsk()));
    }

    /** Old or doubtful intents, whose exports are looked for before they are asked for again or given up (T3, G1). */
    public List<Search> toSeek(PitrStatus pitr) {
        if (!(pitr instanceof PitrStatus.On on) || state.latched().isPresent()) {
            return List.of();
        }
        return generation.trackedExports().stream()
                .filter(tracked -> mayAsk(tracked) && isDoubtful(tracked, on))
                .map(tracked -> new Search(tracked, turn.token(tracked)))
                .toList();
    }

    /** The next window, if it is due and may be planned (W2–W6, K2). */
    Optional<ExportWindow> nextWindow(Instant horizon) {
        return generation
                .frontier()
                .filter(frontier -> Agenda.mayPlan(job, state))
                .flatMap(frontier -> turn.windows().due(frontier, turn.service(), horizon))
                .filter(window -> generation.trackedExports().size() < Generation.UNHURRIED
                        || turn.windows().isGreatest(window, state.retention()));
    }

    /** Whether a gap may begin a new chain by itself at that time (G3). */
    boolean mayBeginAgain(Instant time) {
        return Agenda.newChainAt(job, state, time)
                .filter(at -> !at.isAfter(time))
                .isPresent();
    }
}
