package io.github.dcie.examples.quickstart;

import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.FaultPlan;

/** Where the export job's state is: a part of the world, which stays when a process dies. */
sealed interface StatePlace permits JobTable, ParameterStore {

    /**
     * The store of a process that starts. A store remembers what it has seen, and a process that dies takes that with it;
     * so each has its own.
     *
     * @param plan what happens to the process
     */
    StateStore open(FaultPlan plan);

    /** Somebody deletes it, as nobody should while the job goes on. */
    void delete() throws StateStoreException;

    /** AWS's name of the operation that writes the state. */
    String writeOperation();

    /** What a person looks for to see the state. */
    String whereItIs();
}
