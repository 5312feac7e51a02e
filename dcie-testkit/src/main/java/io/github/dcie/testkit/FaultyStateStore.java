package io.github.dcie.testkit;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.internal.Effects;

/**
 * A state store with faults: what a {@link FaultPlan} says happens to its {@code read}, {@code write} and
 * {@code request}. A failure or a lost reply is a {@link StateStoreException}; a write whose reply is lost was applied.
 *
 * <p>Thread-safe if the store is.
 */
public final class FaultyStateStore implements StateStore {

    private final StateStore store;
    private final Effects effects;

    /**
     * A store that hands on to another one what its plan lets through.
     *
     * @param store the store
     * @param plan what goes wrong
     */
    public FaultyStateStore(StateStore store, FaultPlan plan) {
        this.store = store;
        this.effects = new Effects(plan);
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        return effects.perform("read", () -> store.read(job), fault -> failure("read", job, fault));
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        return effects.perform("write", () -> store.write(job, write), fault -> failure("write", job, fault));
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        effects.perform(
                "request",
                () -> {
                    store.request(job, action);
                    return action;
                },
                fault -> failure("request", job, fault));
    }

    private static StateStoreException failure(String operation, JobId job, FaultPlan.Fault fault) {
        return new StateStoreException("simulated " + fault + " at " + operation + " of job " + job);
    }
}
