package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportSignal;
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

    /**
     * Makes one step because of a signal, which may be forged, foreign, late or repeated. A stepper that knows no signals
     * makes its usual step.
     *
     * @param signal that an export may be complete
     * @return what it came to
     * @throws StateStoreException if the store could not be read or written
     */
    default AdvanceOutcome advance(ExportSignal signal) throws StateStoreException {
        return advance();
    }
}
