package io.github.dcie.core.internal.effect;

import io.github.dcie.StateStoreException;

/**
 * What a store threw, as data. The exception itself is for the caller alone: no decision depends on it, so two failures of
 * the same text are equal.
 */
public record Failure(String message, Thrown thrown) {

    /** An exception; equal to any other. */
    public record Thrown(Throwable value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Thrown;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    static Failure of(Throwable thrown) {
        return new Failure(String.valueOf(thrown.getMessage()), new Thrown(thrown));
    }

    /** For the caller. */
    public StateStoreException asException() {
        return thrown.value() instanceof StateStoreException known
                ? known
                : new StateStoreException(message, thrown.value());
    }
}
