package io.github.dcie.core.internal.effect;

/** What became of a delivery. */
public sealed interface DeliveryResult {

    /** The notifier returned. */
    record Delivered() implements DeliveryResult {}

    /** It threw; the event is still pending. */
    record Refused(String message) implements DeliveryResult {}
}
