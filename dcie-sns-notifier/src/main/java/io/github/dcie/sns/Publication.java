package io.github.dcie.sns;

import io.github.dcie.EventId;
import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * How an event becomes a message.
 *
 * @param topic where to
 * @param maxBytes how large a message may be, attributes included
 */
record Publication(TopicArn topic, int maxBytes) {

    /** 256 KB: 262,144 bytes, not characters (API reference, Publish). */
    static final int SNS_LIMIT = 262_144;

    private static final String TEXT = "String";

    PublishRequest.Builder request(ExportEvent event) {
        String subject = Subjects.of(event);
        Map<String, String> attributes = EventJson.attributes(event);
        // the subject is counted, too, as nobody says that it is not
        String message = EventJson.write(event, maxBytes - size(attributes) - subject.length());
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topic.value())
                .subject(subject)
                .message(message)
                .messageAttributes(typed(attributes));
        return topic.isFifo()
                ? request.messageGroupId(event.job().value()).messageDeduplicationId(digest(event.id()))
                : request;
    }

    private static Map<String, MessageAttributeValue> typed(Map<String, String> attributes) {
        Map<String, MessageAttributeValue> typed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> typed.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(TEXT)
                        .stringValue(value)
                        .build()));
        return typed;
    }

    /** Names, types and values count (Developer Guide, "Message attributes"); all are ASCII. */
    private static int size(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length()
                        + TEXT.length()
                        + attribute.getValue().length())
                .sum();
    }

    /** An event's id may be longer than the 128 characters that a deduplication id has (API reference, Publish). */
    private static String digest(EventId id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(id.value().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
