package io.github.dcie.house.model;

import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.Timers;
import io.github.dcie.spi.StepRecorder;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Stepper;

/** The coordinator of whichever class loader this class is loaded by. */
public final class RealCoordinators implements Coordinators {

    /** For the class loader of a planted fault. */
    public RealCoordinators() {}

    @Override
    public Stepper start(ProcessParts parts, StepRecorder recorder) {
        ExportCoordinator.Builder builder = ExportCoordinator.builder(parts.job(), parts.dynamoDb(), parts.store())
                .notifier(parts.notifier())
                .completionCheck(parts.check())
                .clock(parts.clock())
                .recorder(recorder);
        return Timers.with(builder, parts.nanoTime()).build()::advance;
    }
}
