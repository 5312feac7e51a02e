package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.dcie.testkit.ReadRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads data files: gzip, one JSON object a line. What it says of a wrong line shows nothing of the line. Thread-safe. */
final class DataFileReader {

    /** An attribute's name has up to 64 KB (Developer Guide, naming rules). */
    private static final int LONGEST_NAME = 65_536;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
            .build();
    private final List<String> keyAttributes;

    DataFileReader(List<String> keyAttributes) {
        this.keyAttributes = keyAttributes;
    }

    /** Hands on one record after the other, so that whoever takes them can stop. */
    void read(String key, Path zipped, Consumer<ReadRecord> to) {
        int number = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(zipped))) {
            Unzipped lines = new Unzipped(new GZIPInputStream(file), Files.size(zipped));
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                to.accept(record(place(key, number), line.get()));
            }
        } catch (MalformedLine e) {
            throw new IllegalStateException(place(key, number + 1) + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unzip object " + Shown.of(key), e);
        }
    }

    private static String place(String key, int number) {
        return Shown.of(key) + " line " + number;
    }

    private ReadRecord record(String place, byte[] line) {
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
                    images.put(name, item(json));
                }
            }
            DynamoJson.expect(json, JsonToken.END_OBJECT);
            return record(place, images, micros);
        } catch (MalformedLine e) {
            throw new IllegalStateException(place + ": " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            // its message, and so its trace, quotes the line
            throw new IllegalStateException(place + ": the JSON is wrong at column "
                    + Optional.ofNullable(e.getLocation())
                            .map(at -> at.getColumnNr())
                            .orElse(0));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read bytes of " + place, e);
        }
    }

    private static Map<String, AttributeValue> item(JsonParser json) throws IOException {
        Map<String, AttributeValue> item = DynamoJson.readItem(json);
        long size = ItemRules.size(item);
        if (size > ItemRules.LARGEST_ITEM) {
            throw new MalformedLine(
                    "an item has " + size + " bytes: expected at most " + ItemRules.LARGEST_ITEM + " (400 KB)");
        }
        return item;
    }

    private ReadRecord record(String place, Map<String, Map<String, AttributeValue>> images, OptionalLong micros)
            throws MalformedLine {
        Optional<Map<String, AttributeValue>> item = Optional.ofNullable(images.get("Item"));
        Map<String, AttributeValue> keys = item.map(this::keys)
                .or(() -> Optional.ofNullable(images.get("Keys")))
                .orElse(Map.of());
        if (!keys.keySet().equals(Set.copyOf(keyAttributes))) {
            throw new MalformedLine("its key attributes are not the table's: expected " + keyAttributes);
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
                ? Optional.ofNullable(DynamoJson.readValue(json).n()).orElse("")
                : json.getText();
        json.nextToken();
        DynamoJson.expect(json, JsonToken.END_OBJECT);
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new MalformedLine("WriteTimestampMicros is no whole number");
        }
    }
}
