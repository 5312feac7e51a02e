package io.github.dcie.testkit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a topic handed to its subscribers.
 *
 * @param at when, by the topic's clock
 * @param subject the subject, where there is one
 * @param body the message itself
 * @param attributes the message attributes' values by their names
 * @param groupId the message group, where there is one
 * @param deduplicationId the deduplication id, in a FIFO topic
 */
public record TopicMessage(
        Instant at,
        Optional<String> subject,
        String body,
        Map<String, String> attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId) {

    /**
     * Copies the attributes.
     *
     * @param at when, by the topic's clock
     * @param subject the subject, where there is one
     * @param body the message itself
     * @param attributes the message attributes' values by their names, copied
     * @param groupId the message group, where there is one
     * @param deduplicationId the deduplication id, in a FIFO topic
     */
    public TopicMessage {
        attributes = Map.copyOf(attributes);
    }
}
