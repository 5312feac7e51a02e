package io.github.dcie;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A flat JSON object as a consumer sees it; refuses everything else. */
final class FlatJson {

    private FlatJson() {}

    static Map<String, Object> read(String text) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        JsonFactory strict = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        try (JsonParser json = strict.createParser(text)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, text);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                expect(value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT, text);
                fields.put(name, value == JsonToken.VALUE_STRING ? json.getText() : (Object) json.getLongValue());
            }
            expect(json.nextToken() == null, text);
        }
        return fields;
    }

    private static void expect(boolean flat, String text) throws IOException {
        if (!flat) {
            throw new IOException("not one flat object of texts and whole numbers: " + text);
        }
    }
}
