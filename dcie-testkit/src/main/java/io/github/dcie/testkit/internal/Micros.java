package io.github.dcie.testkit.internal;

import java.time.Instant;

/** Times as the records of an export show them: microseconds since 1970. */
final class Micros {

    private Micros() {}

    static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** The first whole microsecond at or after the time, so that "before it" and "before the time" mean the same. */
    static long ceil(Instant time) {
        return of(time.plusNanos(999));
    }
}
