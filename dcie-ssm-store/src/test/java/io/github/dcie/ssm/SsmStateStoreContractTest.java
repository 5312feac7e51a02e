package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.StateStoreContract;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The contract on reads that show the newest; what stale ones do is another test's. */
class SsmStateStoreContractTest extends StateStoreContract {

    final ParameterStoreEmulator ssm = ParameterStoreEmulator.create();

    @Override
    protected StateStore openStore() {
        return SsmStateStore.builder(ssm.client()).clock(ssm.clock()).build();
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) {
        ssm.client()
                .putParameter(put -> put.name("/dcie/" + job + "/workflow-action")
                        .value(text)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    @Override
    protected void plantForeignState(JobId job) {
        ssm.put("/dcie/" + job + "/state/000000000001", "somebody else's");
    }
}
