package io.github.dcie.ssm;

import io.github.dcie.spi.OperatorRequest;
import java.time.Instant;
import java.util.List;

/**
 * What a store object remembers of a job: floors for what it reads, and where to go on.
 *
 * @param revision the newest revision that it has seen or written; 0 if there was positively none
 * @param confirmed when that revision was last seen, or written, as the newest
 * @param marker whether the marker was seen
 * @param operator the newest operator request that it has seen
 * @param oldest where the oldest revisions are that may still be there; a multiple of ten and one more
 * @param newestSeen when, by AWS's clock, the newest revision seen in a read was written
 * @param strays revisions of late writers, below the unbroken run
 */
record ReadFloor(
        long revision,
        Stopwatch.Mark confirmed,
        boolean marker,
        OperatorRequest operator,
        long oldest,
        Instant newestSeen,
        List<Long> strays) {

    ReadFloor wrote(long written, Stopwatch.Mark begun) {
        return new ReadFloor(written, begun, true, operator, oldest, newestSeen, strays);
    }

    ReadFloor pruned(long from) {
        return new ReadFloor(revision, confirmed, marker, operator, from, newestSeen, List.of());
    }

    /** With what was seen after it, or by another thread: the newer of everything. */
    ReadFloor and(ReadFloor other) {
        boolean newer = revision != other.revision ? revision > other.revision : confirmed.isAfter(other.confirmed);
        ReadFloor ahead = newer ? this : other;
        return new ReadFloor(
                ahead.revision,
                ahead.confirmed,
                marker || other.marker,
                newer(operator, other.operator),
                Math.max(oldest, other.oldest),
                newestSeen.isAfter(other.newestSeen) ? newestSeen : other.newestSeen,
                ahead.strays);
    }

    /** Nothing older than what was seen is accepted, of the operator action either. */
    static OperatorRequest newer(OperatorRequest one, OperatorRequest other) {
        return other.number().orElse(-1) > one.number().orElse(-1) ? other : one;
    }
}
