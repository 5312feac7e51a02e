package io.github.dcie.sns;

import io.github.dcie.ExportEvent;
import io.github.dcie.spi.Notifier;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;

/**
 * Publishes each event to an SNS topic: one Publish, whose message is {@link io.github.dcie.EventJson the event's JSON}.
 *
 * <ul>
 *   <li>The subject says what happened and whose event it is, in at most 99 characters of printable ASCII. Where AWS's
 *       guidance for continuous exports tells the same, it begins with its words: {@code Full export outcome},
 *       {@code Incremental export outcome}, {@code PITR Disabled},
 *       {@code Incremental export start time outside PITR window} (N5).
 *   <li>The message attributes, for filter policies, are {@code jobId}, {@code exportType}, {@code eventType} and, where the
 *       message has one, {@code status}; all are of type String. A filter policy on the message body works as well.
 *   <li>In a FIFO topic, one whose name ends with {@code .fifo}, the message group is the job id, so subscribers get a job's
 *       events in order; the deduplication id is the SHA-256 of the event id in hexadecimal, so an event that is published
 *       again within five minutes is not delivered again (API reference, Publish). In a standard topic neither is set, and
 *       subscribers may get events twice and out of order: {@code executionId} tells a repetition, {@code sequence} a hole.
 *   <li>SNS takes 262,144 bytes, attributes included. A larger message, which this library does not make by itself, has its
 *       texts shortened, as {@link io.github.dcie.EventJson#write(ExportEvent, int)} does it.
 * </ul>
 *
 * <p>The permissions it takes are {@code sns:Publish} on the topic and, if the topic is encrypted with a KMS key of yours,
 * {@code kms:GenerateDataKey*} and {@code kms:Decrypt} on the key (Developer Guide, "Managing Amazon SNS encryption keys and
 * costs").
 *
 * <p>Immutable, and thread-safe as its client is; it creates no client and no topic, has no thread and nothing to close.
 * Every call ends within the time limit, by default 10 seconds, and is tried at most three times, with the SDK's standard
 * retries, whatever the client is set to (S13).
 */
public final class SnsNotifier implements Notifier {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

    private final SnsClient client;
    private final Publication publication;
    private final SnsTrouble trouble;
    private final AwsRequestOverrideConfiguration limits;

    private SnsNotifier(SnsClient client, Publication publication, Duration apiCallTimeout) {
        this.client = client;
        this.publication = publication;
        this.trouble = new SnsTrouble(publication.topic(), apiCallTimeout);
        this.limits = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(apiCallTimeout)
                .addPlugin(call -> call.overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)))
                .build();
    }

    /**
     * A notifier for a topic, standard or FIFO. Nothing is called yet.
     *
     * @param client used for every call, never closed
     * @param topicArn the topic's ARN
     * @return the notifier
     * @throws IllegalArgumentException if that is not the ARN of a topic, or the client is of another Region: SNS publishes
     *     to topics in the same Region only (API reference, Publish)
     */
    public static SnsNotifier create(SnsClient client, String topicArn) {
        return create(client, topicArn, Publication.SNS_LIMIT);
    }

    static SnsNotifier create(SnsClient client, String topicArn, int maxBytes) {
        TopicArn topic = new TopicArn(topicArn);
        Optional<String> elsewhere = regionOf(client).filter(region -> !region.equals(topic.region()));
        if (elsewhere.isPresent()) {
            throw new IllegalArgumentException("the client's Region is " + elsewhere.get() + ", that of topic " + topic
                    + " is " + topic.region() + ": expected the topic's; SNS would not publish from another Region");
        }
        return new SnsNotifier(client, new Publication(topic, maxBytes), DEFAULT_TIMEOUT);
    }

    /**
     * This notifier with another time limit. The coordinator's notice-takeover time should be longer.
     *
     * @param limit how long a call to SNS may take, its retries included: 1 millisecond to 15 minutes, at first 10 seconds
     * @return a copy; this one is as it was
     * @throws IllegalArgumentException if the limit is shorter or longer than that
     */
    public SnsNotifier withApiCallTimeout(Duration limit) {
        if (limit.compareTo(SHORTEST_TIMEOUT) < 0 || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "apiCallTimeout " + limit + ": expected " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
        return new SnsNotifier(client, publication, limit);
    }

    /**
     * Publishes an event: one Publish.
     *
     * @param event what happened
     * @throws SnsDeliveryException if it was not, or not surely, published; the message says what to do
     * @throws InterruptedException if the thread was interrupted; its interrupt flag is set as well, for callers that treat
     *     every exception alike
     * @throws IllegalArgumentException if even the shortened event is larger than SNS takes, which no event of this library
     *     is
     */
    @Override
    public void deliver(ExportEvent event) throws SnsDeliveryException, InterruptedException {
        try {
            client.publish(
                    publication.request(event).overrideConfiguration(limits).build());
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            InterruptedException interrupted =
                    new InterruptedException("interrupted while publishing " + event.id() + " to " + topic());
            interrupted.initCause(e);
            throw interrupted;
        } catch (SdkException e) {
            throw trouble.of(e);
        }
    }

    // a client that is not the SDK's own need not say; then only SNS can tell
    private static Optional<String> regionOf(SnsClient client) {
        try {
            return Optional.ofNullable(client.serviceClientConfiguration())
                    .map(SnsServiceClientConfiguration::region)
                    .map(Region::id);
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private TopicArn topic() {
        return publication.topic();
    }

    @Override
    public String toString() {
        return "notifier to topic " + topic();
    }
}
