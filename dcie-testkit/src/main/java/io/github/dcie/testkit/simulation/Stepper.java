package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StateStoreException;

/** Makes the steps of a simulated process; {@code coordinator::advance}. */
@FunctionalInterface
public interface Stepper {

    /**
     * Makes one step.
     *
     * @return what it came to
     * @throws StateStoreException if the store could not be read or written
     */
    AdvanceOutcome advance() throws StateStoreException;
}
