package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells a short story in all ways in which it can go, up to some budgets: wherever the story lets its processes make steps
 * {@linkplain Simulation#together() together}, their calls of client, store and notifier interleave in every way that takes
 * no more than so many switches, and processes die and freeze at every place.
 *
 * <pre>{@code
 * SmallScope scope = SmallScope.of("first full export", () -> world(), world -> {
 *             world.together();
 *             world.waits(Duration.ofMinutes(15));
 *             world.together();
 *         })
 *         .switches(2)
 *         .crashes(1);
 * System.out.println(scope.explore());
 * }</pre>
 *
 * <p>Before each effect of such a step, the process goes on, or (in this order) the turn is given to another one that has
 * not ended its step, or the process dies, or it is frozen; behind the last effect, it goes on or dies. Who was given the
 * turn keeps it at least for one effect, so that no interleaving comes twice. A process that dies starts anew and makes no
 * further step in this round; while one is frozen, time passes and all others end their steps. The budgets are for a whole
 * run of the story.
 *
 * <p>Each run has a world of its own and ends with {@link Simulation#settle()}, so the promises I1 to I9 are checked in each;
 * and what the story asserts. The first failure ends the exploration. Every way is gone exactly once, depth first; the
 * number of runs grows with the number of effects to the power of the sum of the budgets.
 *
 * <p>World and story must be the same each time: nothing random, nothing kept from one run to the next. A process that waits
 * for what another one holds in the midst of its step, such as a lock, ends the exploration with an error after a minute of
 * real time. Immutable; an exploration has a thread for each process, which end with it.
 */
public final class SmallScope {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ANY = Integer.MAX_VALUE;

    private final String story;
    private final Supplier<Simulation> worlds;
    private final Consumer<? super Simulation> telling;
    private final Consumer<? super Simulation> ending;
    private final Allowed allowed;
    private final Duration limit;

    private SmallScope(
            String story,
            Supplier<Simulation> worlds,
            Consumer<? super Simulation> telling,
            Consumer<? super Simulation> ending,
            Allowed allowed,
            Duration limit) {
        this.story = story;
        this.worlds = worlds;
        this.telling = telling;
        this.ending = ending;
        this.allowed = allowed;
        this.limit = limit;
    }

    /**
     * A story that may go in one way only, until budgets are set.
     *
     * @param story its name
     * @param worlds builds the simulation in which it is told, a new one with each call
     * @param telling tells it
     * @return a scope without switches, crashes and freezes
     */
    public static SmallScope of(String story, Supplier<Simulation> worlds, Consumer<? super Simulation> telling) {
        return new SmallScope(
                Objects.requireNonNull(story, "story"),
                Objects.requireNonNull(worlds, "worlds"),
                Objects.requireNonNull(telling, "telling"),
                Simulation::settle,
                new Allowed(0, 0, 0, List.of()),
                LIMIT);
    }

    /**
     * How often in a run the turn is given to another process. That one goes on whose turn it is, or the next one begins,
     * when a step has ended, does not count.
     *
     * @param most 0 or more
     * @return a scope with this budget
     */
    public SmallScope switches(int most) {
        return with(new Allowed(notNegative(most), allowed.crashes(), allowed.freezes(), allowed.times()));
    }

    /**
     * How many processes die in a run.
     *
     * @param most 0 or more
     * @return a scope with this budget
     */
    public SmallScope crashes(int most) {
        return with(new Allowed(allowed.switches(), notNegative(most), allowed.freezes(), allowed.times()));
    }

    /**
     * How many processes are frozen in a run, and for how long. First the time passes, then the others end their steps.
     *
     * @param most 0 or more
     * @param times each freeze is as long as one of these
     * @return a scope with this budget
     */
    public SmallScope freezes(int most, Duration... times) {
        return with(new Allowed(allowed.switches(), allowed.crashes(), notNegative(most), Arrays.asList(times)));
    }

    private static int notNegative(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a budget of " + most + ": expected 0 or more");
        }
        return most;
    }

    private SmallScope with(Allowed other) {
        return new SmallScope(story, worlds, telling, ending, other, limit);
    }

    /** Of real time, for a round. */
    SmallScope limit(Duration other) {
        return new SmallScope(story, worlds, telling, ending, allowed, other);
    }

    /** For processes that export nothing, and so cannot recover. */
    SmallScope endsWith(Consumer<? super Simulation> other) {
        return new SmallScope(story, worlds, telling, other, allowed, limit);
    }

    /**
     * Tells the story in all ways.
     *
     * @return how many they are
     * @throws SmallScopeFailure if a promise was broken or an assertion of the story failed in one of them; or if it is not
     *     the same story each time, or hangs
     */
    public Explored explore() {
        Path path = new Path();
        long runs = 0;
        int deepest = 0;
        try (Lanes lanes = new Lanes(limit)) {
            do {
                runs++;
                run(path, lanes, allowed, path::ended, runs);
                deepest = Math.max(deepest, path.effects());
            } while (path.next());
        }
        return new Explored(story, runs, allowed.switches(), allowed.crashes(), allowed.freezes(), deepest);
    }

    /**
     * Tells the story once, with the choices of an earlier run. The budgets do not matter.
     *
     * @param choices what happens
     * @return the world at its end
     * @throws SmallScopeFailure if the run fails, or the story has no such choices any more
     */
    public Simulation replay(Choices choices) {
        Replay replay = new Replay(choices);
        try (Lanes lanes = new Lanes(limit)) {
            Allowed all = new Allowed(ANY, ANY, ANY, List.copyOf(choices.freezes()));
            return run(replay, lanes, all, replay::ended, 1);
        }
    }

    private Simulation run(Chooser chooser, Lanes lanes, Allowed budgets, Runnable ended, long number) {
        Simulation world = worlds.get();
        world.makeRounds(new Interleaving(chooser, lanes, budgets));
        try {
            telling.accept(world);
            ended.run();
            ending.accept(world);
            return world;
        } catch (RuntimeException | AssertionError e) {
            throw new SmallScopeFailure(story, number, chooser.made(), world.transcript(), e);
        }
    }

    @Override
    public String toString() {
        return "'" + story + "', " + allowed.switches() + " switches, " + allowed.crashes() + " crashes, "
                + allowed.freezes() + " freezes";
    }
}
