package io.github.dcie.examples.quickstart;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.Replay;
import io.github.dcie.replay.ReplayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether the exports, replayed from their files into another table in the order of the events, are the table, item by item
 * and attribute by attribute.
 *
 * @param windows how many windows were replayed after the full export
 * @param items how many items the table has
 * @param differences what is not the same, in words; empty if all is
 */
record Comparison(int windows, int items, List<String> differences) {

    private static final int SHOWN = 5;

    Comparison {
        differences = List.copyOf(differences);
    }

    /**
     * Replays the exports into a table beside the first.
     *
     * @param replay keeps such a table
     * @param tables where both are
     * @param table what the first one has
     */
    static Comparison of(
            List<ExportCommitted> chain,
            Replay replay,
            DynamoDbClient tables,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> table) {
        try {
            for (ExportCommitted event : chain) {
                replay.apply(event);
            }
            String copy = replay.position().orElseThrow().table();
            return new Comparison(chain.size() - 1, table.size(), differences(Shop.scan(tables, copy), table));
        } catch (ReplayException | UnsoundExportException | IOException unsound) {
            return new Comparison(chain.size() - 1, table.size(), List.of(String.valueOf(unsound.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while replaying", e);
        }
    }

    /** What two tables do not have in common. */
    static List<String> differences(
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> exported,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> table) {
        List<String> differences = new ArrayList<>();
        table.forEach((key, item) -> {
            Optional<Map<String, AttributeValue>> other = Optional.ofNullable(exported.get(key));
            if (other.isEmpty()) {
                differences.add("only in the table: " + item);
            } else if (!other.get().equals(item)) {
                differences.add("in the table: " + item + ", in the exports: " + other.get());
            }
        });
        exported.forEach((key, item) -> {
            if (!table.containsKey(key)) {
                differences.add("only in the exports: " + item);
            }
        });
        return differences;
    }

    boolean isIdentical() {
        return differences.isEmpty();
    }

    /** The verdict, and what the first differences are. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("1 full + " + windows + " incremental exports, " + items + " items: "
                + (isIdentical() ? "identical" : "NOT identical"));
        differences.stream().limit(SHOWN).forEach(difference -> lines.add("  " + difference));
        if (differences.size() > SHOWN) {
            lines.add("  and " + (differences.size() - SHOWN) + " more");
        }
        return lines;
    }
}
