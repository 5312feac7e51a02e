package io.github.dcie.testkit;

import io.github.dcie.testkit.internal.TopicClient;
import io.github.dcie.testkit.internal.TopicService;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * An SNS topic under a clock that a test moves. It hands out {@linkplain #client() clients}, one for each simulated process;
 * each is an {@code SnsClient} on which {@code Publish} to a topic behaves as AWS documents it (API reference, Publish) and
 * every other operation is an {@link UnsupportedOperationException}. {@link #messages()} is what the topic's subscribers got.
 *
 * <p>It refuses, as SNS does, a message that is empty or larger than 262,144 bytes, its attributes included; a subject that
 * is not 1 to 99 printable ASCII characters, the first of them no space (the narrower of the wordings that the API reference
 * has had); in a FIFO topic a message without group or deduplication id, in a standard topic one with a deduplication id. A
 * FIFO topic, which is one whose name ends with {@code .fifo}, accepts a message whose deduplication id it has accepted
 * within five minutes, and does not hand it on. It does not know content-based deduplication, encryption, data protection
 * policies, or a limit on the rate of calls.
 *
 * <p>It needs the SDK's client of SNS on the class path, which the test kit does not bring along. Thread-safe, and so are
 * its clients.
 */
@SuppressWarnings("exports") // the client of SNS is optional, so it is not required transitively
public final class TopicEmulator {

    private final SimulatedClock clock;
    private final TopicService service;

    private TopicEmulator(String arn, SimulatedClock clock) {
        this.clock = clock;
        this.service = new TopicService(arn, clock);
    }

    /**
     * A topic with a clock of its own, at 2026-01-01T00:00:00Z.
     *
     * @param arn the topic's ARN; a FIFO topic's ends with {@code .fifo}
     * @return the emulator
     * @throws IllegalArgumentException if that is not the ARN of a topic
     */
    public static TopicEmulator withTopic(String arn) {
        return withTopic(arn, SimulatedClock.startingAt(Instant.parse("2026-01-01T00:00:00Z")));
    }

    /**
     * A topic in the time of other parts of a test.
     *
     * @param arn the topic's ARN; a FIFO topic's ends with {@code .fifo}
     * @param clock AWS's own time
     * @return the emulator
     * @throws IllegalArgumentException if that is not the ARN of a topic
     */
    public static TopicEmulator withTopic(String arn, SimulatedClock clock) {
        return new TopicEmulator(arn, clock);
    }

    /**
     * The time by AWS's own clock.
     *
     * @return the clock
     */
    public SimulatedClock clock() {
        return clock;
    }

    /**
     * A client that nothing happens to.
     *
     * @return a new one; {@code close()} does nothing
     */
    public SnsClient client() {
        return client(FaultPlan.none());
    }

    /**
     * A client of one simulated process. The operation is called {@code Publish}. A failure is an
     * {@code InternalErrorException}, throttling a {@code ThrottledException}, a lost reply an {@code SdkClientException}
     * after the message was published. A request that is held up for more than five minutes before it is made bears an
     * expired signature and is refused. The client makes one attempt, whatever retries are configured.
     *
     * @param plan what goes wrong
     * @return a new one; {@code close()} does nothing
     */
    public SnsClient client(FaultPlan plan) {
        return TopicClient.create(service, clock, plan);
    }

    /**
     * What the topic handed to its subscribers, as far as they have no filter policy.
     *
     * @return in the order in which it was published
     */
    public List<TopicMessage> messages() {
        return service.messages();
    }

    /**
     * What a subscription got whose filter policy, on message attributes, is {@code {"<attribute>": ["<value>"]}}.
     *
     * @param attribute a message attribute
     * @param value its value
     * @return in the order in which it was published
     */
    public List<TopicMessage> received(String attribute, String value) {
        return messages().stream()
                .filter(message -> value.equals(message.attributes().get(attribute)))
                .toList();
    }

    /**
     * What a subscription got whose filter policy, on the message body, is {@code {"<field>": ["<value>"]}}. A message whose
     * body is not a JSON object, or has no text in this field, is not received.
     *
     * @param field a field of the body's outermost object
     * @param value its value, a text
     * @return in the order in which it was published
     */
    public List<TopicMessage> receivedByBody(String field, String value) {
        return messages().stream()
                .filter(message -> TopicService.hasText(message.body(), field, value))
                .toList();
    }

    /**
     * How many requests reached the service, whatever became of them.
     *
     * @return 0 or more
     */
    public long calls() {
        return service.calls();
    }

    /** Publishing is denied to all clients until it is {@linkplain #allow allowed}: 403, AuthorizationError. */
    public void deny() {
        service.deny();
    }

    /** Publishing is allowed again. */
    public void allow() {
        service.allow();
    }

    /** The topic is deleted: 404, NotFound. What it has handed on stays. */
    public void deleteTopic() {
        service.delete();
    }

    /** A topic of the same name is created. It knows no deduplication ids. */
    public void createTopic() {
        service.create();
    }
}
