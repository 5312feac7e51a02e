package io.github.dcie.testkit.internal;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item says, whatever the order in which it says it: the elements of a set have no order (Developer Guide, data
 * types), attributes have none, and numbers are what they are worth.
 */
public final class Canonical {

    private Canonical() {}

    private record Typed(AttributeValue.Type type, Object value) {}

    /**
     * An item, comparable by {@code equals}.
     *
     * @param item the item, or a part of one
     * @return equal for two items exactly if DynamoDB would call them equal
     */
    public static Map<String, Object> of(Map<String, AttributeValue> item) {
        Map<String, Object> canonical = new HashMap<>();
        item.forEach((name, value) -> canonical.put(name, of(value)));
        return canonical;
    }

    private static Object of(AttributeValue value) {
        return switch (value.type()) {
            case N -> number(value.n());
            case SS -> new Typed(value.type(), Set.copyOf(value.ss()));
            case NS ->
                new Typed(
                        value.type(), value.ns().stream().map(Canonical::number).collect(Collectors.toSet()));
            case BS -> new Typed(value.type(), Set.copyOf(value.bs()));
            case L ->
                new Typed(value.type(), value.l().stream().map(Canonical::of).toList());
            case M -> new Typed(value.type(), of(value.m()));
            default -> value;
        };
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }
}
