package io.github.dcie.examples.quickstart;

import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.ParameterStoreEmulator;

/** The state as parameters of SSM Parameter Store; nothing has to be there before. */
record ParameterStore(ParameterStoreEmulator ssm) implements StatePlace {

    @Override
    public StateStore open(FaultPlan plan) {
        return Service.inParameterStore(ssm.client(plan), ssm.clock());
    }

    @Override
    public void delete() throws StateStoreException {
        SsmStateStore.create(ssm.client()).delete(Service.JOB);
    }

    @Override
    public String writeOperation() {
        return "PutParameter";
    }

    @Override
    public String whereItIs() {
        return ssm.parameters().keySet().stream()
                .filter(name -> name.contains("/state/"))
                .reduce((older, newer) -> newer)
                .map(newest -> "parameter " + newest)
                .orElse("none yet");
    }
}
