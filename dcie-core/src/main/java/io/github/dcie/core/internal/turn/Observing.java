package io.github.dcie.core.internal.turn;

import io.github.dcie.Condition.Kind;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.Stage.Completed;
import io.github.dcie.core.internal.model.Stage.Failed;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Sightings;
import io.github.dcie.core.internal.timing.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes in what describing exports gave (S3, S4). */
public final class Observing {

    /** A signal that comes so shortly after another one is not noted: who floods a job with signals makes no writes. */
    private static final Duration AS_GOOD_AS_NEW = Duration.ofMinutes(2);

    private Observing() {}

    public static Turn observed(Turn begun, Map<String, DescribeResult> sightings) {
        // calls without an answer first: an answered one of the same kind does not end what is wrong with those
        Turn turn = seeing(begun, sightings, describeResult -> describeResult instanceof DescribeResult.Unanswered);
        turn = seeing(turn, sightings, describeResult -> !(describeResult instanceof DescribeResult.Unanswered));
        return tooEarly(committed(turn)).derived(Optional.empty());
    }

    /** The signalled export still runs, or DynamoDB gave no answer: that is worth looks soon, by whichever process (P3). */
    private static Turn tooEarly(Turn turn) {
        boolean news = turn.signalled().isPresent()
                && turn.state()
                        .remembered()
                        .signalledAt()
                        .map(at -> Backoff.isPast(at, AS_GOOD_AS_NEW, turn.now()))
                        .orElse(true);
        return news
                ? turn.with(state -> state.remembering(kept -> kept.withSignalledAt(turn.now())))
                        .did(
                                StepAction.Kind.NOTE,
                                Optional.empty(),
                                "a signal came before DynamoDB says that the export is complete")
                : turn;
    }

    private static Turn seeing(Turn begun, Map<String, DescribeResult> sightings, Predicate<DescribeResult> which) {
        Turn turn = begun;
        for (TrackedExport tracked : begun.state().generation().trackedExports()) {
            Optional<DescribeResult> describeResult =
                    tracked.stage().export().map(sightings::get).filter(which);
            if (tracked.stage() instanceof Running && describeResult.isPresent()) {
                turn = saw(turn, tracked, describeResult.get());
            }
        }
        return turn;
    }

    static Turn saw(Turn turn, TrackedExport tracked, DescribeResult describeResult) {
        if (describeResult instanceof DescribeResult.Unanswered unanswered) {
            return turn.troubled(unanswered.trouble());
        }
        if (describeResult instanceof DescribeResult.Seen half && half.facts().isHalfComplete()) {
            return turn.troubled(new Trouble(
                    Trouble.Kind.PASSING,
                    Trouble.DESCRIBE_EXPORT,
                    "export " + half.facts().exportId()
                            + " is COMPLETED, but described without manifest, bucket or times"));
        }
        Turn answered = turn.heard(Trouble.DESCRIBE_EXPORT);
        if (!(describeResult instanceof DescribeResult.Seen seen)) {
            return answered.missing(tracked)
                    .troubled(new Trouble(
                            Trouble.Kind.WAITING,
                            "export " + tracked.stage().export().orElseThrow(),
                            "DynamoDB does not describe it (yet)"));
        }
        ExportFacts facts = seen.facts();
        if (facts.hasOtherTokenThan(turn.token(tracked))) {
            return turn.damaged("export " + facts.exportId() + " is listed for " + words(tracked.span())
                    + ", but DynamoDB made it for another request (client token "
                    + facts.token().orElseThrow() + ")");
        }
        TrackedExport shown = tracked.seen();
        Turn described = shown.equals(tracked)
                ? answered
                : answered.replacing(tracked, shown)
                        .did(
                                StepAction.Kind.ANSWERED,
                                tracked.span().window(),
                                facts.exportId() + " is described again");
        Turn known = told(described.with(Sightings.apply(described.state(), shown, facts, turn.now())), shown);
        return facts.isOver() ? known.heard(Trouble.COMPLETION_CHECK) : waiting(known, facts);
    }

    private static String words(Span span) {
        return span.window()
                .map(window -> "the window [" + window.from() + ", " + window.to() + ")")
                .orElseGet(() -> "the full export as of " + span.end());
    }

    private static Turn waiting(Turn turn, ExportFacts facts) {
        return facts.remark()
                .map(remark -> turn.troubled(new Trouble(Trouble.Kind.WAITING, "export " + facts.exportId(), remark)))
                .orElse(turn);
    }

    /** The turn with what has become of the export among its actions. */
    static Turn told(Turn turn, TrackedExport before) {
        Stage after = turn.state().generation().trackedExports().stream()
                .filter(tracked -> tracked.span().equals(before.span()))
                .map(TrackedExport::stage)
                .findFirst()
                .orElse(before.stage());
        if (after instanceof Completed completed) {
            return turn.did(StepAction.Kind.COMPLETE, before.span().window(), completed.exportId());
        }
        String code = turn.state()
                .active(Kind.EXPORT_FAILING)
                .flatMap(ActiveCondition::code)
                .orElse("no code");
        return after instanceof Failed
                ? turn.did(StepAction.Kind.FAIL, before.span().window(), code)
                : turn;
    }

    /** What is complete in chain order becomes committed, unless another step is delivering notices (S4, N1). */
    static Turn committed(Turn turn) {
        if (turn.isAnotherDelivering()) {
            return turn;
        }
        Turn committed = turn.with(turn.state().generation(Generation::commit));
        for (TrackedExport tracked : committed.state().generation().committed()) {
            if (!turn.state().generation().trackedExports().contains(tracked)) {
                committed = committed.did(
                        StepAction.Kind.COMMIT, tracked.span().window(), "it and all before it is complete");
            }
        }
        return committed;
    }
}
