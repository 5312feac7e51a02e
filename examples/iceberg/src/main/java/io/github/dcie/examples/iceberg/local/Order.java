package io.github.dcie.examples.iceberg.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dcie.examples.iceberg.Column;
import io.github.dcie.examples.iceberg.Columns;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An order as a row has it, or as an item of the shop's table has to become one; equal if both are the same.
 *
 * @param customer the partition key
 * @param order the sort key
 * @param state a declared column
 * @param price a declared column, exact to the cent
 * @param gift a declared column
 * @param item all attributes
 */
record Order(String customer, BigDecimal order, String state, BigDecimal price, boolean gift, JsonNode item) {

    /** What the Iceberg table looks like. */
    static final Columns COLUMNS = Columns.ofKeys(
                    Column.text("customer"), Column.number("order", 0).as("order_id"))
            .with(Column.text("state"))
            .with(Column.number("price", 2))
            .with(Column.bool("gift"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CENTS = 2;

    /** A row, whoever has read it. */
    static Order of(Function<String, Object> column) {
        try {
            return new Order(
                    column.apply("customer").toString(),
                    (BigDecimal) column.apply("order_id"),
                    column.apply("state").toString(),
                    (BigDecimal) column.apply("price"),
                    (Boolean) column.apply("gift"),
                    sorted(JSON.readTree(column.apply("item").toString())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the item of a row is no JSON", e);
        }
    }

    /** An item of the shop's table. */
    static Order of(Map<String, AttributeValue> item) {
        return new Order(
                attribute(item, "customer").s(),
                new BigDecimal(attribute(item, "order").n()),
                attribute(item, "state").s(),
                new BigDecimal(attribute(item, "price").n()).setScale(CENTS),
                attribute(item, "gift").bool(),
                sorted(attributes(item)));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).orElseThrow();
    }

    /** By what an order is found. */
    List<Object> key() {
        return List.of(customer, order);
    }

    private static ObjectNode attributes(Map<String, AttributeValue> values) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> all.set(name, json(value)));
        return all;
    }

    private static JsonNode json(AttributeValue value) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case B -> typed.put("B", base64(value.b()));
            case BOOL -> typed.put("BOOL", value.bool());
            case NUL -> typed.put("NULL", value.nul());
            case SS -> typed.set("SS", texts(value.ss()));
            case NS -> typed.set("NS", texts(value.ns()));
            case BS ->
                typed.set("BS", texts(value.bs().stream().map(Order::base64).toList()));
            case L ->
                typed.set(
                        "L",
                        JSON.valueToTree(value.l().stream().map(Order::json).toList()));
            case M -> typed.set("M", attributes(value.m()));
            default -> throw new IllegalArgumentException("unknown type " + value.type());
        }
        return typed;
    }

    private static ArrayNode texts(List<String> values) {
        return JSON.valueToTree(values);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }

    /** The elements of a set have no order. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> all.set(field.getKey(), sorted(field.getValue())));
            return all;
        }
        if (node instanceof ArrayNode array) {
            boolean isSet = !array.isEmpty() && array.get(0) instanceof TextNode;
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            StreamSupport.stream(array.spliterator(), false)
                    .map(Order::sorted)
                    .sorted((a, b) -> isSet ? a.asText().compareTo(b.asText()) : 0)
                    .forEach(all::add);
            return all;
        }
        return node;
    }
}
