package io.github.dcie.core.internal.model;

import com.google.common.base.Preconditions;
import io.github.dcie.core.internal.model.Stage.Committed;
import io.github.dcie.core.internal.model.Stage.Completed;
import io.github.dcie.core.internal.model.Stage.Failed;
import io.github.dcie.core.internal.model.Stage.Failed.Fault;
import io.github.dcie.core.internal.model.Stage.Planned;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.timing.Backoff;
import io.github.dcie.core.internal.timing.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An export that a chain keeps track of: what it covers, which attempt, how far.
 *
 * @param span what it covers
 * @param attempt 1, or more after failures
 * @param stage how far it is
 */
public record TrackedExport(Span span, int attempt, Stage stage) {

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration SLOWEST_RETRY = Duration.ofHours(2);

    /** DynamoDB bills what is not accepted, so it is not exported again more often than this (F3). */
    private static final Duration RETRY_OF_REJECTED = Duration.ofDays(1);

    public TrackedExport {
        Preconditions.checkArgument(attempt >= 1, "attempt %s of %s: expected 1 or more", attempt, span);
    }

    public static TrackedExport planned(Span span, int attempt, Instant at) {
        return new TrackedExport(span, attempt, Planned.at(at));
    }

    public TrackedExport with(Stage newStage) {
        return new TrackedExport(span, attempt, newStage);
    }

    /** The intent with one more no (F2, F8). */
    public TrackedExport refused(Refusal.Reason reason, Instant now) {
        Planned planned = intent().orElseThrow();
        Refusal refusal = planned.refusal()
                .map(earlier -> earlier.again(reason, now))
                .orElseGet(() -> new Refusal(reason, now, now));
        return with(new Planned(planned.at(), Optional.of(refusal), planned.lookUp()));
    }

    public Optional<Planned> intent() {
        return stage instanceof Planned planned ? Optional.of(planned) : Optional.empty();
    }

    /** DynamoDB has described the export that runs. */
    public TrackedExport seen() {
        return stage instanceof Running running && running.unseenSince().isPresent()
                ? with(new Running(running.exportId(), running.startedAt()))
                : this;
    }

    /**
     * DynamoDB answers that there is no such export (F7). Of a young one that only means "not yet".
     *
     * @param trusted the time by DynamoDB's clock
     */
    public TrackedExport unseen(Instant trusted) {
        Running running = (Running) stage;
        if (trusted.isBefore(running.startedAt().plus(Unseen.APPEARS_WITHIN))) {
            return this;
        }
        Instant since = Unseen.since(running.unseenSince(), trusted);
        return with(new Running(running.exportId(), running.startedAt(), Optional.of(since)));
    }

    /** DynamoDB has been answering so for an hour (F7). */
    public boolean isGone(Instant trusted) {
        return stage instanceof Running running && Unseen.isGone(running.unseenSince(), trusted);
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

    public Optional<Instant> retryAt() {
        return stage instanceof Failed failed ? Optional.of(failed.at().plus(retryDelay(failed))) : Optional.empty();
    }

    public boolean isRetryDue(Instant now) {
        return stage instanceof Failed failed && Backoff.isPast(failed.at(), retryDelay(failed), now);
    }

    // grows with the attempts, for ever and slowly (F3)
    private Duration retryDelay(Failed failed) {
        if (failed.fault() == Fault.NOT_ACCEPTED && span instanceof Span.Incremental) {
            return RETRY_OF_REJECTED;
        }
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : doubled;
    }
}
