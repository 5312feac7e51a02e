package io.github.dcie.examples.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far the step that is being made has got. The clock stands still during a step, as steps of other workers lie within
 * it: the step decides by the time at which it begins, as every step does (S14), and its calls are dated by what they and
 * those before them take.
 */
final class StepTime {

    private final InstantSource clock;
    private Duration soFar = Duration.ZERO;

    StepTime(InstantSource clock) {
        this.clock = clock;
    }

    void begin() {
        soFar = Duration.ZERO;
    }

    /** A call is made, and takes its time. */
    Instant call(Operation operation) {
        Instant at = clock.instant().plus(soFar);
        soFar = soFar.plus(operation.takes());
        return at;
    }

    Duration taken() {
        return soFar;
    }
}
