package io.github.dcie.core.internal.rules;

import io.github.dcie.Condition.Kind;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage.Completed;
import io.github.dcie.core.internal.model.Stage.Failed;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a described export changes. */
public final class Sightings {

    private Sightings() {}

    public static JobState apply(JobState state, TrackedExport tracked, ExportFacts facts, Instant now) {
        return switch (facts.progress()) {
            case IN_PROGRESS, UNKNOWN -> state;
            case FAILED, FILTERED -> fail(state, tracked, facts.remark().orElse("no code"), now);
            case REJECTED -> reject(state, tracked, facts.remark().orElse("rejected"), now);
            // COMPLETED without a manifest is not yet what it says (F6)
            case COMPLETED -> facts.isWhole() ? complete(state, tracked, facts, now) : state;
        };
    }

    /** This attempt failed; the same span is tried again as the next attempt, after a while (F3). */
    public static JobState fail(JobState state, TrackedExport tracked, String code, Instant now) {
        TrackedExport failed = tracked.with(new Failed(now, tracked.stage().export()));
        return state.generation(generation -> generation.replace(tracked, failed))
                .with(Kind.EXPORT_FAILING, now, Optional.of(code));
    }

    /** DynamoDB made and billed an export that is not accepted: how often is counted, so that it has an end (F3). */
    private static JobState reject(JobState state, TrackedExport tracked, String code, Instant now) {
        TrackedExport rejected = tracked.with(new Failed(now, tracked.stage().export(), Failed.Fault.NOT_ACCEPTED));
        JobState failing = state.generation(generation -> generation.replace(tracked, rejected))
                .with(Kind.EXPORT_FAILING, now, Optional.of(code));
        return tracked.span() instanceof Span.Full ? failing.generation(Generation::rejected) : failing;
    }

    private static JobState complete(JobState state, TrackedExport tracked, ExportFacts facts, Instant now) {
        if (!facts.covers(tracked.span())) {
            return reject(
                    state, tracked, "DynamoDB exported something else than was planned: " + facts.exportId(), now);
        }
        Generation generation = state.generation();
        boolean otherTable = tracked.span() instanceof Span.Incremental
                && facts.tableId().isPresent()
                && generation.tableId().isPresent()
                && !facts.tableId().equals(generation.tableId());
        if (otherTable) {
            return fail(
                            state,
                            tracked,
                            "exported from another table, " + facts.tableId().orElseThrow(),
                            now)
                    .with(Kind.GAP_TABLE_RECREATED, now, facts.tableId());
        }
        Generation done = generation.replace(tracked, tracked.with(new Completed(facts.exportId())));
        if (tracked.span() instanceof Span.Full) {
            done = facts.tableId().map(done::withTableId).orElse(done).accepted();
        }
        return took(facts)
                .map(time -> state.remembering(
                        kept -> kept.withDuration(tracked.span().type(), time)))
                .orElse(state)
                .withGeneration(done);
    }

    /** How long it took by DynamoDB's clock; empty where its two times contradict each other. */
    private static Optional<Duration> took(ExportFacts facts) {
        return facts.startedAt()
                .flatMap(start -> facts.endedAt().map(end -> Duration.between(start, end)))
                .filter(time -> !time.isNegative());
    }
}
