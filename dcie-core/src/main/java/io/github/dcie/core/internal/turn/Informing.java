package io.github.dcie.core.internal.turn;

import io.github.dcie.Condition.Kind;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage.Planned;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Sightings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in DynamoDB's facts and what looking for exports gave, and says which intents may be sent (S5, T3). */
public final class Informing {

    /** An export is given up only if its window stays within reach for this long, so that it can be requested again. */
    private static final Duration TIME_TO_ASK = Duration.ofHours(1);

    private Informing() {}

    public static Turn informed(Turn observed, PitrStatus pitr, Map<Search, LookupResult> findings) {
        Turn turn = observed.trusting(pitr);
        for (Map.Entry<Search, LookupResult> entry : findings.entrySet()) {
            turn = found(turn, entry.getKey().tracked(), entry.getValue());
        }
        if (pitr instanceof PitrStatus.On on) {
            turn = stuck(gone(outOfReach(turn, on, findings)), on);
        }
        // nothing has to be looked for any more, so nobody is kept from anything by not being allowed to look
        turn = findings.isEmpty() && pitr instanceof PitrStatus.On ? turn.heard(Trouble.LIST_EXPORTS) : turn;
        Turn informed = learned(Observing.committed(turn), pitr).derived(Optional.empty());
        return informed.asking(cleared(informed, pitr, findings));
    }

    private static Turn found(Turn turn, TrackedExport tracked, LookupResult finding) {
        return finding.fold(
                found -> adopted(turn, tracked, found.facts()),
                () -> turn.heard(Trouble.LIST_EXPORTS),
                unfinished -> lookedFor(turn, tracked, unfinished),
                unanswered -> turn.troubled(unanswered.trouble()));
    }

    private static Turn adopted(Turn turn, TrackedExport tracked, ExportFacts facts) {
        TrackedExport adopted =
                tracked.with(new Running(facts.exportId(), facts.startedAt().orElse(turn.now())));
        Turn next = turn.replacing(tracked, adopted)
                .did(StepAction.Kind.ADOPT, tracked.span().window(), facts.exportId());
        return Observing.saw(next.heard(Trouble.LIST_EXPORTS), adopted, new DescribeResult.Seen(facts));
    }

    private static Turn lookedFor(Turn turn, TrackedExport tracked, LookupResult.Unfinished unfinished) {
        Planned intent = tracked.intent().orElseThrow();
        boolean further = !unfinished.lookUp().equals(intent.lookUp());
        TrackedExport lookedFor = tracked.with(new Planned(intent.at(), intent.refusal(), unfinished.lookUp()));
        return turn.replacing(tracked, lookedFor)
                .troubled(further ? unfinished.trouble().withProgress() : unfinished.trouble());
    }

    /** Intents of which there is no export, and none can be made any more: since when is remembered (T3). */
    private static Turn outOfReach(Turn informed, PitrStatus.On on, Map<Search, LookupResult> findings) {
        Turn turn = informed;
        for (Map.Entry<Search, LookupResult> entry : findings.entrySet()) {
            TrackedExport tracked = entry.getKey().tracked();
            if (entry.getValue() instanceof LookupResult.Absent
                    && !on.reachesBackTo(tracked.span().needs())) {
                turn = turn.replacing(tracked, tracked.refused(Refusal.Reason.GONE, turn.trusted()));
            }
        }
        return turn;
    }

    /** What DynamoDB has not shown in an hour of asking, by its own clock, has failed (F7). */
    private static Turn gone(Turn observed) {
        Turn turn = observed;
        for (TrackedExport tracked : observed.notFound()) {
            TrackedExport unseen = tracked.unseen(turn.trusted());
            turn = turn.replacing(tracked, unseen);
            if (unseen.isGone(turn.trusted())) {
                turn = Observing.told(
                        turn.with(Sightings.fail(turn.state(), unseen, "ExportNotFoundException", turn.now())), unseen);
            }
        }
        return turn;
    }

    /** What runs for too long is a condition; an incremental export may be given up (F7). */
    private static Turn stuck(Turn observed, PitrStatus.On on) {
        Instant trusted = observed.trusted();
        Outlook outlook = new Outlook(observed);
        List<TrackedExport> stuck = observed.state().generation().trackedExports().stream()
                .filter(tracked -> outlook.isStuck(tracked, trusted))
                .toList();
        Turn turn = observed.with(
                stuck.isEmpty()
                        ? observed.state().without(Kind.EXPORT_STUCK)
                        : observed.state().with(Kind.EXPORT_STUCK, observed.now(), Optional.empty()));
        for (TrackedExport tracked : stuck) {
            turn = isBetterExportedAgain(tracked, on, trusted) ? givenUp(turn, tracked) : turn;
        }
        return turn;
    }

    /**
     * Less than a quarter of the retention is left to export the window again, and it can still be requested. If it can
     * not, nothing would replace the export, and it is watched to its end (F7).
     */
    private static boolean isBetterExportedAgain(TrackedExport tracked, PitrStatus.On on, Instant trusted) {
        Instant needs = tracked.span().needs();
        Instant lastCall =
                trusted.minus(Duration.ofDays(on.days()).multipliedBy(3).dividedBy(4));
        return tracked.span() instanceof Span.Incremental
                && needs.isBefore(lastCall)
                && on.reachesBackTo(needs.minus(TIME_TO_ASK));
    }

    /** The next attempt is planned at once: any delay might take its history (F7). The old one is never looked at again. */
    private static Turn givenUp(Turn turn, TrackedExport tracked) {
        String why = "given up: it never ended";
        return turn.with(turn.state().with(Kind.EXPORT_FAILING, turn.now(), Optional.of(why)))
                .replacing(tracked, TrackedExport.planned(tracked.span(), tracked.attempt() + 1, turn.trusted()))
                .did(StepAction.Kind.FAIL, tracked.span().window(), why);
    }

    private static Turn learned(Turn turn, PitrStatus pitr) {
        Turn known = turn.heard(Trouble.DESCRIBE_CONTINUOUS_BACKUPS);
        return pitr.fold(
                on -> known.with(known.state().without(Kind.TABLE_GONE).without(Kind.PITR_OFF)),
                () -> known.with(
                        known.state().without(Kind.TABLE_GONE).with(Kind.PITR_OFF, turn.now(), Optional.empty())),
                () -> known.with(known.state().with(Kind.TABLE_GONE, turn.now(), Optional.empty())),
                unanswered -> turn.troubled(unanswered.trouble()));
    }

    /** Intents that may be sent now: young and not refused, or surely without an export (T3). */
    private static List<TrackedExport> cleared(Turn turn, PitrStatus pitr, Map<Search, LookupResult> findings) {
        if (!(pitr instanceof PitrStatus.On on)) {
            return List.of();
        }
        Outlook outlook = new Outlook(turn);
        return turn.state().generation().trackedExports().stream()
                .filter(tracked -> tracked.intent().isPresent())
                .filter(tracked -> outlook.isGivenUp(tracked)
                        || isAbsent(tracked, findings)
                        || (outlook.mayAsk(tracked) && !outlook.isDoubtful(tracked, on)))
                .filter(tracked -> !outlook.mayStillAppear(tracked, on))
                .toList();
    }

    private static boolean isAbsent(TrackedExport tracked, Map<Search, LookupResult> findings) {
        return findings.entrySet().stream()
                .anyMatch(entry -> entry.getKey().tracked().span().equals(tracked.span())
                        && entry.getValue() instanceof LookupResult.Absent);
    }
}
