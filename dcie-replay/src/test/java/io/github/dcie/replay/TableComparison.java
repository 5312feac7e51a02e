package io.github.dcie.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * Whether two tables have the same items, attribute by attribute.
 *
 * @param items how many the first has
 * @param differences what is not the same, in words; empty if all is
 */
record TableComparison(int items, List<String> differences) {

    private static final int SHOWN = 5;

    TableComparison {
        differences = List.copyOf(differences);
    }

    static TableComparison of(DynamoDbClient dynamoDb, String table, String copy) {
        List<String> keys = dynamoDb.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> expected = scan(dynamoDb, table, keys);
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = scan(dynamoDb, copy, keys);
        List<String> differences = new ArrayList<>();
        expected.forEach((key, item) -> {
            Optional<Map<String, AttributeValue>> other = Optional.ofNullable(found.remove(key));
            if (other.isEmpty()) {
                differences.add("only in " + table + ": " + item);
            } else if (!other.get().equals(item)) {
                differences.add("in " + table + ": " + item + ", in " + copy + ": " + other.get());
            }
        });
        found.values().forEach(item -> differences.add("only in " + copy + ": " + item));
        return new TableComparison(expected.size(), differences);
    }

    private static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> scan(
            DynamoDbClient dynamoDb, String table, List<String> keys) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
        dynamoDb.scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> {
                    Map<String, AttributeValue> key = new LinkedHashMap<>(item);
                    key.keySet().retainAll(keys);
                    items.put(key, sorted(item));
                });
        return items;
    }

    /** Sets have no order, but their SDK objects have. */
    private static Map<String, AttributeValue> sorted(Map<String, AttributeValue> item) {
        return item.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> sorted(entry.getValue())));
    }

    private static AttributeValue sorted(AttributeValue value) {
        return switch (value.type()) {
            case SS -> AttributeValue.fromSs(value.ss().stream().sorted().toList());
            case NS -> AttributeValue.fromNs(value.ns().stream().sorted().toList());
            case BS ->
                AttributeValue.fromBs(value.bs().stream()
                        .sorted(Comparator.comparing(SdkBytes::asByteBuffer))
                        .toList());
            case L ->
                AttributeValue.fromL(
                        value.l().stream().map(TableComparison::sorted).toList());
            case M -> AttributeValue.fromM(sorted(value.m()));
            default -> value;
        };
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
