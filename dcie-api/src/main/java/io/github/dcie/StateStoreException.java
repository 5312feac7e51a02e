package io.github.dcie;

/**
 * The state store could not be read or written. Nothing is lost: call again, unless it is an
 * {@link UnusableStateException}, which needs a person. It is a checked exception so that a
 * scheduler that drops a throwing task does not compile by accident.
 */
public class StateStoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message which job, which place, what went wrong, what to do; what is not printable is escaped
     */
    public StateStoreException(String message) {
        super(Printable.line(message));
    }

    /**
     * With a message and a cause.
     *
     * @param message which job, which place, what went wrong, what to do; what is not printable is escaped
     * @param cause what the store's own client said
     */
    public StateStoreException(String message, Throwable cause) {
        super(Printable.line(message), cause);
    }
}
