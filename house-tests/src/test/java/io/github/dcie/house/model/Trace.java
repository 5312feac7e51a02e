package io.github.dcie.house.model;

import java.util.List;

/**
 * A life as the model's events.
 *
 * @param name letters, digits and underscores
 * @param events in the order in which they happened
 */
record Trace(String name, List<Event> events) {

    Trace {
        events = List.copyOf(events);
    }

    Trace named(String other) {
        return new Trace(other, events);
    }
}
