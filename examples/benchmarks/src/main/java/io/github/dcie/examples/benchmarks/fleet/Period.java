package io.github.dcie.examples.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;

/** The time that is measured, its end not included. */
record Period(Instant from, Instant to) {

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
