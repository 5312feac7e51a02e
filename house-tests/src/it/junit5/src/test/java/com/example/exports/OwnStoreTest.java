package com.example.exports;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.StateStoreContract;

/** The published contract of stores. */
class OwnStoreTest extends StateStoreContract {

    private final InMemoryStateStore database = new InMemoryStateStore();

    @Override
    protected StateStore openStore() {
        return new OwnStore(database);
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) {
        database.typeOperatorAction(job, text);
    }

    @Override
    protected void plantForeignState(JobId job) {
        database.plantForeignState(job);
    }
}
