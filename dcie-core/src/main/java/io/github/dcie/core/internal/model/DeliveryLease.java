package io.github.dcie.core.internal.model;

import io.github.dcie.core.internal.timing.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who delivers the pending notices: all of them belong to one step at a time (N1). */
public sealed interface DeliveryLease {

    Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    /** Whoever comes next. */
    record Nobody() implements DeliveryLease {}

    /**
     * A step that is delivering them, or has died.
     *
     * @param step which step
     * @param at since when
     * @param failingSince when deliveries began to fail, if the last one did
     */
    record Claimed(String step, Instant at, Optional<Instant> failingSince) implements DeliveryLease {}

    /** The last delivery failed; it is tried again after a while. */
    record Failing(Instant first, Instant last) implements DeliveryLease {}

    default Optional<Instant> failingSince() {
        if (this instanceof Claimed claimed) {
            return claimed.failingSince();
        }
        return this instanceof Failing failing ? Optional.of(failing.first()) : Optional.empty();
    }

    /** Another step may be delivering right now. */
    default boolean isBusy(String step, Duration takeover, Instant now) {
        return this instanceof Claimed claimed
                && !claimed.step().equals(step)
                && !Backoff.isPast(claimed.at(), takeover, now);
    }

    /** A step may take the pending notices over and deliver them. */
    default boolean mayDeliver(String step, Duration takeover, Instant now) {
        if (this instanceof Failing failing) {
            return BACKOFF.isOver(failing.first(), failing.last(), now);
        }
        return !isBusy(step, takeover, now);
    }

    /** When the pending notices can be delivered next. */
    default Optional<Instant> freeAt(Duration takeover) {
        if (this instanceof Failing failing) {
            return Optional.of(BACKOFF.next(failing.first(), failing.last()));
        }
        return this instanceof Claimed claimed ? Optional.of(claimed.at().plus(takeover)) : Optional.empty();
    }
}
