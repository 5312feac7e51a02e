package io.github.dcie;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a step does as soon as it is due, and why.
 *
 * @param kind what it does
 * @param dueAt a step at that time or later does it; not after now: the next step does it
 * @param callAt when a call for it is best, never before it is due; empty if no call is made for it alone
 * @param why the reason, on one line; never empty
 */
public record DueAction(Kind kind, Instant dueAt, Optional<Instant> callAt, String why) {

    /** What a step does. May grow. */
    public enum Kind {
        /** It describes an export that runs; there are slots for it, of a minute at first, which close again. */
        DESCRIBE,
        /** It asks DynamoDB for the table's facts, and plans and requests exports, or gives one up, by them. */
        DECIDE,
        /** It delivers events. */
        DELIVER
    }

    /**
     * Checks the values and makes the reason fit for one line.
     *
     * @param kind what it does
     * @param dueAt a step at that time or later does it
     * @param callAt when a call for it is best; may be empty
     * @param why the reason
     * @throws IllegalArgumentException if {@code callAt} is before {@code dueAt}
     */
    public DueAction {
        Objects.requireNonNull(kind, "kind");
        callAt.filter(call -> call.isBefore(dueAt)).ifPresent(call -> {
            throw new IllegalArgumentException("callAt " + call + ": expected " + dueAt + ", when it is due, or later");
        });
        why = Printable.line(why);
    }

    /**
     * The action for people, on one line.
     *
     * @return for example {@code DECIDE at 2026-01-14T12:16:00Z: the next window is over}
     */
    @Override
    public String toString() {
        return kind + " at " + dueAt + ": " + why;
    }
}
