package io.github.dcie.core;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;

/** A store that counts. */
public final class CountingStore implements StateStore {

    private final StateStore store;
    private long reads;
    private long writes;

    public CountingStore(StateStore store) {
        this.store = store;
    }

    public long reads() {
        return reads;
    }

    public long writes() {
        return writes;
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        reads++;
        return store.read(job);
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        writes++;
        return store.write(job, write);
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        store.request(job, action);
    }
}
