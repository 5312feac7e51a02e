package io.github.dcie.core.internal.turn;

import io.github.dcie.StepAction;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import java.util.Optional;

/** Takes in what DynamoDB answered to a request for an export (S8). */
public final class Answering {

    private Answering() {}

    public static Turn answered(Turn turn, TrackedExport tracked, RequestResult answer) {
        return answer.fold(
                accepted -> running(turn, tracked, accepted.facts()),
                refused -> turn.replacing(tracked, tracked.refused(refused.reason(), turn.trusted()))
                        .derived(Optional.of(refused.words()))
                        .heard(Trouble.EXPORT_TABLE),
                denied -> turn.replacing(tracked, tracked.refused(Refusal.Reason.ACCESS, turn.trusted()))
                        .derived(Optional.empty())
                        .troubled(denied.trouble()),
                unanswered -> turn.troubled(unanswered.trouble()));
    }

    private static Turn running(Turn turn, TrackedExport tracked, ExportFacts facts) {
        return turn.heard(Trouble.EXPORT_TABLE)
                .replacing(
                        tracked,
                        tracked.with(
                                new Running(facts.exportId(), facts.startedAt().orElse(turn.now()))))
                .did(StepAction.Kind.REQUEST, tracked.span().window(), facts.exportId())
                .derived(Optional.empty());
    }
}
