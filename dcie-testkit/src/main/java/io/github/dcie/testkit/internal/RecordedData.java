package io.github.dcie.testkit.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Contents of a real table: what it held at first, and every write since, in order. Thread-safe. */
final class RecordedData implements TableData {

    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> initial;
    private final List<ItemChange> writes = new ArrayList<>();

    RecordedData(Map<Map<String, AttributeValue>, Map<String, AttributeValue>> initial) {
        this.initial = Map.copyOf(initial);
    }

    synchronized void add(ItemChange write) {
        writes.add(write);
    }

    @Override
    public synchronized Map<Map<String, AttributeValue>, Map<String, AttributeValue>> asOf(Instant time) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>(initial);
        for (ItemChange write : writes.subList(0, firstNotBefore(time))) {
            write.after().ifPresentOrElse(after -> items.put(write.keys(), after), () -> items.remove(write.keys()));
        }
        return items;
    }

    @Override
    public synchronized List<ItemChange> changes(Instant from, Instant to) {
        Map<Map<String, AttributeValue>, ItemChange> compacted = new LinkedHashMap<>();
        for (ItemChange write : writes.subList(firstNotBefore(from), firstNotBefore(to))) {
            compacted.merge(write.keys(), write, ItemChange::followedBy);
        }
        return compacted.values().stream().filter(ItemChange::isVisible).toList();
    }

    @Override
    public OptionalLong count(Instant time) {
        return OptionalLong.of(asOf(time).size());
    }

    private int firstNotBefore(Instant time) {
        long micros = Micros.ceil(time);
        int low = 0;
        int high = writes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (writes.get(middle).micros() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
