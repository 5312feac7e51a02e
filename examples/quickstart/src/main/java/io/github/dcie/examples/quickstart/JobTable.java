package io.github.dcie.examples.quickstart;

import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;

/** The state as an item of a DynamoDB table, which is there already. */
record JobTable(ExportEmulator aws) implements StatePlace {

    @Override
    public StateStore open(FaultPlan plan) {
        return Service.inJobTable(aws.client(plan));
    }

    @Override
    public String writeOperation() {
        return "UpdateItem";
    }

    @Override
    public String whereItIs() {
        return "item " + Service.JOB + " of table " + Service.JOB_TABLE;
    }
}
