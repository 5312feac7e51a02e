package io.github.dcie.core.internal.chain;

import io.github.dcie.core.internal.chain.Stage.Committed;
import io.github.dcie.core.internal.chain.Stage.Completed;
import io.github.dcie.core.internal.chain.Stage.Failed;
import io.github.dcie.core.internal.chain.Stage.Planned;
import io.github.dcie.core.internal.chain.Stage.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An export's place in the chain's list: what it covers, which attempt, how far.
 *
 * @param span what it covers
 * @param attempt 1, or more after failures
 * @param stage how far it is
 */
public record Place(Span span, int attempt, Stage stage) {

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration SLOWEST_RETRY = Duration.ofHours(2);

    static Place planned(Span span, int attempt, Instant at) {
        return new Place(span, attempt, Planned.at(at));
    }

    Place with(Stage newStage) {
        return new Place(span, attempt, newStage);
    }

    /** The intent with one more no (F2, F8). */
    Place refused(Refusal.Reason reason, Instant now) {
        Planned planned = intent().orElseThrow();
        Refusal refusal = planned.refusal()
                .map(earlier -> earlier.again(reason, now))
                .orElseGet(() -> new Refusal(reason, now, now));
        return with(new Planned(planned.at(), Optional.of(refusal), planned.soughtUpTo()));
    }

    Optional<Planned> intent() {
        return stage instanceof Planned planned ? Optional.of(planned) : Optional.empty();
    }

    /** DynamoDB has written all of it. */
    public boolean isComplete() {
        return stage instanceof Completed || isCommitted();
    }

    boolean isCommitted() {
        return stage instanceof Committed;
    }

    /** It takes up one of the exports that may run at once. */
    boolean isInFlight() {
        return stage instanceof Planned || stage instanceof Running;
    }

    /** It has failed and is not complete yet (W6). */
    boolean isFailing() {
        return stage instanceof Failed || (attempt > 1 && !isComplete());
    }

    Optional<Instant> retryAt() {
        return stage instanceof Failed failed ? Optional.of(failed.at().plus(retryDelay())) : Optional.empty();
    }

    boolean isRetryDue(Instant now) {
        return stage instanceof Failed failed && Backoff.isPast(failed.at(), retryDelay(), now);
    }

    // grows with the attempts, for ever and slowly (F3)
    private Duration retryDelay() {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : doubled;
    }
}
