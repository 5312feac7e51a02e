package io.github.dcie.sns;

/**
 * An event was not, or not surely, published. It stays pending, and is given to the notifier again (N1). The message begins
 * with what is the matter and names the topic, SNS's own words, and what to do.
 */
public final class SnsDeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    SnsDeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
