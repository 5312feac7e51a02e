package io.github.dcie.admin.internal.recovery;

import io.github.dcie.OperatorAction;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.internal.catalog.AttributedExport;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.recovery.PlannedSpans.Stop;
import io.github.dcie.core.internal.model.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what keeps a chain's state from being told by its exports. */
final class Obstacles {

    /** A step that was frozen may have requested a window of the chain before so long after a reset (S15). */
    private static final Duration FROZEN = Duration.ofMinutes(10);

    /** This machine's clock may be so much behind DynamoDB's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(20);

    private final Evidence evidence;
    private final NewestChain chain;
    private final List<Obstacle> found = new ArrayList<>();

    private Obstacles(Evidence evidence, NewestChain chain) {
        this.evidence = evidence;
        this.chain = chain;
    }

    static List<Obstacle> of(Evidence evidence, NewestChain chain) {
        Obstacles obstacles = new Obstacles(evidence, chain);
        obstacles.look();
        return obstacles.found;
    }

    private void look() {
        evidence.records().contradictions().forEach(message -> add(Obstacle.Kind.CONTRADICTION, message));
        if (chain.line().isBeginless()) {
            add(
                    Obstacle.Kind.BEGINNING_UNKNOWN,
                    "the chain's oldest known window begins at " + chain.start()
                            + ", and no full export from which it leads there is known: hand in the manifest of its full"
                            + " export (files), or the last export that a consumer was told of (lastDelivered)");
            return;
        }
        found.addAll(chain.trail().obstacles());
        lastDelivered();
        firstIsKnown();
        oneTable();
        oneChainAtATime();
        placesSuffice();
        nothingIsOfTheFuture();
        noReset();
    }

    private void lastDelivered() {
        evidence.lastDelivered().ifPresent(told -> {
            Optional<AttributedExport> known = chain.line().members().stream()
                    .filter(member ->
                            member.facts().exportId().equals(told.export().exportId()))
                    .findFirst();
            boolean isOfThisChain = told.start().equals(chain.start());
            boolean isTrue = known.map(member ->
                            isOfThisChain && member.isComplete() && member.to().equals(told.watermark()))
                    .orElse(told.start().isBefore(chain.start())
                            || (isOfThisChain && told.watermark().isBefore(evidence.forgottenBefore()))
                            || isOfAnotherSystem(told));
            boolean isPossible = Generation.isPossible(
                    told.start(),
                    new Generation.Announced(
                            told.sequence(), told.watermark(), told.export().exportId()));
            if (!isTrue || !isPossible) {
                add(
                        Obstacle.Kind.LAST_TOLD_UNKNOWN,
                        told.export() + " up to " + told.watermark() + " of a chain from " + told.start()
                                + " is not a complete export of the chain from " + chain.start()
                                + ": compare with the event that the consumer has; if the table was deleted and created"
                                + " again since, reset the job");
            }
        });
    }

    /** A chain that was taken over counts the other system's last export as number 0. */
    private boolean isOfAnotherSystem(LastDelivered told) {
        return told.sequence() == 0
                && !chain.hasFull()
                && evidence.records().exports().windowsEndingAt(told.watermark()).stream()
                        .anyMatch(export -> Exports.isComplete(export)
                                && export.exportId().equals(told.export().exportId()));
    }

    private void firstIsKnown() {
        List<Stop> stops = chain.trail().stops();
        if (chain.told().isEmpty() && !chain.hasFull()) {
            add(
                    Obstacle.Kind.BEGINNING_UNKNOWN,
                    "neither the full export as of " + chain.start()
                            + " is known, nor a single export of another system that"
                            + " ends there: hand in its manifest (files)");
        } else if (chain.told().isEmpty() && stops.size() > 1 && !stops.get(0).isComplete()) {
            add(
                    Obstacle.Kind.NOT_A_CHAIN,
                    "windows follow the full export as of " + chain.start() + ", which is not complete: reset the job");
        }
    }

    private void oneTable() {
        if (chain.tableIds().size() > 1) {
            add(
                    Obstacle.Kind.TABLE_RECREATED,
                    "the chain's exports are of tables with the ids " + String.join(", ", chain.tableIds())
                            + ": the table was deleted and created again, and the chain cannot go on; reset the job");
        }
    }

    /** Two states that both go on, or a state that was rolled back and went on: which one is right is not for us to say. */
    private void oneChainAtATime() {
        chain.knownSince()
                .flatMap(begun -> chain.strays()
                        .filter(export -> export.startedAt()
                                .filter(at -> at.isAfter(begun.plus(FROZEN)))
                                .isPresent())
                        .findFirst())
                .ifPresent(export -> add(
                        Obstacle.Kind.TWO_CHAINS,
                        Exports.text(export)
                                + " is this job's, of another chain, and was requested after the chain from "
                                + chain.start() + " had begun: two chains go on, from two stores or from an old state;"
                                + " see that one of them stops; then hand in what a consumer of the right one was told last"
                                + " (lastDelivered), or reset the job"));
    }

    /** DynamoDB exports a window when it is over; a state that believed another one would skip what comes before it. */
    private void nothingIsOfTheFuture() {
        Instant latest = evidence.now().plus(CLOCKS_DIFFER);
        Stream.concat(
                        chain.told().stream().map(Generation.Announced::end),
                        chain.trail().stops().stream().map(stop -> stop.span().end()))
                .filter(end -> end.isAfter(latest))
                .findFirst()
                .ifPresent(end -> add(
                        Obstacle.Kind.NOT_A_CHAIN,
                        "the chain would lead up to " + end + ", and it is " + evidence.now()
                                + ": see whether this machine's clock is right, and whose the manifests are"));
    }

    private void placesSuffice() {
        List<Stop> stops = chain.trail().stops();
        stops.stream()
                .limit(Math.max(0, stops.size() - Generation.MAX_TRACKED))
                .filter(stop -> !stop.isComplete())
                .findFirst()
                .ifPresent(stop -> add(
                        Obstacle.Kind.NOT_A_CHAIN,
                        "[" + stop.span().needs() + ", " + stop.span().end()
                                + ") is not exported, and more than a state can hold follows: see what the catalog says,"
                                + " then reset the job"));
    }

    private void noReset() {
        if (evidence.asksForReset() && evidence.operator().number().isEmpty()) {
            add(
                    Obstacle.Kind.RESET_WAITS,
                    "a person has asked for " + OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN
                            + ": if that is still wanted,"
                            + " delete what is left of the state and let a step carry it out, which may not be one that"
                            + " requires a state (FirstRun); else take it back (resume) and recover then");
        }
    }

    private void add(Obstacle.Kind kind, String message) {
        found.add(new Obstacle(kind, message));
    }
}
