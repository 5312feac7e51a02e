package io.github.dcie.testkit.simulation;

import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.FaultPlan;
import java.time.InstantSource;

/**
 * Opens a store for one process, or for the operator. It is called each time a process starts; all that it gives must
 * work on the same storage.
 */
@FunctionalInterface
public interface StoreFactory {

    /**
     * Opens the store.
     *
     * @param faults what happens to the calls that the store makes itself, for its client: each of them is an effect of
     *     the process, at which it may die or freeze, and whose reply may be lost
     * @param clock the process's clock, which may be wrong
     * @return a new store object
     */
    StateStore open(FaultPlan faults, InstantSource clock);
}
