package io.github.dcie.testkit.simulation;

import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.SimulatedCrash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All processes make one step, each on a thread of its own, of which only that runs whose turn it is. Everything here is
 * done by the thread that has the turn.
 */
final class Round {

    private final Simulation world;
    private final Interleaving choices;
    private final Lanes lanes;
    private final Map<SimulatedProcess, Lane> unfinished = new LinkedHashMap<>();
    private final Set<SimulatedProcess> frozen = new LinkedHashSet<>();
    private Optional<Throwable> failure = Optional.empty();
    private volatile Lane current;
    private boolean justSwitched;

    Round(Simulation world, Interleaving choices, Lanes lanes) {
        this.world = world;
        this.choices = choices;
        this.lanes = lanes;
        List<SimulatedProcess> processes = world.processes();
        for (int i = 0; i < processes.size(); i++) {
            unfinished.put(processes.get(i), lanes.lane(i));
        }
        current = lanes.lane(0);
    }

    void play() {
        unfinished.forEach((process, lane) -> {
            if (process.isBusy()) {
                throw new IllegalStateException(process + " is in the midst of a step: no round can begin");
            }
            lane.prepare(() -> makeStep(process));
        });
        lanes.play(current, () -> current);
        failure.ifPresent(Round::rethrow);
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private void makeStep(SimulatedProcess process) {
        try {
            if (failure.isEmpty()) {
                process.step(
                        FaultPlan.none().withBoundary((operation, when) -> {
                            if (when == When.BEFORE) {
                                met(process, ChoicePoint.before(process, operation));
                            }
                        }),
                        () -> met(process, ChoicePoint.atTheEndOf(process)));
            }
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        if (!lanes.isOver()) {
            unfinished.remove(process);
            next(process).ifPresentOrElse(this::give, lanes::giveBack);
        }
    }

    private void failed(Throwable why) {
        failure = failure.or(() -> Optional.of(why));
    }

    private void met(SimulatedProcess process, ChoicePoint point) {
        // what has failed goes on to its end
        if (failure.isPresent()) {
            return;
        }
        Option chosen = choose(point, justSwitched ? List.of() : others(process));
        // who has been given the turn does something with it
        justSwitched = false;
        if (chosen.equals(Option.GO_ON)) {
            return;
        }
        world.say(point + ": " + chosen);
        if (chosen instanceof Option.SwitchTo to) {
            justSwitched = true;
            handOver(process, named(to.process()));
        } else if (chosen instanceof Option.Freeze freeze) {
            freeze(process, freeze);
        } else {
            die(process, point);
        }
    }

    /** What goes wrong here is no matter of the library that is in the midst of its step, and may not reach it. */
    private Option choose(ChoicePoint point, List<SimulatedProcess> others) {
        try {
            return choices.choose(point, others);
        } catch (IllegalStateException e) {
            failed(e);
            return Option.GO_ON;
        }
    }

    /** Whom a process could give the turn to. */
    private List<SimulatedProcess> others(SimulatedProcess process) {
        List<SimulatedProcess> others = new ArrayList<>(unfinished.keySet());
        others.remove(process);
        others.removeAll(frozen);
        return others;
    }

    private void freeze(SimulatedProcess process, Option.Freeze freeze) {
        world.clock().advance(freeze.time());
        frozen.add(process);
        next(process).filter(next -> !next.equals(process)).ifPresent(next -> handOver(process, next));
        frozen.remove(process);
    }

    /** Whose turn it is when one cannot go on; of those that are frozen the first one, when there are no others. */
    private Optional<SimulatedProcess> next(SimulatedProcess without) {
        List<SimulatedProcess> candidates = others(without);
        if (candidates.isEmpty()) {
            return frozen.stream().findFirst();
        }
        if (candidates.size() > 1 && failure.isEmpty()) {
            return Optional.of(chooseNext(ChoicePoint.without(without), candidates));
        }
        return Optional.of(candidates.get(0));
    }

    private SimulatedProcess chooseNext(ChoicePoint point, List<SimulatedProcess> candidates) {
        try {
            if (choices.chooseNext(point, candidates) instanceof Option.SwitchTo to) {
                world.say(point + ": " + to);
                return named(to.process());
            }
        } catch (IllegalStateException e) {
            // a thread that ends here would leave all others waiting
            failed(e);
        } finally {
            justSwitched = true;
        }
        return candidates.get(0);
    }

    private void die(SimulatedProcess process, ChoicePoint point) {
        if (point.kind() == ChoicePoint.Kind.LAST) {
            process.watch().diedAtTheEnd();
        }
        throw new SimulatedCrash(point.toString());
    }

    private void handOver(SimulatedProcess from, SimulatedProcess to) {
        Lane own = current;
        give(to);
        own.await();
        justSwitched = false;
        world.goesOn(from);
    }

    private void give(SimulatedProcess to) {
        current = Objects.requireNonNull(unfinished.get(to), "a process that has not ended its step");
        current.go();
    }

    private SimulatedProcess named(String name) {
        return world.processes().stream()
                .filter(process -> process.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
