package io.github.dcie.examples.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.dcie.ExportType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a line of a data file (Developer Guide, S3DataExport.Output). It knows what the guide and real exports show, and
 * refuses everything else: a copy that skips what it does not understand is no copy. Thread-safe.
 */
final class LineReader {

    /**
     * Longer than any line: a list of empty texts has nine characters for each byte that DynamoDB counts, and there are two
     * images of 400 KB in a line.
     */
    static final int LONGEST = 8 << 20;

    static final String UPDATE = "if DynamoDB writes such lines now, teach LineReader to read them; nothing of this"
            + " export was marked done, so it goes on with the same event";

    private static final Set<String> FULL = Set.of("Item");
    private static final Set<String> WINDOW = Set.of("Metadata", "Keys", "OldImage", "NewImage");

    private final JsonFactory factory = JsonFactory.builder()
            // an attribute's name may have 64 KB (Developer Guide, naming rules)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(65_536).build())
            .build();

    Change read(Place place, String line, ExportType type) throws ReplayException {
        Set<String> known = type == ExportType.FULL_EXPORT ? FULL : WINDOW;
        try (JsonParser json = factory.createParser(line)) {
            Map<String, Map<String, AttributeValue>> images = images(json, known);
            int bytes = line.getBytes(UTF_8).length;
            return type == ExportType.FULL_EXPORT
                    ? new Change.Put(place, bytes, image(images, "Item"))
                    : change(place, bytes, images);
        } catch (UnreadableException e) {
            throw new ReplayException(place, String.valueOf(e.getMessage()), UPDATE);
        } catch (JsonProcessingException e) {
            // Jackson's own words show what it met
            String column = Optional.ofNullable(e.getLocation())
                    .map(met -> " from column " + met.getColumnNr() + " on")
                    .orElse("");
            throw new ReplayException(place, "no JSON as DynamoDB writes it" + column, UPDATE);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static Map<String, Map<String, AttributeValue>> images(JsonParser json, Set<String> known)
            throws IOException {
        Map<String, Map<String, AttributeValue>> images = new LinkedHashMap<>();
        json.nextToken();
        TypedJson.require(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!known.contains(name)) {
                throw new UnreadableException(
                        "unknown record: field " + FlatJson.start(name) + ", expected some of " + known);
            }
            json.nextToken();
            if (name.equals("Metadata")) {
                checkMetadata(json);
            } else if (images.put(name, image(json)) != null) {
                throw new UnreadableException("unknown record: two of " + name);
            }
        }
        TypedJson.require(json, JsonToken.END_OBJECT);
        if (json.nextToken() != null) {
            throw new UnreadableException("expected one JSON object, found more behind it");
        }
        return images;
    }

    private static Map<String, AttributeValue> image(JsonParser json) throws IOException {
        Map<String, AttributeValue> item = TypedJson.item(json);
        long size = ItemSize.of(item);
        if (size > ItemSize.LARGEST) {
            throw new UnreadableException("an item of " + size + " bytes, expected at most " + ItemSize.LARGEST);
        }
        return item;
    }

    private static Map<String, AttributeValue> image(Map<String, Map<String, AttributeValue>> images, String name)
            throws IOException {
        return Optional.ofNullable(images.get(name))
                .filter(image -> !image.isEmpty())
                .orElseThrow(() -> new UnreadableException("unknown record: no " + name + " among " + images.keySet()));
    }

    private static Change change(Place place, int bytes, Map<String, Map<String, AttributeValue>> images)
            throws IOException {
        Map<String, AttributeValue> keys = image(images, "Keys");
        if (!images.containsKey("NewImage")) {
            return new Change.Delete(place, bytes, keys);
        }
        Map<String, AttributeValue> item = image(images, "NewImage");
        if (!item.entrySet().containsAll(keys.entrySet())) {
            throw new UnreadableException("the new image is of another item than Keys");
        }
        return new Change.Put(place, bytes, item);
    }

    /** Real exports show a typed number, the guide's example a bare text. The order of windows is enough for a copy. */
    private static void checkMetadata(JsonParser json) throws IOException {
        TypedJson.require(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!name.equals("WriteTimestampMicros")) {
                throw new UnreadableException(
                        "unknown record: metadata " + FlatJson.start(name) + ", expected WriteTimestampMicros");
            }
            String micros = json.nextToken() == JsonToken.START_OBJECT
                    ? Optional.ofNullable(TypedJson.value(json).n()).orElse("")
                    : TypedJson.text(json);
            if (!micros.matches("[0-9]{1,19}")) {
                throw new UnreadableException("WriteTimestampMicros is no number");
            }
        }
    }
}
