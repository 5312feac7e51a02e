package io.github.dcie.house.model;

import io.github.dcie.spi.StepRecorder;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Stepper;

/** Starts processes of the coordinator as it is, or of one with a planted fault. */
@FunctionalInterface
public interface Coordinators {

    /** A process whose steps are recorded. */
    Stepper start(ProcessParts parts, StepRecorder recorder);
}
