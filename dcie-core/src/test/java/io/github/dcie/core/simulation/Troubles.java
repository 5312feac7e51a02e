package io.github.dcie.core.simulation;

import io.github.dcie.testkit.FaultPlan;
import java.util.function.Consumer;

/** The faults of one simulated process; another plan can be put in for each step. */
final class Troubles implements FaultPlan {

    private FaultPlan current = FaultPlan.none();
    private int effects;

    /** The next step has this fault. */
    void next(FaultPlan plan) {
        current = plan;
        effects = 0;
    }

    /** In the next step something happens at one side of an effect. */
    void next(int effect, When side, Runnable happens) {
        next(at(effect, side, when -> happens.run()));
    }

    private FaultPlan at(int effect, When side, Consumer<When> happens) {
        return FaultPlan.none().withBoundary((operation, when) -> {
            if (when == side && effects == effect) {
                // once: what happens may itself come by here
                next(FaultPlan.none());
                happens.accept(when);
            }
        });
    }

    @Override
    public Fault next(String operation, long call) {
        return current.next(operation, call);
    }

    @Override
    public void reached(String operation, When when) {
        if (when == When.BEFORE) {
            effects++;
        }
        current.reached(operation, when);
    }
}
