package io.github.dcie.examples.iceberg.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether rows are the items that they should be.
 *
 * @param items how many there should be
 * @param differences what is not the same, in words; empty if all is
 */
record Comparison(int items, List<String> differences) {

    private static final int SHOWN = 5;

    Comparison {
        differences = List.copyOf(differences);
    }

    static Comparison of(Collection<Order> items, Collection<Order> rows) {
        Map<List<Object>, Order> missing = new HashMap<>();
        items.forEach(item -> missing.put(item.key(), item));
        List<String> differences = new ArrayList<>();
        for (Order row : rows) {
            Optional<Order> item = Optional.ofNullable(missing.remove(row.key()));
            if (item.isEmpty()) {
                differences.add("only a row, or a second one: " + row);
            } else if (!item.get().equals(row)) {
                differences.add("item: " + item.get() + ", row: " + row);
            }
        }
        missing.values().forEach(item -> differences.add("only an item: " + item));
        return new Comparison(items.size(), differences);
    }

    boolean isIdentical() {
        return differences.isEmpty();
    }

    /** The verdict, and what the first differences are. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(items + " items: " + (isIdentical() ? "identical" : "NOT identical"));
        differences.stream().limit(SHOWN).forEach(difference -> lines.add("  " + difference));
        if (differences.size() > SHOWN) {
            lines.add("  and " + (differences.size() - SHOWN) + " more");
        }
        return lines;
    }
}
