package com.example.exports;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.InMemoryStateStore;

/** A store of one's own. */
final class OwnStore implements StateStore {

    private final InMemoryStateStore database;

    OwnStore(InMemoryStateStore database) {
        this.database = database;
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        return database.read(job);
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        return database.write(job, write);
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        database.request(job, action);
    }
}
