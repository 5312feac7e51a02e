package io.github.dcie.core.internal.guard;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * The caller's store; whatever it throws, and null for an answer, means what its contract's one exception means (S12,
 * S17).
 */
public final class GuardedStore implements StateStore {

    private final StateStore store;

    /** Guards a store. */
    public GuardedStore(StateStore store) {
        this.store = store;
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        try {
            return answered(store.read(job));
        } catch (StateStoreException e) {
            throw e;
        } catch (Throwable e) { // S17
            throw unchecked("read", job, e);
        }
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        try {
            return answered(store.write(job, write));
        } catch (StateStoreException e) {
            throw e;
        } catch (Throwable e) { // S17
            throw unchecked("write", job, e);
        }
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        try {
            store.request(job, action);
        } catch (StateStoreException e) {
            throw e;
        } catch (Throwable e) { // S17
            throw unchecked("request", job, e);
        }
    }

    private static <T> T answered(@Nullable T answer) {
        if (answer == null) {
            throw new IllegalStateException("it answered null");
        }
        return answer;
    }

    private StateStoreException unchecked(String operation, JobId job, Throwable e) {
        return new StateStoreException(
                "state store " + store + " failed to " + operation + " job " + job + " with " + Trouble.words(e)
                        + "; nothing is lost, call again; a store should throw a StateStoreException that says what to do",
                e);
    }
}
