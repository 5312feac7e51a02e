package io.github.dcie.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Items in DynamoDB's JSON, by Jackson's generator. */
final class WrittenJson implements TypedValue.Cases<Object> {

    private final JsonGenerator json;

    private WrittenJson(JsonGenerator json) {
        this.json = json;
    }

    static String item(Map<String, TypedValue> item, boolean ascii) {
        StringWriter text = new StringWriter();
        JsonFactory factory = JsonFactory.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
                .build();
        try (JsonGenerator json = factory.createGenerator(text)) {
            new WrittenJson(json).attributes(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Writing {
        void write() throws IOException;
    }

    private Object object(String type, Writing writing) {
        try {
            json.writeStartObject();
            json.writeFieldName(type);
            writing.write();
            json.writeEndObject();
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void attributes(Map<String, TypedValue> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, TypedValue> entry : map.entrySet()) {
            json.writeFieldName(entry.getKey());
            entry.getValue().fold(this);
        }
        json.writeEndObject();
    }

    private Object array(String type, List<String> values) {
        return object(type, () -> json.writeArray(values.toArray(String[]::new), 0, values.size()));
    }

    @Override
    public Object text(TypedValue.Text value) {
        return object("S", () -> json.writeString(value.value()));
    }

    @Override
    public Object number(TypedValue.Numeric value) {
        return object("N", () -> json.writeString(value.value()));
    }

    @Override
    public Object binary(TypedValue.Binary value) {
        return object("B", () -> json.writeBinary(value.bytes()));
    }

    @Override
    public Object bool(TypedValue.Bool value) {
        return object("BOOL", () -> json.writeBoolean(value.value()));
    }

    @Override
    public Object nothing(TypedValue.Null value) {
        return object("NULL", () -> json.writeBoolean(true));
    }

    @Override
    public Object texts(TypedValue.TextSet value) {
        return array("SS", value.values());
    }

    @Override
    public Object numbers(TypedValue.NumericSet value) {
        return array("NS", value.values());
    }

    @Override
    public Object binaries(TypedValue.BinarySet value) {
        return array("BS", value.base64());
    }

    @Override
    public Object list(TypedValue.Elements value) {
        return object("L", () -> {
            json.writeStartArray();
            value.values().forEach(element -> element.fold(this));
            json.writeEndArray();
        });
    }

    @Override
    public Object map(TypedValue.Attributes value) {
        return object("M", () -> attributes(value.values()));
    }
}
