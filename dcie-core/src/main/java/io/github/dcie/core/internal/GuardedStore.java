package io.github.dcie.core.internal;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;

/** The caller's store; what it throws unchecked means what its contract's one exception means (S12). */
public final class GuardedStore implements StateStore {

    private final StateStore store;

    /** Guards a store. */
    public GuardedStore(StateStore store) {
        this.store = store;
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        try {
            return store.read(job);
        } catch (RuntimeException e) {
            throw unchecked("read", job, e);
        }
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        try {
            return store.write(job, write);
        } catch (RuntimeException e) {
            throw unchecked("write", job, e);
        }
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        try {
            store.request(job, action);
        } catch (RuntimeException e) {
            throw unchecked("request", job, e);
        }
    }

    private StateStoreException unchecked(String operation, JobId job, RuntimeException e) {
        return new StateStoreException(
                "state store " + store + " failed to " + operation + " job " + job + " with " + e
                        + "; nothing is lost, call again; a store should throw a StateStoreException that says what to do",
                e);
    }
}
