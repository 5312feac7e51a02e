package io.github.dcie.ssm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Measures how long ago something was, by the clock and by the machine's timer, whichever shows more (S15). */
record Stopwatch(InstantSource clock, LongSupplier nanoTime) {

    /** A point in time that a duration is measured from. */
    record Mark(Instant at, long nanos) {

        /** Whether it is the later of two, even if the clock was set back between them. */
        boolean isAfter(Mark other) {
            long passed = nanos - other.nanos;
            return passed == 0 ? at.isAfter(other.at) : passed > 0;
        }
    }

    Mark now() {
        return new Mark(clock.instant(), nanoTime.getAsLong());
    }

    Duration since(Mark mark) {
        Duration byClock = Duration.between(mark.at(), clock.instant());
        Duration byTimer = Duration.ofNanos(nanoTime.getAsLong() - mark.nanos());
        return byClock.compareTo(byTimer) > 0 ? byClock : byTimer;
    }
}
