package io.github.dcie.replay.internal;

import io.github.dcie.replay.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.OptionalDouble;

/** How many write units a second are used, over all threads of one replay. Thread-safe. */
public final class WriteRate {

    private final OptionalDouble unitsPerSecond;
    private final InstantSource clock;
    private final Pause pause;
    private Instant free = Instant.MIN;

    public WriteRate(OptionalDouble unitsPerSecond, InstantSource clock, Pause pause) {
        this.unitsPerSecond = unitsPerSecond;
        this.clock = clock;
        this.pause = pause;
    }

    /** A write takes a unit for each beginning KB of the item (Developer Guide, capacity). */
    static long units(Collection<Action> actions) {
        return actions.stream().mapToLong(action -> units(action.bytes())).sum();
    }

    static long units(long bytes) {
        return Math.max(1, (bytes + 1023) / 1024);
    }

    void await(long units) throws InterruptedException {
        if (unitsPerSecond.isPresent()) {
            Duration wait = reserve(units, unitsPerSecond.getAsDouble());
            if (wait.compareTo(Duration.ZERO) > 0) {
                pause.of(wait);
            }
        }
    }

    private synchronized Duration reserve(long units, double rate) {
        Instant now = clock.instant();
        Instant from = free.isAfter(now) ? free : now;
        free = from.plusNanos(Math.round(units / rate * 1e9));
        return Duration.between(now, from);
    }
}
