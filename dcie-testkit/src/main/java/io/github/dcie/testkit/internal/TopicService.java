package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.testkit.TopicMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** One topic: what it accepts, and what it has handed on. Thread-safe. */
public final class TopicService {

    /** The deduplication interval (API reference, Publish). */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final Pattern TOPIC = Pattern.compile(
            "arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:([A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\\.fifo)");
    private static final JsonFactory JSON = new JsonFactory();

    private final String arn;
    private final String region;
    private final InstantSource clock;
    private final List<TopicMessage> messages = new ArrayList<>();
    private final Map<String, Instant> accepted = new HashMap<>();
    private boolean exists = true;
    private boolean denied;
    private long calls;

    /**
     * A topic that exists.
     *
     * @param arn its ARN
     * @param clock its time
     * @throws IllegalArgumentException if that is not the ARN of a topic
     */
    public TopicService(String arn, InstantSource clock) {
        Matcher parts = TOPIC.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("topic ARN \"" + arn
                    + "\": expected arn:aws:sns:<region>:<12-digit account>:<name>, the name 1 to 256 characters of"
                    + " A-Z a-z 0-9 _ - , which may end with .fifo");
        }
        this.arn = arn;
        this.region = parts.group(1);
        this.clock = clock;
    }

    /**
     * Where the topic is.
     *
     * @return its Region
     */
    public String region() {
        return region;
    }

    synchronized PublishResponse publish(PublishRequest request) {
        calls++;
        TopicRules.check(request, isFifo());
        if (denied) {
            throw TopicErrors.denied(arn);
        }
        if (!exists || !arn.equals(request.topicArn())) {
            throw TopicErrors.notFound();
        }
        if (!isRepetition(request)) {
            messages.add(message(request));
        }
        return PublishResponse.builder().messageId("emulated-" + calls).build();
    }

    /** What was handed on. */
    public synchronized List<TopicMessage> messages() {
        return List.copyOf(messages);
    }

    /** How many requests there were. */
    public synchronized long calls() {
        return calls;
    }

    /** Denies publishing. */
    public synchronized void deny() {
        denied = true;
    }

    /** Allows it again. */
    public synchronized void allow() {
        denied = false;
    }

    /** Deletes the topic. */
    public synchronized void delete() {
        exists = false;
        accepted.clear();
    }

    /** Creates it again. */
    public synchronized void create() {
        exists = true;
    }

    /**
     * Whether a body is a JSON object with this text in a field of its own.
     *
     * @param body any text
     * @param field the field's name
     * @param text what it must contain
     * @return true if it does
     */
    public static boolean hasText(String body, String field, String text) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = field.equals(json.currentName());
                if (wanted && json.nextToken() == JsonToken.VALUE_STRING) {
                    return text.equals(json.getText());
                }
                if (!wanted) {
                    json.nextToken();
                }
                json.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false; // no JSON: a policy on the body does not match
        }
    }

    private boolean isFifo() {
        return arn.endsWith(".fifo");
    }

    /** Remembers what is new; a repetition does not lengthen the interval. */
    private boolean isRepetition(PublishRequest request) {
        Instant now = clock.instant();
        accepted.values().removeIf(at -> !now.isBefore(at.plus(REMEMBERED)));
        return isFifo() && accepted.putIfAbsent(request.messageDeduplicationId(), now) != null;
    }

    private TopicMessage message(PublishRequest request) {
        return new TopicMessage(
                clock.instant(),
                Optional.ofNullable(request.subject()),
                request.message(),
                request.messageAttributes().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().stringValue())),
                Optional.ofNullable(request.messageGroupId()),
                Optional.ofNullable(request.messageDeduplicationId()));
    }
}
