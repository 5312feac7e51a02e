package io.github.dcie.micrometer;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StateStoreException;

/**
 * One step of an export job, as the coordinator makes it: {@code exports::advance}, or
 * {@code () -> exports.advanceWithin(left)} in a function with a deadline.
 */
@FunctionalInterface
public interface Step {

    /**
     * Goes one step on.
     *
     * @return what happened
     * @throws StateStoreException if the state could not be read or written
     */
    AdvanceOutcome advance() throws StateStoreException;
}
