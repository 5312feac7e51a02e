package io.github.dcie.core.internal.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For how long DynamoDB has been answering that there is no such export (F7). */
public final class Unseen {

    /** DynamoDB may not show an export at once; after this long "not found" means that it is gone (F7). */
    public static final Duration APPEARS_WITHIN = Duration.ofHours(1);

    private Unseen() {}

    /**
     * Since when "not found" has been the answer. A stored time from the future is a wrong clock's and begins anew (K7):
     * it must not shorten the hour.
     *
     * @param trusted the time by DynamoDB's clock
     */
    public static Instant since(Optional<Instant> stored, Instant trusted) {
        return stored.filter(since -> !since.isAfter(trusted.plus(Backoff.CLOCK_SKEW)))
                .orElse(trusted);
    }

    /** Whether "not found" has been the answer for so long that the export is gone (F7). */
    public static boolean isGone(Optional<Instant> unseenSince, Instant trusted) {
        return unseenSince
                .filter(since -> !trusted.isBefore(since.plus(APPEARS_WITHIN)))
                .isPresent();
    }
}
