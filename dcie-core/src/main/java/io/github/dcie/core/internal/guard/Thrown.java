package io.github.dcie.core.internal.guard;

import java.util.Optional;

/**
 * What the user's code has thrown in a step. Whatever that is, it is a failed call; but what only the JVM's owner can deal
 * with, such as an OutOfMemoryError, goes on to the caller after the step has taken note of it (S17). Used by one step.
 */
public final class Thrown {

    private Optional<VirtualMachineError> fatal = Optional.empty();

    /** Takes note of it. */
    public void accept(Throwable thrown) {
        if (fatal.isEmpty() && thrown instanceof VirtualMachineError error) {
            fatal = Optional.of(error);
        }
    }

    /** Throws what the caller must see, if anything. */
    public void rethrow() {
        if (fatal.isPresent()) {
            throw fatal.get();
        }
    }
}
