package io.github.dcie.examples.quickstart;

import io.github.dcie.EventId;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.spi.Notifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The consumer: it knows an event by its id, so what is told again after trouble counts once. */
final class Inbox {

    private final Map<EventId, ExportEvent> events = new LinkedHashMap<>();

    /** Takes events in, and hands each new one on. */
    Notifier telling(Notifier reader) {
        return event -> {
            if (!events.containsKey(event.id())) {
                events.put(event.id(), event);
                reader.deliver(event);
            }
        };
    }

    /** The exports in the order in which they were announced. */
    List<ExportCommitted> chain() {
        return events.values().stream()
                .filter(ExportCommitted.class::isInstance)
                .map(ExportCommitted.class::cast)
                .toList();
    }
}
