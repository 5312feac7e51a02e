package io.github.dcie.core.internal.step;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.effect.DeliveryResult;
import io.github.dcie.core.internal.effect.Effect.Deliver;
import io.github.dcie.core.internal.effect.Effect.DescribeExport;
import io.github.dcie.core.internal.effect.Effect.Time;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.effect.WriteAnswer;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.report.Events;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.turn.Contradictions;
import io.github.dcie.core.internal.turn.Turn;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StoredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delivers what is pending, in order, and marks it in whatever is newest (S9). Used by one step. */
final class Delivering {

    /** The mark "delivered" is merged into the newest revision at most so often (N1). */
    private static final int MOST_MARKS = 3;

    private final Performer outside;
    private final Storage storage;
    private final Outcomes outcomes;
    private final Map<String, DescribeResult> described;
    private final Events makes;
    private final List<Notice> delivered = new ArrayList<>();
    private final List<ExportEvent> events = new ArrayList<>();
    private Turn turn;
    private Optional<String> failure = Optional.empty();
    private Optional<String> damage = Optional.empty();
    private boolean isTried;
    private boolean isHindered;

    /**
     * What a turn has to deliver.
     *
     * @param described what DynamoDB said earlier in the step; that is not asked again
     */
    Delivering(
            Performer outside, Storage storage, Outcomes outcomes, Map<String, DescribeResult> described, Turn turn) {
        this.outside = outside;
        this.storage = storage;
        this.outcomes = outcomes;
        this.described = described;
        this.turn = turn;
        makes = new Events(turn.settings(), turn.state(), turn.now());
    }

    /**
     * Delivers and marks.
     *
     * @param known the revision of the turn's state; empty if another process may have written since
     */
    AdvanceOutcome outcome(Optional<Revision> known) throws StateStoreException {
        deliver();
        AdvanceOutcome outcome =
                delivered.isEmpty() && failure.isEmpty() ? over(turn.asFarAsWritten(), known) : marked(known);
        if (damage.isPresent()) { // what was delivered before is marked first, or each step would deliver it again
            throw UnusableStateException.damaged(turn.settings().job().id(), damage.get());
        }
        return outcome;
    }

    private void deliver() {
        try {
            boolean goesOn = true;
            for (Notice notice : turn.notices()) {
                goesOn = goesOn && isSettled(notice);
            }
        } catch (NoTimeException e) {
            return; // the next step delivers the rest
        }
    }

    /** Delivers one event; if it cannot, why. What comes behind it has to wait then: the order is the chain's (N2). */
    private boolean isSettled(Notice notice) throws NoTimeException {
        Optional<DescribeResult> result = describe(notice);
        damage = result.flatMap(seen -> contradiction(notice, seen));
        if (damage.isPresent()) {
            return false;
        } else if (isForgotten(notice, result)) {
            turn = turn.did(StepAction.Kind.FORGET, Optional.empty(), notice.toString());
            return delivered.add(notice);
        }
        Optional<ExportEvent> event = event(notice, result);
        isHindered = event.isEmpty();
        failure = event.isPresent() ? delivery(event.get()) : Optional.of(hindrance(notice, result));
        if (failure.isPresent()) {
            return false;
        }
        events.add(event.orElseThrow());
        turn = turn.did(
                StepAction.Kind.NOTIFY,
                Optional.empty(),
                event.orElseThrow().id().toString());
        return delivered.add(notice);
    }

    private Optional<String> delivery(ExportEvent event) throws NoTimeException {
        DeliveryResult result = outside.perform(new Deliver(event));
        isTried = true;
        return result instanceof DeliveryResult.Refused refused ? Optional.of(refused.message()) : Optional.empty();
    }

    private Optional<DescribeResult> describe(Notice notice) throws NoTimeException {
        if (!(notice instanceof Notice.Export export)) {
            return Optional.empty();
        }
        DescribeResult known = described.get(export.exportId());
        DescribeResult result =
                known == null ? outside.perform(new DescribeExport(export.exportId(), Time.IN_TIME)) : known;
        described.put(export.exportId(), result);
        return Optional.of(result);
    }

    private Optional<String> contradiction(Notice notice, DescribeResult result) {
        return notice instanceof Notice.Export export && result instanceof DescribeResult.Seen seen
                ? Contradictions.against(turn, export, seen.facts())
                : Optional.empty();
    }

    /** DynamoDB has forgotten the export, so its event can never be made any more. */
    private boolean isForgotten(Notice notice, Optional<DescribeResult> result) {
        return notice instanceof Notice.Export export
                && result.filter(DescribeResult.NotFound.class::isInstance).isPresent()
                && makes.isBeyondMemory(export);
    }

    private Optional<ExportEvent> event(Notice notice, Optional<DescribeResult> result) {
        return notice.fold(
                export -> whole(result).map(facts -> makes.of(export, facts)),
                start -> Optional.of(makes.of(start)),
                begin -> Optional.of(makes.of(begin)),
                still -> Optional.of(makes.of(still)),
                end -> Optional.of(makes.of(end)));
    }

    private static Optional<ExportFacts> whole(Optional<DescribeResult> result) {
        return result.orElseThrow() instanceof DescribeResult.Seen seen
                        && seen.facts().isWhollyComplete()
                ? Optional.of(seen.facts())
                : Optional.empty();
    }

    /** Why an event cannot be made now. */
    private static String hindrance(Notice notice, Optional<DescribeResult> result) {
        return result.orElseThrow() instanceof DescribeResult.Unanswered unanswered
                ? unanswered.trouble().toString()
                : "DynamoDB does not describe the export of " + notice;
    }

    // ---- the mark, merged into whatever is newest (N1) -------------------------------------------------------------

    private AdvanceOutcome marked(Optional<Revision> known) throws StateStoreException {
        Optional<Revision> revision = known;
        boolean isLate = false;
        for (int writes = 0; writes < MOST_MARKS; ) {
            try {
                revision = revision.isPresent() ? revision : newest();
                Turn marked = turn.delivered(delivered, failure);
                if (revision.isEmpty()) {
                    return over(turn, Optional.empty()); // deleted meanwhile; that is not undone
                } else if (!marked.isChanged()) {
                    return over(turn.asFarAsWritten(), revision);
                }
                WriteAnswer answer = storage.tryToWrite(marked, revision.get());
                writes++;
                if (answer.equals(WriteAnswer.WRITTEN)) {
                    return over(marked.written(), Optional.of(revision.get().next()));
                } else if (answer instanceof WriteAnswer.Unknown unknown && writes == MOST_MARKS) {
                    throw unknown.failure().asException();
                }
            } catch (NoTimeException e) {
                // what was found out about an event that was not tried is found out again by the next step (S15)
                failure = isHindered ? Optional.empty() : failure;
                if (isLate || !isTried || (delivered.isEmpty() && failure.isEmpty())) {
                    return over(turn.asFarAsWritten(), revision.or(() -> known));
                }
                isLate = true;
            }
            revision = Optional.empty();
        }
        return over(turn, Optional.empty());
    }

    /**
     * Reads what is newest. Where the notifier was called the mark has time of its own, counted from here: one that takes
     * longer than the step's budget would otherwise have its events repeated, or its failure forgotten, for ever (S15).
     */
    private Optional<Revision> newest() throws NoTimeException, StateStoreException {
        StoredState newest = storage.read(isTried ? Time.ANEW : Time.IN_TIME);
        Optional<JobState> state = storage.decode(newest);
        turn = state.map(turn::reread).orElse(turn);
        return state.map(any -> newest.revision());
    }

    private AdvanceOutcome over(Turn last, Optional<Revision> revision) {
        return outcomes.of(last, revision, events);
    }
}
