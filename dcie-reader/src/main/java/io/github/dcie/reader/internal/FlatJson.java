package io.github.dcie.reader.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A JSON object of texts and whole numbers: a manifest, or a line of one. Fields that nobody asks for may be anything,
 * because later versions of DynamoDB may add some.
 *
 * @param place where it was read
 * @param fields its scalar fields that are not null
 * @param remedy what to do if it is not as expected
 */
public record FlatJson(Place place, Map<String, String> fields, String remedy) {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Later times are none of DynamoDB's, and one could not compute with the latest that there are. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final int SHOWN = 200;

    /** Copies the fields. */
    public FlatJson {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads an object.
     *
     * @throws UnsoundExportException if the text is not one JSON object, or a field is there twice
     */
    public static FlatJson parse(Place place, String text, String remedy) throws UnsoundExportException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            JsonToken first = json.nextToken();
            if (first != JsonToken.START_OBJECT) {
                String found = first == null ? "nothing" : first.toString();
                throw new UnsoundExportException(place.toString(), "expected a JSON object, found " + found, remedy);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isStructStart()) {
                    json.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                }
            }
            if (json.nextToken() != null) {
                throw new UnsoundExportException(
                        place.toString(), "expected one JSON object, found more behind it", remedy);
            }
        } catch (IOException e) {
            // a parser's message goes on with where in the text it was
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UnsoundExportException(place.toString(), "expected a JSON object: " + start(what), remedy);
        }
        return new FlatJson(place, fields, remedy);
    }

    /** The same, under another name for people. */
    public FlatJson at(Place other) {
        return new FlatJson(other, fields, remedy);
    }

    /** A field, if it is there and not null. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** A field that may be anything. */
    public String text(String name) throws UnsoundExportException {
        return read(name, "a text", text -> text);
    }

    /** A field of 0 and more. */
    public long number(String name) throws UnsoundExportException {
        return read(name, "a whole number", FlatJson::whole);
    }

    private static long whole(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("expected 1 to 18 digits");
        }
        return Long.parseLong(text);
    }

    /** A field of a time between 1970 and 9999. */
    public Instant time(String name) throws UnsoundExportException {
        return read(name, "a time such as 2026-01-14T12:00:00.000Z", text -> {
            Instant time = Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException("expected a time between 1970 and 9999");
            }
            return time;
        });
    }

    /**
     * Reads a field.
     *
     * @param expected what it should be, for people
     * @param reading throws an IllegalArgumentException or DateTimeException if it is something else
     * @throws UnsoundExportException if it is not there, or something else
     */
    public <T> T read(String name, String expected, Function<String, T> reading) throws UnsoundExportException {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            throw unsound("no field " + name + ", expected " + expected);
        }
        try {
            return reading.apply(text.get());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unsound("field " + name + " is " + quoted(text.get()) + ", expected " + expected);
        }
    }

    private UnsoundExportException unsound(String trouble) {
        return new UnsoundExportException(place.toString(), trouble, remedy);
    }

    /** A text's beginning, in quotes. */
    public static String quoted(String text) {
        return "\"" + start(text) + "\"";
    }

    private static String start(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
