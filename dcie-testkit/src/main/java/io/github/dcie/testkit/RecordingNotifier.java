package io.github.dcie.testkit;

import io.github.dcie.EventId;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportWindow;
import io.github.dcie.spi.Notifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notifier that remembers what it was told. {@link #deliveries()} shows repetitions, as delivery is at least once; the
 * other views show each event once, by its id. Thread-safe.
 */
public final class RecordingNotifier implements Notifier {

    private final List<ExportEvent> deliveries = new ArrayList<>();
    private final Map<EventId, ExportEvent> events = new LinkedHashMap<>();

    /** A notifier that was told nothing yet. */
    public RecordingNotifier() {}

    @Override
    public synchronized void deliver(ExportEvent event) {
        deliveries.add(event);
        events.putIfAbsent(event.id(), event);
    }

    /**
     * All that was delivered, repetitions included.
     *
     * @return in order of delivery
     */
    public synchronized List<ExportEvent> deliveries() {
        return List.copyOf(deliveries);
    }

    /**
     * The events of one kind, each once.
     *
     * @param type the kind
     * @param <E> the kind
     * @return in order of their first delivery
     */
    public synchronized <E extends ExportEvent> List<E> events(Class<E> type) {
        Collection<ExportEvent> all = events.values();
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * The windows that were announced as committed, each once.
     *
     * @return in order of their first delivery
     */
    public List<ExportWindow> committedWindows() {
        return events(ExportEvent.WindowCommitted.class).stream()
                .map(ExportEvent.WindowCommitted::window)
                .toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        deliveries.clear();
        events.clear();
    }
}
