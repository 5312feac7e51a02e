package io.github.dcie.replay.internal.undo;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.replay.internal.Images;
import io.github.dcie.replay.internal.SdkItems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The conditional write that takes one change back (U4). Used once. */
final class PutBack {

    /**
     * An expression has at most 300 operators and 4 KB (Developer Guide, expression parameters). What differs comes first;
     * the rest was compared when the item was read.
     */
    private static final int MOST_ATTRIBUTES = 100;

    private final NetChange change;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    private PutBack(NetChange change) {
        this.change = change;
    }

    static TransactWriteItem of(NetChange change, String table) {
        return new PutBack(change).write(table);
    }

    private TransactWriteItem write(String table) {
        Optional<Map<String, TypedValue>> before = change.before();
        if (before.isEmpty()) {
            String condition = stillAsLeft();
            return TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(table)
                            .key(SdkItems.written(change.keys()))
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values))
                    .build();
        }
        if (change.left().isEmpty()) {
            String condition = "attribute_not_exists("
                    + name(change.keys().keySet().iterator().next()) + ")";
            return TransactWriteItem.builder()
                    .put(put -> put.tableName(table)
                            .item(SdkItems.written(before.get()))
                            .conditionExpression(condition)
                            .expressionAttributeNames(names))
                    .build();
        }
        String condition = stillAsLeft();
        return differing().size() > MOST_ATTRIBUTES
                ? replacement(table, before.get(), condition)
                : update(table, before.get(), condition);
    }

    private TransactWriteItem replacement(String table, Map<String, TypedValue> before, String condition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(SdkItems.written(before))
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    /** Attribute by attribute, so that one which somebody adds at this moment survives. */
    private TransactWriteItem update(String table, Map<String, TypedValue> before, String condition) {
        List<String> set = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        for (String attribute : differing()) {
            if (before.containsKey(attribute)) {
                set.add(name(attribute) + " = " + value(before.get(attribute)));
            } else {
                remove.add(name(attribute));
            }
        }
        String expression = (set.isEmpty() ? "" : "SET " + String.join(", ", set) + " ")
                + (remove.isEmpty() ? "" : "REMOVE " + String.join(", ", remove));
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(SdkItems.written(change.keys()))
                        .updateExpression(expression.strip())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    private String stillAsLeft() {
        Map<String, TypedValue> left = change.left().orElseThrow();
        Set<String> differing = differing();
        List<String> order = new ArrayList<>(differing);
        left.keySet().stream().filter(name -> !differing.contains(name)).forEach(order::add);
        List<String> conditions = new ArrayList<>();
        for (String attribute : order.subList(0, Math.min(MOST_ATTRIBUTES, order.size()))) {
            conditions.add(
                    left.containsKey(attribute)
                            ? name(attribute) + " = " + value(left.get(attribute))
                            : "attribute_not_exists(" + name(attribute) + ")");
        }
        return String.join(" AND ", conditions);
    }

    private Set<String> differing() {
        Map<String, TypedValue> left = change.left().orElse(Map.of());
        Map<String, TypedValue> before = change.before().orElse(Map.of());
        Set<String> differing = new TreeSet<>(left.keySet());
        differing.addAll(before.keySet());
        differing.removeIf(name -> left.containsKey(name)
                && before.containsKey(name)
                && Images.canonical(left.get(name)).equals(Images.canonical(before.get(name))));
        return differing;
    }

    private String name(String attribute) {
        String placeholder = "#n" + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    private String value(TypedValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, SdkItems.written(value));
        return placeholder;
    }
}
