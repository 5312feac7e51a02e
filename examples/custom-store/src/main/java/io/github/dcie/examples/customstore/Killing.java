package io.github.dcie.examples.customstore;

import io.github.dcie.testkit.FaultPlan;

/**
 * The process dies when DynamoDB has accepted an export, before it can write that down. A library that survives errors would
 * go on with its step; what is dead reaches nothing any more.
 */
final class Killing implements FaultPlan {

    private boolean isDead;

    @Override
    public Fault next(String operation, long call) {
        if (isDead) {
            return Fault.CRASH_BEFORE;
        }
        isDead = operation.equals("ExportTableToPointInTime");
        return isDead ? Fault.CRASH_AFTER : Fault.NONE;
    }
}
