package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.ReadRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of an export, each item once. Not thread-safe. */
final class Items {

    private final Map<Map<String, Object>, String> places = new HashMap<>();
    private final List<ReadRecord> records = new ArrayList<>();

    void add(ReadRecord record) {
        Optional<String> before = Optional.ofNullable(places.put(Canonical.of(record.keys()), record.place()));
        if (before.isPresent()) {
            throw new IllegalStateException(
                    record.place() + ": the item is in the export twice, the other one is in " + before.get());
        }
        records.add(record);
    }

    int size() {
        return records.size();
    }

    List<ReadRecord> records() {
        return records;
    }
}
