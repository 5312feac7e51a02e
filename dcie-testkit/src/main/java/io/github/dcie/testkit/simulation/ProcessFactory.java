package io.github.dcie.testkit.simulation;

/** Starts a simulated process: builds what a real one would build when it starts. */
@FunctionalInterface
public interface ProcessFactory {

    /**
     * Starts a process. Called when the simulation is built, and again after each crash, restart and change of the
     * configuration; nothing may be kept from one start to the next but through the store.
     *
     * @param parts what the process is to use, with its faults in it
     * @return its steps
     */
    Stepper start(ProcessParts parts);
}
