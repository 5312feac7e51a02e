package io.github.dcie.examples.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's JSON, in which each value is an object of its type and its value (API reference, AttributeValue). Each method
 * finds the parser on the first token of what it reads, and leaves it on the last one. What is not as the reference says is
 * an {@link IOException}.
 */
final class TypedJson {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,200}([.][0-9]{1,200})?([eE][-+]?[0-9]{1,3})?");

    private TypedJson() {}

    static Map<String, AttributeValue> item(JsonParser json) throws IOException {
        require(json, JsonToken.START_OBJECT);
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (item.put(name, value(json)) != null) {
                throw new UnreadableException("an attribute twice");
            }
        }
        return item;
    }

    static AttributeValue value(JsonParser json) throws IOException {
        require(json, JsonToken.START_OBJECT);
        json.nextToken();
        require(json, JsonToken.FIELD_NAME);
        String type = json.currentName();
        json.nextToken();
        AttributeValue value = switch (type) {
            case "S" -> AttributeValue.fromS(text(json));
            case "N" -> AttributeValue.fromN(number(json));
            case "B" -> AttributeValue.fromB(bytes(json));
            case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
            case "NULL" -> AttributeValue.fromNul(json.getBooleanValue());
            case "SS" -> AttributeValue.fromSs(set(json, TypedJson::text));
            case "NS" -> AttributeValue.fromNs(set(json, TypedJson::number));
            case "BS" -> AttributeValue.fromBs(set(json, TypedJson::bytes));
            case "L" -> AttributeValue.fromL(all(json, TypedJson::value));
            case "M" -> AttributeValue.fromM(item(json));
            default ->
                throw new UnreadableException(
                        "an unknown attribute type, expected S, N, B, BOOL, NULL, SS, NS, BS, L or M");
        };
        json.nextToken();
        require(json, JsonToken.END_OBJECT);
        return value;
    }

    static String text(JsonParser json) throws IOException {
        require(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    static void require(JsonParser json, JsonToken expected) throws IOException {
        if (json.currentToken() != expected) {
            throw new UnreadableException("found " + json.currentToken() + ", expected " + expected);
        }
    }

    private static String number(JsonParser json) throws IOException {
        String number = text(json);
        if (!NUMBER.matcher(number).matches()) {
            throw new UnreadableException("an attribute of type N that is no number");
        }
        return number;
    }

    private static SdkBytes bytes(JsonParser json) throws IOException {
        require(json, JsonToken.VALUE_STRING);
        return SdkBytes.fromByteArray(json.getBinaryValue());
    }

    private interface Reading<T> {
        T of(JsonParser json) throws IOException;
    }

    private static <T> List<T> set(JsonParser json, Reading<T> reading) throws IOException {
        List<T> set = all(json, reading);
        if (set.isEmpty()) {
            throw new UnreadableException("an empty set, expected at least one element");
        }
        return set;
    }

    private static <T> List<T> all(JsonParser json, Reading<T> reading) throws IOException {
        require(json, JsonToken.START_ARRAY);
        List<T> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(reading.of(json));
        }
        return all;
    }
}
