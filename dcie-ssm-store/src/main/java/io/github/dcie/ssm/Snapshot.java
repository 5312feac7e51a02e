package io.github.dcie.ssm;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was seen of a job in one or more reads of Parameter Store. Each parameter may have been seen as it was some time
 * ago, and a different time for each: no read after a write is promised (API reference, GetParametersByPath: "best
 * effort").
 */
final class Snapshot {

    /** A parameter as it was seen. */
    record Seen(String value, long version, Instant modified) {}

    private final NavigableMap<Long, Seen> revisions = new TreeMap<>();
    private Optional<Seen> marker = Optional.empty();
    private Optional<Seen> action = Optional.empty();
    private Optional<Instant> awsTime = Optional.empty();

    void revision(long number, Seen seen) {
        if (number == 0) {
            marker = Optional.of(seen);
        } else {
            revisions.put(number, seen);
        }
    }

    void action(Seen seen) {
        action = Optional.of(seen);
    }

    /** What time AWS says it is, in the last answer that says so. */
    void answered(Optional<Instant> time) {
        awsTime = time.or(() -> awsTime);
    }

    Optional<Instant> awsTime() {
        return awsTime;
    }

    Optional<Seen> marker() {
        return marker;
    }

    Optional<Seen> action() {
        return action;
    }

    /** All revisions seen, the marker not among them. */
    NavigableMap<Long, Seen> revisions() {
        return revisions;
    }

    /** A revision as it was seen. */
    Optional<Seen> at(long number) {
        return Optional.ofNullable(revisions.get(number));
    }

    boolean has(long number) {
        return number == 0 ? marker.isPresent() : revisions.containsKey(number);
    }

    /** The end of the unbroken run that begins with a revision that was seen. */
    long endOfRunFrom(long number) {
        long end = number;
        while (revisions.containsKey(end + 1)) {
            end++;
        }
        return end;
    }

    /** The beginning of the unbroken run that ends with a revision that was seen. */
    long beginOfRunTo(long number) {
        long begin = number;
        while (revisions.containsKey(begin - 1)) {
            begin--;
        }
        return begin;
    }

    /** Whether the two before a revision were seen, as far as they ever existed; the marker counts as revision 0. */
    boolean hasNeighbours(long number) {
        return has(number - 1) && (number == 1 || has(number - 2));
    }
}
