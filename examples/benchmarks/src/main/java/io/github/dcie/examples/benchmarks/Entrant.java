package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A contender that can be put into any world.
 *
 * @param name as the tables show it
 * @param in makes it
 */
record Entrant(String name, Function<World, Contender> in) {

    static Entrant library(String name, StateKeeping.Kind kind, Caller caller, int maxInFlight) {
        return new Entrant(name, world -> new Library(world, Library.ORDERS, kind, caller, maxInFlight));
    }

    static Entrant onJobTable() {
        return library("dcie, job table", StateKeeping::jobTable, Caller.following(), 2);
    }

    static Entrant onParameterStore() {
        return library("dcie, Parameter Store", StateKeeping::parameterStore, Caller.following(), 2);
    }

    static Entrant dciePolicy(Duration latency) {
        return new Entrant("DCIE policy", world -> new DciePolicy(world, latency));
    }

    static Entrant jobTablePolicy(Duration interval, Duration latency) {
        return new Entrant("job-table policy", world -> new JobTablePolicy(world, interval, latency));
    }

    /** One of each, with calls that take no time. */
    static List<Entrant> all() {
        return List.of(
                onJobTable(),
                onParameterStore(),
                dciePolicy(Duration.ZERO),
                jobTablePolicy(World.WINDOW, Duration.ZERO));
    }
}
