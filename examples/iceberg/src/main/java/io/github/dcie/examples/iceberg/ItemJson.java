package io.github.dcie.examples.iceberg;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.TypedValue.Attributes;
import io.github.dcie.reader.TypedValue.Binary;
import io.github.dcie.reader.TypedValue.BinarySet;
import io.github.dcie.reader.TypedValue.Bool;
import io.github.dcie.reader.TypedValue.Elements;
import io.github.dcie.reader.TypedValue.Null;
import io.github.dcie.reader.TypedValue.Numeric;
import io.github.dcie.reader.TypedValue.NumericSet;
import io.github.dcie.reader.TypedValue.Text;
import io.github.dcie.reader.TypedValue.TextSet;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An item as DynamoDB's JSON: each value is an object of its type and its value, numbers as text with all their digits. Equal
 * items give equal texts, because attributes and the elements of sets are sorted.
 */
final class ItemJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ItemJson() {}

    static String write(Map<String, TypedValue> item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            attributes(json, item);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    /** What the API reference calls the type of a value. */
    static String type(TypedValue value) {
        return value.fold(new Types());
    }

    private static void attributes(JsonGenerator json, Map<String, TypedValue> values) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, TypedValue> attribute : new TreeMap<>(values).entrySet()) {
            json.writeFieldName(attribute.getKey());
            value(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, TypedValue value) throws IOException {
        json.writeStartObject();
        json.writeFieldName(type(value));
        if (value instanceof Text text) {
            json.writeString(text.value());
        } else if (value instanceof Numeric number) {
            json.writeString(number.value());
        } else if (value instanceof Binary binary) {
            json.writeString(binary.base64());
        } else if (value instanceof Bool bool) {
            json.writeBoolean(bool.value());
        } else if (value instanceof Null) {
            json.writeBoolean(true);
        } else if (value instanceof TextSet set) {
            sorted(json, set.values());
        } else if (value instanceof NumericSet set) {
            sorted(json, set.values());
        } else if (value instanceof BinarySet set) {
            sorted(json, set.base64());
        } else if (value instanceof Elements elements) {
            json.writeStartArray();
            for (TypedValue element : elements.values()) {
                value(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Attributes map) {
            attributes(json, map.values());
        }
        json.writeEndObject();
    }

    private static void sorted(JsonGenerator json, List<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values.stream().sorted().toList()) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static final class Types implements TypedValue.Cases<String> {

        @Override
        public String text(Text value) {
            return "S";
        }

        @Override
        public String number(Numeric value) {
            return "N";
        }

        @Override
        public String binary(Binary value) {
            return "B";
        }

        @Override
        public String bool(Bool value) {
            return "BOOL";
        }

        @Override
        public String nothing(Null value) {
            return "NULL";
        }

        @Override
        public String texts(TextSet value) {
            return "SS";
        }

        @Override
        public String numbers(NumericSet value) {
            return "NS";
        }

        @Override
        public String binaries(BinarySet value) {
            return "BS";
        }

        @Override
        public String list(Elements value) {
            return "L";
        }

        @Override
        public String map(Attributes value) {
            return "M";
        }
    }
}
