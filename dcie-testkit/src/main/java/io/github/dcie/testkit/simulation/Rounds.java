package io.github.dcie.testkit.simulation;

/** How all processes of a simulation make a step at the same time. */
@FunctionalInterface
interface Rounds {

    /** Without threads, as in all of a plain simulation. */
    Rounds ONE_AFTER_THE_OTHER = world -> world.processes().forEach(SimulatedProcess::step);

    void together(Simulation world);
}
