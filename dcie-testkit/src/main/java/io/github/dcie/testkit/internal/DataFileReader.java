package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.testkit.ReadRecord;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads data files: gzip, one JSON object a line. Thread-safe. */
final class DataFileReader {

    private final JsonFactory factory = new JsonFactory();
    private final List<String> keyAttributes;

    DataFileReader(List<String> keyAttributes) {
        this.keyAttributes = keyAttributes;
    }

    List<ReadRecord> read(String key, byte[] zipped) {
        List<ReadRecord> records = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(zipped)), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> records.add(record(key + " line " + (records.size() + 1), line)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unzip object " + key, e);
        }
        return records;
    }

    private ReadRecord record(String place, String line) {
        try (JsonParser json = factory.createParser(line)) {
            json.nextToken();
            DynamoJson.expect(json, JsonToken.START_OBJECT);
            Map<String, Map<String, AttributeValue>> images = new LinkedHashMap<>();
            OptionalLong micros = OptionalLong.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("Metadata")) {
                    micros = OptionalLong.of(micros(json));
                } else {
                    images.put(name, DynamoJson.readItem(json));
                }
            }
            DynamoJson.expect(json, JsonToken.END_OBJECT);
            return record(place, images, micros);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(place + ": " + e.getMessage(), e);
        }
    }

    private ReadRecord record(String place, Map<String, Map<String, AttributeValue>> images, OptionalLong micros) {
        Optional<Map<String, AttributeValue>> item = Optional.ofNullable(images.get("Item"));
        Map<String, AttributeValue> keys = item.map(this::keys)
                .or(() -> Optional.ofNullable(images.get("Keys")))
                .orElse(Map.of());
        if (!keys.keySet().equals(Set.copyOf(keyAttributes))) {
            throw new IllegalArgumentException(
                    "the key attributes are " + keys.keySet() + ": expected " + keyAttributes);
        }
        return new ReadRecord(
                place,
                keys,
                Optional.ofNullable(images.get("OldImage")),
                item.or(() -> Optional.ofNullable(images.get("NewImage"))),
                micros);
    }

    private Map<String, AttributeValue> keys(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new LinkedHashMap<>(item);
        keys.keySet().retainAll(keyAttributes);
        return keys;
    }

    /** Real exports show a typed number, the documentation's example a bare string. */
    private static long micros(JsonParser json) throws IOException {
        DynamoJson.expect(json, JsonToken.START_OBJECT);
        json.nextToken();
        json.nextToken();
        String number = json.currentToken() == JsonToken.START_OBJECT
                ? DynamoJson.readValue(json).n()
                : json.getText();
        json.nextToken();
        DynamoJson.expect(json, JsonToken.END_OBJECT);
        return Long.parseLong(number);
    }
}
