package io.github.dcie.core.internal.turn;

import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.model.Backoff;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.model.Unseen;
import io.github.dcie.core.internal.rules.Gaps;
import io.github.dcie.core.internal.rules.PollSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a step might request, seen from its state and its time. */
public final class Outlook {

    /** DynamoDB keeps a token for 8 hours; half of that is slack for wrong clocks (T3). */
    private static final Duration TOKEN_TRUSTED = Duration.ofHours(4);

    /** A full export may take so many times as long as an incremental one (F7). */
    private static final int FULL_EXPORTS_PATIENCE = 7;

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
        boolean anyway = wantsFacts();
        return generation.trackedExports().stream()
                .filter(tracked -> tracked.stage() instanceof Running running
                        && PollSchedule.isWorthwhile(running.startedAt(), now)
                        && (anyway || PollSchedule.isTime(running.startedAt(), now)))
                .toList();
    }

    /** Whether anything is to be requested, so that DynamoDB's facts are needed (S5). */
    public boolean wantsFacts() {
        if (state.latched().isPresent()) {
            return mayBeginAgain(now);
        }
        return generation.start().isEmpty()
                || !turn.notFound().isEmpty()
                || generation.trackedExports().stream().anyMatch(tracked -> isStuck(tracked, now))
                || generation.trackedExports().stream().anyMatch(this::mayAsk)
                || generation.failing().map(tracked -> tracked.isRetryDue(now)).orElse(false)
                || nextWindow(Instant.MAX).isPresent()
                || isStarved();
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
        Duration limit = tracked.span() instanceof Span.Full
                ? job.stuckAfter().multipliedBy(FULL_EXPORTS_PATIENCE)
                : job.stuckAfter();
        return tracked.stage() instanceof Running running
                && !trusted.isBefore(running.startedAt().plus(limit));
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
        boolean may = generation.isFullComplete()
                && generation.failing().isEmpty()
                && generation.inFlight() < job.maxInFlight()
                && state.hasRoom();
        return generation
                .frontier()
                .filter(frontier -> may)
                .flatMap(frontier -> turn.windows().due(frontier, now, horizon))
                .filter(window -> generation.trackedExports().size() < Generation.UNHURRIED
                        || turn.windows().isGreatest(window, state.retention()));
    }

    /** Whether a gap may begin a new chain by itself at that time (G3). */
    boolean mayBeginAgain(Instant time) {
        return job.onGap() instanceof GapPolicy.StartNewChain policy
                && state.latched().filter(active -> active.kind().isGap()).isPresent()
                && state.hasRoomForReset()
                && state.remembered()
                        .lastAutomaticReset()
                        .map(last -> !time.isBefore(last.plus(policy.atMostOncePer()))
                                || last.isAfter(time.plus(policy.atMostOncePer()))) // K7
                        .orElse(true);
    }

    /** The list is full and the frontier stands still: only the facts tell how long that may last (K2). */
    private boolean isStarved() {
        return !state.hasRoom()
                && generation
                        .frontier()
                        .map(frontier -> Backoff.isPast(frontier, ExportWindow.LONGEST, now))
                        .orElse(false);
    }
}
