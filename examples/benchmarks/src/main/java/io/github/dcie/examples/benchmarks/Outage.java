package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which something does not work.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
record Outage(Instant from, Instant to) {

    static Outage of(Instant from, Duration length) {
        return new Outage(from, from.plus(length));
    }

    boolean covers(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
