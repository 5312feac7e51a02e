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
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * How an event becomes a message.
 *
 * @param topic where to
 * @param maxBytes how large a message may be, attributes included
 */
record Publication(TopicArn topic, int maxBytes) {

    /** What a topic's MaximumMessageSize is if nobody has set it: bytes, not characters (API reference, Publish). */
    static final int DEFAULT_MAXIMUM = 262_144;

    /** The bounds of MaximumMessageSize (API reference, SetTopicAttributes). */
    static final int LEAST_MAXIMUM = 1_024;

    static final int GREATEST_MAXIMUM = 1_048_576;

    private static final String TEXT = "String";

    /** The event, whole if the topic takes as much, else with its texts cut. */
    PublishRequest request(ExportEvent event) throws SnsDeliveryException {
        try {
            return request(event, EventJson.write(event, maxBytes - beside(event)));
        } catch (IllegalArgumentException e) {
            throw new SnsDeliveryException(
                    "too large: topic " + topic + ": event " + event.id() + " takes "
                            + (shortest(event).length() + beside(event))
                            + " bytes with its texts cut, expected at most "
                            + maxBytes + "; raise the topic's MaximumMessageSize, and withMaximumMessageSize with it",
                    e);
        }
    }

    /** The event as short as it can be; empty if what was refused was no longer than that. */
    Optional<PublishRequest> less(ExportEvent event, PublishRequest refused) {
        return Optional.of(shortest(event))
                .filter(message -> message.length() < refused.message().length())
                .map(message -> request(event, message));
    }

    /** How much a request counts for SNS. */
    int size(ExportEvent event, PublishRequest request) {
        return request.message().length() + beside(event);
    }

    private static String shortest(ExportEvent event) {
        String message = EventJson.write(event);
        while (true) {
            try {
                message = EventJson.write(event, message.length() - 1);
            } catch (IllegalArgumentException e) {
                return message;
            }
        }
    }

    private PublishRequest request(ExportEvent event, String message) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topic.value())
                .subject(Subjects.of(event))
                .message(message)
                .messageAttributes(typed(EventJson.attributes(event)));
        if (topic.isFifo()) {
            request.messageGroupId(event.job().value()).messageDeduplicationId(digest(event.id()));
        }
        return request.build();
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

    /**
     * What counts beside the message, all of it ASCII: names, types and values of the attributes (Developer Guide, "Message
     * attributes"), and the subject, as nobody says that it does not.
     */
    private static int beside(ExportEvent event) {
        int attributes = EventJson.attributes(event).entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length()
                        + TEXT.length()
                        + attribute.getValue().length())
                .sum();
        return attributes + Subjects.of(event).length();
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
