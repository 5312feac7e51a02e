package io.github.dcie.core.internal.facts;

import io.github.dcie.core.internal.model.Refusal;
import java.util.function.Function;

/** What DynamoDB answered to the request for an export. */
public sealed interface RequestResult {

    /** It was accepted, now or earlier. */
    record Accepted(ExportFacts facts) implements RequestResult {}

    /** A definite no to this export. */
    record Refused(Refusal.Reason reason, String words) implements RequestResult {}

    /** A definite no to the call, whatever it asks for (F9). */
    record Denied(Trouble trouble) implements RequestResult {}

    /** No answer: it may or may not have been accepted; the same token is sent again (T2). */
    record Unanswered(Trouble trouble) implements RequestResult {}

    /** What it is; exhaustive. */
    default <R> R fold(
            Function<Accepted, R> accepted,
            Function<Refused, R> refused,
            Function<Denied, R> denied,
            Function<Unanswered, R> unanswered) {
        if (this instanceof Accepted its) {
            return accepted.apply(its);
        } else if (this instanceof Refused its) {
            return refused.apply(its);
        }
        return this instanceof Denied its ? denied.apply(its) : unanswered.apply((Unanswered) this);
    }
}
