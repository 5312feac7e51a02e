package io.github.dcie.testkit;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;

final class InMemoryStateStoreTest extends StateStoreContract {

    private final InMemoryStateStore storage = new InMemoryStateStore();

    @Override
    protected StateStore openStore() {
        return InMemoryStateStore.sharing(storage);
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) {
        storage.typeOperatorAction(job, text);
    }

    @Override
    protected void plantForeignState(JobId job) {
        storage.plantForeignState(job);
    }
}
