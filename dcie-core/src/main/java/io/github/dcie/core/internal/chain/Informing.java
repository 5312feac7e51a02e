package io.github.dcie.core.internal.chain;

import io.github.dcie.Condition.Kind;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.chain.Stage.Planned;
import io.github.dcie.core.internal.chain.Stage.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in DynamoDB's facts and what looking for exports gave, and says which intents may be sent (S5, T3). */
final class Informing {

    /** An export is given up only if its window stays within reach for this long, so that it can be requested again. */
    private static final Duration TIME_TO_ASK = Duration.ofHours(1);

    private Informing() {}

    static Turn informed(Turn observed, PitrStatus recovery, Map<Search, LookupResult> findings) {
        Turn turn = recovery instanceof PitrStatus.On on ? observed.trusting(on.trusted(observed.now())) : observed;
        for (Map.Entry<Search, LookupResult> entry : findings.entrySet()) {
            turn = found(turn, entry.getKey().place(), entry.getValue());
        }
        if (recovery instanceof PitrStatus.On on) {
            turn = stuck(gone(outOfReach(turn, on, findings)), on);
        }
        // nothing has to be looked for any more, so nobody is kept from anything by not being allowed to look
        turn = findings.isEmpty() && recovery instanceof PitrStatus.On ? turn.heard(Trouble.LIST_EXPORTS) : turn;
        Turn informed = learned(Observing.committed(turn), recovery).derived(Optional.empty());
        return informed.asking(cleared(informed, recovery, findings));
    }

    private static Turn found(Turn turn, TrackedExport place, LookupResult finding) {
        if (finding instanceof LookupResult.Found found) {
            ExportFacts facts = found.facts();
            TrackedExport adopted =
                    place.with(new Running(facts.exportId(), facts.startedAt().orElse(turn.now())));
            Turn next = turn.replacing(place, adopted)
                    .did(StepAction.Kind.ADOPT, place.span().window(), facts.exportId());
            return Observing.saw(next.heard(Trouble.LIST_EXPORTS), adopted, new DescribeResult.Seen(facts));
        } else if (finding instanceof LookupResult.Unfinished unfinished) {
            Planned intent = place.intent().orElseThrow();
            boolean further = !unfinished.lookUp().equals(intent.lookUp());
            TrackedExport lookedFor = place.with(new Planned(intent.at(), intent.refusal(), unfinished.lookUp()));
            return turn.replacing(place, lookedFor)
                    .troubled(further ? unfinished.trouble().withProgress() : unfinished.trouble());
        } else if (finding instanceof LookupResult.Unanswered unanswered) {
            return turn.troubled(unanswered.trouble());
        }
        return turn.heard(Trouble.LIST_EXPORTS);
    }

    /** Intents of which there is no export, and none can be made any more: since when is remembered (T3). */
    private static Turn outOfReach(Turn informed, PitrStatus.On on, Map<Search, LookupResult> findings) {
        Turn turn = informed;
        for (Map.Entry<Search, LookupResult> entry : findings.entrySet()) {
            TrackedExport place = entry.getKey().place();
            if (entry.getValue() instanceof LookupResult.Absent
                    && !on.reachesBackTo(place.span().needs())) {
                turn = turn.replacing(place, place.refused(Refusal.Reason.GONE, turn.trusted()));
            }
        }
        return turn;
    }

    /** What DynamoDB has not shown in an hour of asking, by its own clock, has failed (F7). */
    private static Turn gone(Turn observed) {
        Turn turn = observed;
        for (TrackedExport place : observed.notFound()) {
            TrackedExport unseen = place.unseen(turn.trusted());
            turn = turn.replacing(place, unseen);
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
        List<TrackedExport> stuck = observed.state().generation().places().stream()
                .filter(place -> outlook.isStuck(place, trusted))
                .toList();
        Turn turn = observed.with(
                stuck.isEmpty()
                        ? observed.state().without(Kind.EXPORT_STUCK)
                        : observed.state().with(Kind.EXPORT_STUCK, observed.now(), Optional.empty()));
        for (TrackedExport place : stuck) {
            turn = isBetterExportedAgain(place, on, trusted) ? givenUp(turn, place) : turn;
        }
        return turn;
    }

    /**
     * Less than a quarter of the retention is left to export the window again, and it can still be requested. If it can
     * not, nothing would replace the export, and it is watched to its end (F7).
     */
    private static boolean isBetterExportedAgain(TrackedExport place, PitrStatus.On on, Instant trusted) {
        Instant needs = place.span().needs();
        Instant lastCall =
                trusted.minus(Duration.ofDays(on.days()).multipliedBy(3).dividedBy(4));
        return place.span() instanceof Span.Incremental
                && needs.isBefore(lastCall)
                && on.reachesBackTo(needs.minus(TIME_TO_ASK));
    }

    /** The next attempt is planned at once: any delay might take its history (F7). The old one is never looked at again. */
    private static Turn givenUp(Turn turn, TrackedExport place) {
        String why = "given up: it never ended";
        return turn.with(turn.state().with(Kind.EXPORT_FAILING, turn.now(), Optional.of(why)))
                .replacing(place, TrackedExport.planned(place.span(), place.attempt() + 1, turn.trusted()))
                .did(StepAction.Kind.FAIL, place.span().window(), why);
    }

    private static Turn learned(Turn turn, PitrStatus recovery) {
        if (recovery instanceof PitrStatus.Unanswered unanswered) {
            return turn.troubled(unanswered.trouble());
        }
        Turn known = turn.heard(Trouble.DESCRIBE_CONTINUOUS_BACKUPS);
        if (recovery instanceof PitrStatus.NoTable) {
            return known.with(known.state().with(Kind.TABLE_GONE, turn.now(), Optional.empty()));
        } else if (recovery instanceof PitrStatus.Off) {
            return known.with(known.state().without(Kind.TABLE_GONE).with(Kind.PITR_OFF, turn.now(), Optional.empty()));
        }
        return known.with(known.state().without(Kind.TABLE_GONE).without(Kind.PITR_OFF));
    }

    /** Intents that may be sent now: young and not refused, or surely without an export (T3). */
    private static List<TrackedExport> cleared(Turn turn, PitrStatus recovery, Map<Search, LookupResult> findings) {
        if (!(recovery instanceof PitrStatus.On on)) {
            return List.of();
        }
        Outlook outlook = new Outlook(turn);
        return turn.state().generation().places().stream()
                .filter(place -> place.intent().isPresent())
                .filter(place -> outlook.isGivenUp(place)
                        || isAbsent(place, findings)
                        || (outlook.mayAsk(place) && !outlook.isDoubtful(place, on)))
                .filter(place -> !outlook.mayStillAppear(place, on))
                .toList();
    }

    private static boolean isAbsent(TrackedExport place, Map<Search, LookupResult> findings) {
        return findings.entrySet().stream()
                .anyMatch(entry -> entry.getKey().place().span().equals(place.span())
                        && entry.getValue() instanceof LookupResult.Absent);
    }
}
