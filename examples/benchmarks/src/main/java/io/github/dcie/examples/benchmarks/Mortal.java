package io.github.dcie.examples.benchmarks;

import io.github.dcie.testkit.FaultPlan;

/**
 * The plan of one process, which dies once. A library that survives errors would go on with its step; what is dead reaches
 * nothing any more.
 */
final class Mortal implements FaultPlan {

    private final FaultPlan plan;
    private boolean isDead;

    Mortal(FaultPlan plan) {
        this.plan = plan;
    }

    @Override
    public Fault next(String operation, long call) {
        if (isDead) {
            return Fault.CRASH_BEFORE;
        }
        Fault fault = plan.next(operation, call);
        isDead = fault == Fault.CRASH_BEFORE || fault == Fault.CRASH_AFTER;
        return fault;
    }

    @Override
    public void reached(String operation, When when) {
        plan.reached(operation, when);
    }
}
