package io.github.dcie;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads signals from what AWS delivers. Understood are an S3 event notification, an EventBridge event of S3, the envelopes
 * that SQS and SNS put around either, and what Lambda is given of both queues and topics (S3 User Guide, "Event message
 * structure" and "EventBridge event message structure"; SNS Developer Guide, "Parsing message formats").
 *
 * <p>An event that names what happened to the object is a signal only if the object was created ({@code ObjectCreated:*},
 * {@code Object Created}). Events of objects that were deleted, restored or tagged are ignored.
 */
public final class ExportSignals {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** A notification in a message in a message, and a level to spare. */
    private static final int MOST_ENVELOPES = 4;

    /** What SQS, SNS and EventBridge carry at most in one message (SQS Developer Guide, "Message quotas"). */
    private static final int LONGEST_MESSAGE = 1_048_576;

    /** What Lambda is invoked with at most, such as a batch of messages (Lambda Developer Guide, "Lambda quotas"). */
    private static final int LONGEST_TEXT = 6 * 1_048_576;

    private static final int DEEPEST = 32;

    private ExportSignals() {}

    /**
     * The signals in a text. It may have 6 MiB, which is what Lambda accepts, and each message within an envelope of SQS or SNS
     * 1 MiB, which is what these carry; a MiB is 1,048,576 characters here. A longer text has no signals. A longer message is
     * skipped, and the other messages of its batch are read.
     *
     * @param text the body of a message or the payload of an event
     * @return one for each summary of an export that it says was written, in order; empty if there are none, as in anything
     *     that is not one of these messages: who can write to your queue cannot make this fail
     */
    public static List<ExportSignal> parse(String text) {
        List<ExportSignal> found = new ArrayList<>();
        if (text.length() <= LONGEST_TEXT) {
            parse(text, MOST_ENVELOPES, found);
        }
        return List.copyOf(found);
    }

    private static void parse(String text, int envelopes, List<ExportSignal> found) {
        if (envelopes > 0) {
            try (JsonParser parser = FACTORY.createParser(text)) {
                collect(value(parser, parser.nextToken(), DEEPEST), envelopes, found);
            } catch (IOException | IllegalArgumentException e) {
                // not such a message
            }
        }
    }

    private static void collect(Object value, int envelopes, List<ExportSignal> found) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, envelopes, found));
        } else if (value instanceof Map<?, ?> object) {
            if (saysCreated(object, "eventName", "ObjectCreated:")) {
                written(object.get("s3"))
                        .ifPresent(
                                signal -> signal.url().ifPresent(found::add)); // S3's own notifications encode the key
            }
            if (saysCreated(object, "detail-type", "Object Created")) {
                written(object.get("detail")).ifPresent(signal -> signal.plain().ifPresent(found::add));
            }
            collect(orNothing(object.get("Records")), envelopes, found);
            collect(orNothing(object.get("Sns")), envelopes, found);
            for (String envelope : List.of("body", "Message")) {
                if (object.get(envelope) instanceof String inner && inner.length() <= LONGEST_MESSAGE) {
                    parse(inner, envelopes - 1, found);
                }
            }
        }
    }

    /** One that does not say what happened, as an input transformer of EventBridge may make it, is taken at its word. */
    private static boolean saysCreated(Map<?, ?> event, String field, String created) {
        return !event.containsKey(field) || (event.get(field) instanceof String name && name.startsWith(created));
    }

    private static Object orNothing(@Nullable Object value) {
        return value == null ? List.of() : value;
    }

    /** An object that was written, as either kind of event names it. */
    private record Written(String bucket, String key) {

        Optional<ExportSignal> plain() {
            return ExportSignal.of(bucket, key);
        }

        Optional<ExportSignal> url() {
            try {
                return ExportSignal.of(bucket, URLDecoder.decode(key, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) { // not encoded as S3 does
                return Optional.empty();
            }
        }
    }

    private static Optional<Written> written(@Nullable Object detail) {
        return text(detail, "bucket", "name")
                .flatMap(bucket -> text(detail, "object", "key").map(key -> new Written(bucket, key)));
    }

    private static Optional<String> text(@Nullable Object value, String field, String inner) {
        return value instanceof Map<?, ?> object
                        && object.get(field) instanceof Map<?, ?> part
                        && part.get(inner) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Objects, lists and texts; everything else is of no use and reads as an empty list. */
    private static Object value(JsonParser parser, JsonToken token, int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("nested too deeply");
        } else if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                object.put(name, value(parser, parser.nextToken(), depth - 1));
            }
            return object;
        } else if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                list.add(value(parser, next, depth - 1));
            }
            return list;
        }
        return token == JsonToken.VALUE_STRING ? parser.getText() : List.of();
    }
}
