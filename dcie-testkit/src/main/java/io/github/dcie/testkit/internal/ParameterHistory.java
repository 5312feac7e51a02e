package io.github.dcie.testkit.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** What became of one name, as far back as a read may look. Not thread-safe. */
final class ParameterHistory {

    private final Deque<Change> oldestFirst = new ArrayDeque<>();

    ParameterHistory(Change first) {
        oldestFirst.add(first);
    }

    /**
     * A put or a deletion.
     *
     * @param at when
     * @param result the parameter from then on, if there is one
     */
    record Change(Instant at, Optional<Parameter> result) {}

    void add(Change change) {
        oldestFirst.add(change);
    }

    Change newest() {
        return oldestFirst.getLast();
    }

    Optional<Parameter> at(Instant then) {
        for (Iterator<Change> changes = oldestFirst.descendingIterator(); changes.hasNext(); ) {
            Change change = changes.next();
            if (!change.at().isAfter(then)) {
                return change.result();
            }
        }
        return Optional.empty();
    }

    /** Forgets what was superseded by then. */
    void forgetUntil(Instant then) {
        while (oldestFirst.size() > 1) {
            Change oldest = oldestFirst.removeFirst();
            if (oldestFirst.getFirst().at().isAfter(then)) {
                oldestFirst.addFirst(oldest);
                return;
            }
        }
    }

    /** Whether no read from then on finds anything. */
    boolean isOver(Instant then) {
        return newest().result().isEmpty() && !newest().at().isAfter(then);
    }
}
