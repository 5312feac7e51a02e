package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's JSON: every value is an object with one field, its type. */
final class DynamoJson {

    private DynamoJson() {}

    static void writeItem(JsonGenerator json, Map<String, AttributeValue> item) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            json.writeFieldName(attribute.getKey());
            writeValue(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
        json.writeStartObject();
        json.writeFieldName(
                value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name());
        switch (value.type()) {
            case S -> json.writeString(value.s());
            case N -> json.writeString(value.n());
            case B -> json.writeBinary(value.b().asByteArray());
            case BOOL -> json.writeBoolean(value.bool());
            case NUL -> json.writeBoolean(value.nul());
            case SS -> writeStrings(json, value.ss());
            case NS -> writeStrings(json, value.ns());
            case BS -> {
                json.writeStartArray();
                for (SdkBytes bytes : value.bs()) {
                    json.writeBinary(bytes.asByteArray());
                }
                json.writeEndArray();
            }
            case L -> {
                json.writeStartArray();
                for (AttributeValue element : value.l()) {
                    writeValue(json, element);
                }
                json.writeEndArray();
            }
            case M -> writeItem(json, value.m());
            default -> throw new IllegalArgumentException("an attribute value has none of DynamoDB's types");
        }
        json.writeEndObject();
    }

    private static void writeStrings(JsonGenerator json, List<String> strings) throws IOException {
        json.writeStartArray();
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    /** Reads an item; the parser stands on its opening brace, and on its closing one afterwards. */
    static Map<String, AttributeValue> readItem(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (item.put(name, readValue(json)) != null) {
                throw new MalformedLine("an attribute is there twice");
            }
        }
        expect(json, JsonToken.END_OBJECT);
        return item;
    }

    static AttributeValue readValue(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        json.nextToken();
        expect(json, JsonToken.FIELD_NAME);
        String type = json.currentName();
        json.nextToken();
        AttributeValue value = switch (type) {
            case "S" -> AttributeValue.fromS(text(json));
            case "N" -> AttributeValue.fromN(ItemRules.number(text(json)));
            case "B" -> AttributeValue.fromB(binary(json));
            case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
            case "NULL" -> readNull(json);
            case "SS" -> AttributeValue.fromSs(ItemRules.strings(readAll(json, DynamoJson::text)));
            case "NS" -> AttributeValue.fromNs(ItemRules.numbers(readAll(json, p -> ItemRules.number(text(p)))));
            case "BS" -> AttributeValue.fromBs(ItemRules.binaries(readAll(json, DynamoJson::binary)));
            case "L" -> AttributeValue.fromL(readAll(json, DynamoJson::readValue));
            case "M" -> AttributeValue.fromM(readItem(json));
            default -> throw new MalformedLine("an attribute's type is none of DynamoDB's");
        };
        json.nextToken();
        expect(json, JsonToken.END_OBJECT);
        return value;
    }

    private static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static SdkBytes binary(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return SdkBytes.fromByteArray(json.getBinaryValue());
    }

    private static AttributeValue readNull(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_TRUE);
        return AttributeValue.fromNul(true);
    }

    private interface Element<T> {
        T read(JsonParser json) throws IOException;
    }

    private static <T> List<T> readAll(JsonParser json, Element<T> element) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        List<T> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(element.read(json));
        }
        return all;
    }

    static void expect(JsonParser json, JsonToken expected) throws IOException {
        if (json.currentToken() != expected) {
            throw new MalformedLine("found " + json.currentToken() + " at column "
                    + json.currentTokenLocation().getColumnNr() + ": expected " + expected);
        }
    }
}
