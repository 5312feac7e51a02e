package io.github.dcie.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A table's point-in-time recovery: what can be restored, as a function of time. Not thread-safe. */
final class Recovery {

    static final int LONGEST_DAYS = 35;
    private static final Duration BEHIND = Duration.ofMinutes(5);

    private boolean enabled;
    private int days = LONGEST_DAYS;
    private Instant enabledAt = Instant.EPOCH;
    /** What was lost by a shorter period does not come back with a longer one. */
    private Instant floor = Instant.EPOCH;

    private Optional<Instant> latestStandsAt = Optional.empty();

    boolean isEnabled() {
        return enabled;
    }

    int days() {
        return days;
    }

    /** To enable what is enabled changes nothing; a new beginning forgets all history and any period. */
    void enable(Instant now) {
        if (!enabled) {
            enabled = true;
            days = LONGEST_DAYS;
            enabledAt = now;
            floor = now;
        }
    }

    void disable() {
        enabled = false;
        latestStandsAt = Optional.empty();
    }

    void standStill(Instant now) {
        latestStandsAt = Optional.of(latest(now));
    }

    void goOn() {
        latestStandsAt = Optional.empty();
    }

    /** A shorter period drops history at once; a longer one lets it grow from now on. */
    void keepFor(int newDays, Instant now) {
        floor = earliest(now);
        days = newDays;
        floor = earliest(now);
    }

    Instant earliest(Instant now) {
        return later(floor, now.minus(Duration.ofDays(days)));
    }

    Instant latest(Instant now) {
        return latestStandsAt.orElseGet(() -> later(enabledAt, now.minus(BEHIND)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
