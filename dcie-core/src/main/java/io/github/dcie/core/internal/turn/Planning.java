package io.github.dcie.core.internal.turn;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Gaps;
import io.github.dcie.core.internal.rules.Risks;
import io.github.dcie.core.internal.timing.Jitter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Latches a gap, or plans what is due (S5, G, W).
 *
 * @param on what point-in-time recovery covers
 * @param table the table, where it was asked for
 */
public record Planning(PitrStatus.On on, Optional<TableFacts> table) {

    /** Decides: latches a gap, or plans what is due (G, W). */
    public static Turn planned(Turn informed, PitrStatus pitr, Optional<TableFacts> table) {
        return pitr instanceof PitrStatus.On on
                ? new Planning(on, table).planned(informed)
                : informed.asking(List.of());
    }

    private Turn planned(Turn informed) {
        if (Gaps.isThere(informed.state(), on, informed.toAsk()) && isAnyUncertain(informed)) {
            return informed.asking(List.of());
        }
        Turn turn = informed.state().latched().isPresent() ? beginningAgain(informed) : latching(informed);
        turn = turn.with(Risks.tooLong(turn.state(), on, job(turn), turn.now()));
        boolean stands = turn.state().latched().isPresent() || turn.state().holds(Kind.WINDOW_EXCEEDS_RETENTION);
        turn = stands ? turn.asking(List.of()) : due(turn);
        return turn.with(Risks.atRisk(turn.state(), on, job(turn), turn.now()));
    }

    private Turn due(Turn latched) {
        Turn turn = latched.state().generation().isFullComplete() ? windows(retry(latched)) : full(latched);
        // worth a write only beside an intent: it is what a later gap's cause is told by
        return turn.toAsk().isEmpty()
                ? turn
                : turn.with(turn.state().remembering(kept -> kept.withRecoveryDays(on.days())));
    }

    private static ExportJob job(Turn turn) {
        return turn.settings().job();
    }

    /** An intent whose export may still be found: a gap is not latched over it (G1). */
    private static boolean isAnyUncertain(Turn turn) {
        return turn.state().latched().isEmpty()
                && turn.state().generation().trackedExports().stream()
                        .anyMatch(tracked ->
                                tracked.intent().isPresent() && !turn.toAsk().contains(tracked));
    }

    private Turn latching(Turn turn) {
        return Gaps.isThere(turn.state(), on, turn.toAsk())
                ? turn.with(
                        turn.state().with(Gaps.cause(turn.state(), on, table, turn.now()), turn.now(), refusal(turn)))
                : turn;
    }

    /** That a new chain will not begin by itself although the policy is to begin one: the table is too large (G3). */
    private Optional<String> refusal(Turn turn) {
        return turn.settings().job().onGap() instanceof GapPolicy.StartNewChain policy
                ? table.filter(facts -> facts.bytes() > policy.maxTableBytes())
                        .map(facts -> "no new chain by itself: the table has " + facts.bytes() + " bytes, more than "
                                + policy.maxTableBytes())
                : Optional.empty();
    }

    private Turn beginningAgain(Turn turn) {
        boolean small = table.isPresent() && refusal(turn).isEmpty();
        return small && new Outlook(turn).mayBeginAgain(turn.trusted())
                ? turn.with(turn.state().reset(Cause.GAP, turn.trusted()))
                        .asking(List.of())
                        .did(
                                StepAction.Kind.RESET,
                                Optional.empty(),
                                "history was lost, and the job's policy allows it")
                : turn;
    }

    /** Begins the chain, or begins it anew as of another second: nothing depends on its time yet (W1). */
    private Turn full(Turn turn) {
        Optional<TrackedExport> full =
                turn.state().generation().trackedExports().stream().findFirst();
        if (full.isEmpty()) {
            return full(turn, 1, StepAction.Kind.PLAN, "the chain begins");
        }
        TrackedExport tracked = full.get();
        if (turn.toAsk().contains(tracked) && !on.reachesBackTo(tracked.span().needs())) {
            return full(turn, tracked.attempt() + 1, StepAction.Kind.RETRY, "its time left the retention");
        } else if (tracked.isRetryDue(turn.now())) {
            return full(turn, tracked.attempt() + 1, StepAction.Kind.RETRY, "the attempt before failed");
        }
        return turn;
    }

    private Turn full(Turn turn, int attempt, StepAction.Kind kind, String why) {
        Generation generation = turn.state().generation();
        // a generation's time is never that of the one before, or its events would bear the same ids
        Optional<Instant> time = on.fullExportTime(Jitter.ofChain(job(turn)), generation.after());
        if (time.isEmpty()) {
            return turn.asking(List.of());
        }
        TrackedExport full = TrackedExport.planned(new Span.Full(time.get()), attempt, turn.trusted());
        return turn.with(turn.state().withGeneration(generation.withFull(full)))
                .asking(List.of(full))
                .did(kind, Optional.empty(), why + ": as of " + time.get());
    }

    /** The oldest failed export gets its next attempt (F3, W6). */
    private Turn retry(Turn turn) {
        Optional<TrackedExport> due =
                turn.state().generation().failing().filter(tracked -> tracked.isRetryDue(turn.now()));
        if (due.isEmpty()) {
            return turn;
        }
        TrackedExport failed = due.get();
        TrackedExport next = TrackedExport.planned(failed.span(), failed.attempt() + 1, turn.trusted());
        return turn.replacing(failed, next)
                .alsoAsking(next)
                .did(StepAction.Kind.RETRY, failed.span().window(), "attempt " + next.attempt());
    }

    /** As many windows as are due and may run (W3, W4). */
    private Turn windows(Turn retried) {
        Turn turn = retried;
        Optional<ExportWindow> window = new Outlook(turn).nextWindow(on.horizon());
        while (window.isPresent()) {
            TrackedExport next = TrackedExport.planned(new Span.Incremental(window.get()), 1, turn.trusted());
            turn = turn.with(turn.state().generation(generation -> generation.append(next)))
                    .alsoAsking(next)
                    .did(StepAction.Kind.PLAN, window, "it is over");
            window = new Outlook(turn).nextWindow(on.horizon());
        }
        return turn;
    }
}
