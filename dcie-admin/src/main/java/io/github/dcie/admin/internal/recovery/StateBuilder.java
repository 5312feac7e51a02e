package io.github.dcie.admin.internal.recovery;

import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.recovery.PlannedSpans.Stop;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes down the state that a chain must have had. Calls nothing but the completion check. */
final class StateBuilder {

    private final Evidence evidence;
    private final NewestChain chain;
    private final Optional<Generation> stored;
    private final List<Obstacle> obstacles = new ArrayList<>();
    private final JobState state;

    /** Of a chain without obstacles, but for what its completion check may have against it. */
    StateBuilder(Evidence evidence, NewestChain chain) {
        this.evidence = evidence;
        this.chain = chain;
        int number = chain.number();
        stored = evidence.keptGeneration(chain.start(), number);
        OptionalLong spentReset = evidence.asksForReset() ? evidence.operator().number() : OptionalLong.empty();
        // one that is not the first may have begun by itself, and the next one must keep its distance (G3)
        Optional<Instant> begun = number == 1 ? Optional.empty() : Optional.of(second(chain.begunAt()));
        state = RecoveredState.of(evidence.base(), generation(number), spentReset, begun);
    }

    JobState state() {
        return state;
    }

    private Generation generation(int number) {
        List<Stop> stops = chain.trail().stops();
        // what comes before as many as a state keeps track of was delivered
        int first = Math.max(0, stops.size() - Generation.MAX_TRACKED);
        Optional<Announced> announced = first == 0 ? chain.told() : Optional.of(announced(stops.get(first - 1), first));
        Cause cause = stored.map(Generation::cause).orElseGet(() -> cause(number));
        return new Generation(
                number,
                cause,
                stored.map(Generation::startPending).orElseGet(() -> mayHaveStartPending(cause, announced)),
                chain.before().or(() -> stored.flatMap(Generation::after)),
                chain.tableIds().stream().findFirst(),
                Optional.of(chain.start()),
                announced,
                trackedExports(number, stops.subList(first, stops.size())));
    }

    private Announced announced(Stop last, int stopsBefore) {
        return new Announced(
                chain.told().map(Announced::sequence).orElse(-1L) + stopsBefore,
                last.span().end(),
                id(last));
    }

    private Cause cause(int number) {
        if (!chain.hasFull()) {
            return Cause.TAKEN_OVER;
        }
        return number == 1 ? Cause.FIRST : Cause.OPERATOR_RESET;
    }

    /** Why a later chain began is not known, so its beginning is not told again. */
    private boolean mayHaveStartPending(Cause cause, Optional<Announced> announced) {
        boolean nothingToldOfIt =
                announced.filter(last -> chain.hasFull() || last.sequence() > 0).isEmpty();
        return nothingToldOfIt && cause != Cause.OPERATOR_RESET;
    }

    /** What is complete like everything before it is committed (S4). */
    private List<TrackedExport> trackedExports(int generation, List<Stop> stops) {
        List<TrackedExport> trackedExports = new ArrayList<>();
        boolean isCommitted = true;
        for (Stop stop : stops) {
            // windows follow a full export only when it was accepted (W2)
            boolean isAccepted = stop.span() instanceof Span.Full && stops.size() > 1;
            Stage stage = isAccepted ? new Stage.Completed(id(stop)) : stage(generation, stop);
            isCommitted &= stage instanceof Stage.Completed;
            trackedExports.add(new TrackedExport(
                    stop.span(),
                    stop.attempt(),
                    isCommitted ? new Stage.Committed(stage.export().orElseThrow()) : stage));
        }
        return trackedExports;
    }

    private static String id(Stop stop) {
        return stop.export().orElseThrow().facts().exportId();
    }

    private Stage stage(int generation, Stop stop) {
        if (stop.export().isEmpty()) {
            return new Stage.Planned(evidence.now(), Optional.empty(), Optional.empty());
        }
        ExportFacts facts = stop.export().get().facts();
        Stage running =
                new Stage.Running(facts.exportId(), second(facts.startedAt().orElse(evidence.now())));
        TrackedExport tracked = new TrackedExport(stop.span(), stop.attempt(), running);
        if (facts.isFailed()) {
            return new Stage.Failed(second(facts.endedAt().orElse(evidence.now())), Optional.of(facts.exportId()));
        } else if (!Exports.isComplete(facts)) {
            return running;
        }
        DescribeResult checked = evidence.checker().checked(generation, tracked, new DescribeResult.Seen(facts));
        boolean isAccepted = checked instanceof DescribeResult.Seen seen && Exports.isComplete(seen.facts());
        if (!isAccepted) {
            obstacles.add(new Obstacle(
                    Obstacle.Kind.NOT_ACCEPTED,
                    "the completion check does not accept " + Exports.text(facts) + why(checked)
                            + ": if it did before, hand in the last export that a consumer was told of (lastDelivered), or leave the"
                            + " check out; else recover when it does"));
        }
        return new Stage.Completed(facts.exportId());
    }

    private static String why(DescribeResult checked) {
        return checked instanceof DescribeResult.Seen seen
                ? seen.facts().remark().map(remark -> " (" + remark + ")").orElse("")
                : " (it gave no answer)";
    }

    /** What its completion check has against it. */
    List<Obstacle> obstacles() {
        return List.copyOf(obstacles);
    }

    /** What a person should know of it, in words. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        long again = count(Stage.Committed.class);
        if (again > 0) {
            remarks.add("the last " + again
                    + " export(s) may not have been told of: they are told again, under the same ids");
        }
        long planned = count(Stage.Planned.class);
        if (planned > 0) {
            remarks.add(planned + " window(s) before others that were exported are not: they are requested next");
        }
        evidence.records().leftOut().ifPresent(remarks::add);
        long forgotten = chain.line().members().stream()
                .filter(member -> member.isComplete() && member.facts().token().isEmpty())
                .count();
        if (forgotten > 0) {
            remarks.add(forgotten + " export(s) are known by their manifests alone: DynamoDB has forgotten them");
        }
        if (!chain.isNumberSure()) {
            remarks.add(
                    "the chain is number " + state.generation().number() + " of those that are known: if a consumer has"
                            + " seen a higher number, or this one of another chain, hand in the last export that it was told of"
                            + " (lastDelivered)");
        }
        if (evidence.asksForReset()) {
            remarks.add(
                    "the reset that was asked for counts as carried out: whether it was cannot be told any more; if it"
                            + " was not, ask for it once more");
        }
        return remarks;
    }

    private long count(Class<? extends Stage> kind) {
        return state.generation().trackedExports().stream()
                .filter(tracked -> kind.isInstance(tracked.stage()))
                .count();
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
