package io.github.dcie.admin.internal.recovery;

import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.internal.catalog.Assembly;
import io.github.dcie.admin.internal.recovery.PlannedSpans.Stop;
import io.github.dcie.core.internal.model.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rebuilds a state from what DynamoDB knows, or says why that cannot be done. */
public final class Rebuilder {

    private Rebuilder() {}

    /** Compares what is stored with what is known, and rebuilds it if it is less. */
    public static Rebuilt rebuild(Evidence evidence) {
        if (!evidence.records().isWhole()) {
            return hopeless(
                    evidence, Obstacle.Kind.NOT_FOUND_OUT, evidence.records().missing());
        }
        Assembly assembly = NewestChain.assemble(evidence);
        Optional<NewestChain> newest = NewestChain.of(evidence, assembly);
        if (newest.isEmpty()) {
            return nothingKnown(evidence, assembly);
        }
        NewestChain chain = newest.get();
        if (isUnclear(evidence)) {
            return hopeless(
                    evidence,
                    Obstacle.Kind.NOT_FOUND_OUT,
                    "the stored state waits for its full export and does not say which chain came before: whether the newest"
                            + " one is its own is not known; hand in the last export that a consumer was told of (lastDelivered)");
        }
        StateHealth health = evidence.keptGeneration()
                .map(stored -> isBehind(stored, chain) || isBehindConsumer(stored, evidence)
                        ? StateHealth.ROLLED_BACK
                        : StateHealth.SOUND)
                .orElseGet(() -> withoutState(evidence));
        if (health == StateHealth.SOUND) {
            return sound();
        }
        List<Obstacle> obstacles = Obstacles.of(evidence, chain);
        if (!obstacles.isEmpty()) {
            return new Rebuilt(health, obstacles, List.of(), Optional.empty());
        }
        StateBuilder draft = new StateBuilder(evidence, chain);
        return draft.obstacles().isEmpty()
                ? new Rebuilt(health, List.of(), draft.remarks(), Optional.of(draft.state()))
                : new Rebuilt(health, draft.obstacles(), List.of(), Optional.empty());
    }

    private static Rebuilt nothingKnown(Evidence evidence, Assembly assembly) {
        boolean isBehind = evidence.keptGeneration()
                .filter(stored -> isBehindConsumer(stored, evidence))
                .isPresent();
        if (evidence.isStateKept() && !isBehind) {
            return sound();
        }
        return assembly.orphans().isEmpty()
                ? hopeless(
                        evidence,
                        Obstacle.Kind.NO_EXPORTS,
                        "DynamoDB knows no export of this job: it has none, or its last one is more than 90 days old, or the"
                                + " table was deleted and created again; delete what is left of its state, and let the job"
                                + " begin anew or take it over again")
                : hopeless(
                        evidence,
                        Obstacle.Kind.BEGINNING_UNKNOWN,
                        "exports bear this job's token, and no chain is known that they belong to: hand in the manifest of"
                                + " its full export (files), or what a consumer was told last, with the right start"
                                + " (lastDelivered); if the table was deleted and created again, reset the job");
    }

    private static Rebuilt sound() {
        return new Rebuilt(
                StateHealth.SOUND,
                List.of(new Obstacle(
                        Obstacle.Kind.STATE_IS_SOUND,
                        "the stored state knows of every export that DynamoDB knows of: there is nothing to recover")),
                List.of(),
                Optional.empty());
    }

    private static Rebuilt hopeless(Evidence evidence, Obstacle.Kind kind, String message) {
        StateHealth health = evidence.keptGeneration()
                .map(stored -> isBehindConsumer(stored, evidence) ? StateHealth.ROLLED_BACK : StateHealth.NOT_FOUND_OUT)
                .orElseGet(() -> withoutState(evidence));
        return new Rebuilt(health, List.of(new Obstacle(kind, message)), List.of(), Optional.empty());
    }

    private static StateHealth withoutState(Evidence evidence) {
        return evidence.remains() instanceof StoredRemnant.Damaged ? StateHealth.DAMAGED : StateHealth.ABSENT;
    }

    /** One without a start waits for the full export that a reset has asked for. */
    private static Optional<Instant> start(Generation stored) {
        return stored.start().or(stored::after);
    }

    /** After a state was lost and reset nobody knows which chain came before. */
    private static boolean isUnclear(Evidence evidence) {
        return evidence.lastDelivered().isEmpty()
                && evidence.keptGeneration()
                        .filter(stored -> start(stored).isEmpty())
                        .isPresent();
    }

    private static boolean isBehind(Generation stored, NewestChain chain) {
        Optional<Instant> start = start(stored);
        return start.filter(chain.start()::isAfter).isPresent()
                || (stored.start().isPresent()
                        && start.equals(Optional.of(chain.start()))
                        && chain.trail().stops().stream().anyMatch(stop -> isNews(stop, stored)));
    }

    private static boolean isBehindConsumer(Generation stored, Evidence evidence) {
        return evidence.lastDelivered()
                .filter(told ->
                        start(stored).map(told.start()::isAfter).orElseGet(() -> told.generation() >= stored.number())
                                || (stored.start().equals(Optional.of(told.start())) && !isCommitted(told, stored)))
                .isPresent();
    }

    /** What was told was committed before. */
    private static boolean isCommitted(LastDelivered told, Generation stored) {
        return stored.watermark()
                .filter(watermark -> !told.watermark().isAfter(watermark))
                .isPresent();
    }

    /** Whether a state does not know of an export. */
    private static boolean isNews(Stop stop, Generation stored) {
        boolean isTold = stored.announced()
                .filter(last -> !stop.span().end().isAfter(last.end()))
                .isPresent();
        return stop.export().isPresent()
                && !isTold
                && stored.trackedExports().stream()
                        .noneMatch(
                                tracked -> tracked.span().equals(stop.span()) && tracked.attempt() >= stop.attempt());
    }
}
