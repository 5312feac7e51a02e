package io.github.dcie.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What SNS asks of a message (API reference, Publish; Developer Guide, "Message attributes"). */
final class TopicRules {

    /** The message and its attributes: names, types and values. */
    private static final int LARGEST = 262_144;

    private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,98}");
    private static final Pattern FIFO_ID = Pattern.compile("[!-~]{1,128}");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

    private TopicRules() {}

    /** Refuses what SNS would refuse whatever state the topic is in. */
    static void check(PublishRequest request, boolean fifo) {
        if (request.targetArn() != null || request.phoneNumber() != null || request.messageStructure() != null) {
            throw new UnsupportedOperationException(
                    "the emulator takes messages of one text to a topic: no targetArn, phoneNumber, messageStructure");
        }
        if (request.subject() != null && !SUBJECT.matcher(request.subject()).matches()) {
            throw TopicErrors.invalid("Subject");
        }
        if (request.message() == null || request.message().isEmpty()) {
            throw TopicErrors.invalid("Empty message");
        }
        request.messageAttributes().forEach(TopicRules::checkAttribute);
        if (size(request) > LARGEST) {
            throw TopicErrors.invalid("Message too long");
        }
        if (fifo) {
            checkFifo(request);
        } else if (request.messageDeduplicationId() != null) {
            throw TopicErrors.invalid("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
    }

    private static void checkAttribute(String name, MessageAttributeValue attribute) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw TopicErrors.invalidAttribute("The message attribute name '" + name + "' is not legal");
        }
        if (!"String".equals(attribute.dataType())) {
            throw new UnsupportedOperationException("attribute " + name + " of type " + attribute.dataType()
                    + ": the emulator takes attributes of type String only");
        }
        if (isMissing(attribute.stringValue())) {
            throw TopicErrors.invalidAttribute("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type 'String'.");
        }
    }

    private static void checkFifo(PublishRequest request) {
        if (isMissing(request.messageGroupId())) {
            throw TopicErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        if (isMissing(request.messageDeduplicationId())) {
            throw TopicErrors.invalid("The topic should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        if (!FIFO_ID.matcher(request.messageGroupId()).matches()) {
            throw TopicErrors.invalid("MessageGroupId");
        }
        if (!FIFO_ID.matcher(request.messageDeduplicationId()).matches()) {
            throw TopicErrors.invalid("MessageDeduplicationId");
        }
    }

    private static int size(PublishRequest request) {
        int attributes = 0;
        for (Map.Entry<String, MessageAttributeValue> entry :
                request.messageAttributes().entrySet()) {
            attributes += Stream.of(
                            entry.getKey(),
                            entry.getValue().dataType(),
                            entry.getValue().stringValue())
                    .mapToInt(TopicRules::bytes)
                    .sum();
        }
        return bytes(request.message()) + attributes;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isMissing(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
