package io.github.dcie;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Events as JSON, for notifiers of every kind: one flat object for each event, of texts and whole numbers, in printable
 * ASCII. What an event does not have is left out, never {@code null}.
 *
 * <p>The fields that AWS's guidance for continuous exports publishes are there under its names and with its values, so
 * that what subscribes to those goes on working: {@code message}, {@code executionId} (the event's id),
 * {@code exportType}, {@code status}, {@code startTime}, {@code endTime}, {@code exportStartTime}, {@code exportEndTime},
 * {@code incrementalBlocksBehind}, {@code remedy} (N5). {@code status} is {@code SUCCESS} if and only if data is there, and
 * {@code FAILED} when a condition begins or continues; other events have none. Beside them is the rest of the event.
 * {@code docs/events.md} explains every field, {@code docs/event.schema.json} is the JSON Schema. Later versions may add
 * fields; none changes its meaning.
 *
 * <p>Thread-safe; the same event is always written the same way.
 */
public final class EventJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** ASCII ends here; everything above is escaped. */
    private static final int LAST_PRINTABLE = 126;

    private static final String CUT = "...";

    /** A text of this length is not cut any more. */
    private static final int SHORT = 40;

    private EventJson() {}

    /**
     * Writes an event.
     *
     * @param event the event
     * @return a JSON object on one line, printable ASCII
     */
    public static String write(ExportEvent event) {
        return json(EventFields.of(event));
    }

    /**
     * Writes an event for a channel that takes messages of a limited size. If it is too large, its texts are cut, the
     * longest first, and the field {@code shortened} names them, separated by commas: some of {@code message},
     * {@code remedy}, {@code summary}, {@code conditionSummary} and {@code code}. What identifies something is never cut.
     * What this library tells takes a few thousand bytes, so this is a net.
     *
     * @param event the event
     * @param maxBytes how many bytes, which are as many characters, there may be
     * @return a JSON object on one line, printable ASCII
     * @throws IllegalArgumentException if the rest of the event alone is larger; the message says how large it is
     */
    public static String write(ExportEvent event, int maxBytes) {
        Map<String, Object> fields = EventFields.of(event);
        Set<String> shortened = new TreeSet<>();
        String json = json(fields);
        while (json.length() > maxBytes) {
            String longest = longestText(fields);
            String text = text(fields, longest);
            if (text.length() <= SHORT) {
                throw new IllegalArgumentException("event " + event.id() + ": expected room for at least "
                        + json.length() + " bytes of JSON, got " + maxBytes + "; use a channel that takes that much");
            }
            fields.put(longest, half(text));
            shortened.add(longest);
            fields.put("shortened", String.join(",", shortened));
            json = json(fields);
        }
        return json;
    }

    /**
     * Those fields by which subscribers choose: {@code jobId}, {@code exportType}, {@code eventType} and, if the event has
     * one, {@code status}. They are for channels that filter on attributes or headers beside the message.
     *
     * @param event the event
     * @return names and values, the same as in the JSON; cannot be changed
     */
    public static Map<String, String> attributes(ExportEvent event) {
        return Collections.unmodifiableMap(EventFields.attributes(event));
    }

    private static String longestText(Map<String, Object> fields) {
        return EventFields.TEXTS.stream()
                .filter(fields::containsKey)
                .max(Comparator.comparingInt(name -> text(fields, name).length()))
                .orElseThrow();
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.get(name));
    }

    private static String half(String text) {
        int end = text.length() / 2 - CUT.length();
        boolean splitsCharacter = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsCharacter ? end - 1 : end) + CUT;
    }

    private static String json(Map<String, Object> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setHighestNonEscapedChar(LAST_PRINTABLE);
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                if (field.getValue() instanceof Long number) {
                    json.writeNumberField(field.getKey(), number);
                } else {
                    json.writeStringField(field.getKey(), (String) field.getValue());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }
}
