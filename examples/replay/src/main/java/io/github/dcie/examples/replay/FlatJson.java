package io.github.dcie.examples.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A JSON object of texts and whole numbers: a manifest, a line of a manifest, an event. Fields that nobody asks for may be
 * anything, as later versions may add some.
 *
 * @param place where it was read
 * @param fields its scalar fields that are not null
 * @param remedy what to do if it is not as expected
 */
record FlatJson(Place place, Map<String, String> fields, String remedy) {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    static FlatJson parse(Place place, String text, String remedy) throws ReplayException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ReplayException(place, "expected a JSON object, found " + start(text), remedy);
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
                throw new ReplayException(place, "expected one JSON object, found more behind it", remedy);
            }
        } catch (IOException e) {
            throw new ReplayException(
                    place, "expected a JSON object, found " + start(text) + " (" + firstLine(e) + ")", remedy);
        }
        return new FlatJson(place, fields, remedy);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String text(String name) throws ReplayException {
        return read(name, "a text", text -> text);
    }

    long number(String name) throws ReplayException {
        return read(name, "a whole number", FlatJson::whole);
    }

    private static long whole(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("expected 1 to 18 digits");
        }
        return Long.parseLong(text);
    }

    Instant time(String name) throws ReplayException {
        return read(name, "a time such as 2026-01-14T12:00:00Z", Instant::parse);
    }

    /** Reads a field, or says what is wrong with it. */
    <T> T read(String name, String expected, Function<String, T> reading) throws ReplayException {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            throw new ReplayException(place, "no field " + name + ", expected " + expected, remedy);
        }
        try {
            return reading.apply(text.get());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ReplayException(
                    place, "field " + name + " is " + start(text.get()) + ", expected " + expected, remedy);
        }
    }

    /** What a text begins with, for people. */
    static String start(String text) {
        return "\"" + (text.length() <= 200 ? text : text.substring(0, 200) + "...") + "\"";
    }

    /** A parser's words without the place in memory that it adds. */
    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
