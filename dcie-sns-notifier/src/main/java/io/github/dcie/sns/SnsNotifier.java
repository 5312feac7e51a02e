package io.github.dcie.sns;

import io.github.dcie.ExportEvent;
import io.github.dcie.spi.Notifier;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.PublishRequest;

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
 *   <li>A topic takes 262,144 bytes, attributes included, unless its MaximumMessageSize was set; then set {@link
 *       #withMaximumMessageSize the same} here. A larger message has its texts shortened, as {@link
 *       io.github.dcie.EventJson#write(ExportEvent, int)} does it. If SNS refuses a message as invalid, as it does with one
 *       that is too long for the topic, the same event is published once more, as short as it can be; if SNS takes that, the
 *       log says so at INFO, once for each notifier.
 * </ul>
 *
 * <p>The permissions it takes are {@code sns:Publish} on the topic and, if the topic is encrypted with a KMS key of yours,
 * {@code kms:GenerateDataKey*} and {@code kms:Decrypt} on the key (Developer Guide, "Managing Amazon SNS encryption keys and
 * costs").
 *
 * <p>Its settings never change, and it is thread-safe as its client is; it creates no client and no topic, has no thread and nothing to close.
 * Every call ends within the time limit, by default 10 seconds, and is tried at most three times, with the SDK's standard
 * retries, whatever the client is set to (S13).
 */
public final class SnsNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(SnsNotifier.class);

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

    private final SnsClient client;
    private final Publication publication;
    private final SnsTrouble trouble;
    private final AwsRequestOverrideConfiguration limits;
    private final AtomicBoolean toldOfSize = new AtomicBoolean();

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
     * @throws NullPointerException if an argument is null; the message names it
     */
    public static SnsNotifier create(SnsClient client, String topicArn) {
        TopicArn topic = new TopicArn(Objects.requireNonNull(topicArn, "topicArn"));
        Optional<String> elsewhere =
                regionOf(Objects.requireNonNull(client, "client")).filter(region -> !region.equals(topic.region()));
        if (elsewhere.isPresent()) {
            throw new IllegalArgumentException("the client's Region is " + elsewhere.get() + ", that of topic " + topic
                    + " is " + topic.region() + ": expected the topic's; SNS would not publish from another Region");
        }
        return new SnsNotifier(client, new Publication(topic, Publication.DEFAULT_MAXIMUM), DEFAULT_TIMEOUT);
    }

    /**
     * This notifier for a topic whose MaximumMessageSize was set.
     *
     * @param bytes the topic's MaximumMessageSize: 1,024 to 1,048,576 bytes, at first 262,144. With less than some
     *     thousand, texts are cut, and events with long names may not fit at all
     * @return a copy; this one is as it was
     * @throws IllegalArgumentException if it is less or more than that
     */
    public SnsNotifier withMaximumMessageSize(int bytes) {
        if (bytes < Publication.LEAST_MAXIMUM || bytes > Publication.GREATEST_MAXIMUM) {
            throw new IllegalArgumentException("maximumMessageSize " + bytes + ": expected " + Publication.LEAST_MAXIMUM
                    + " to " + Publication.GREATEST_MAXIMUM + " bytes; GetTopicAttributes tells the topic's");
        }
        return new SnsNotifier(client, new Publication(publication.topic(), bytes), trouble.limit());
    }

    /**
     * This notifier with another time limit. The coordinator's notice-takeover time should be longer.
     *
     * @param limit how long a call to SNS may take, its retries included: 1 millisecond to 15 minutes, at first 10 seconds
     * @return a copy; this one is as it was
     * @throws IllegalArgumentException if the limit is shorter or longer than that
     * @throws NullPointerException if it is null
     */
    public SnsNotifier withApiCallTimeout(Duration limit) {
        Objects.requireNonNull(limit, "apiCallTimeout");
        if (limit.compareTo(SHORTEST_TIMEOUT) < 0 || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "apiCallTimeout " + limit + ": expected " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
        return new SnsNotifier(client, publication, limit);
    }

    /**
     * Publishes an event: one Publish, or two if the first was refused as invalid.
     *
     * @param event what happened
     * @throws SnsDeliveryException if it was not, or not surely, published, or is larger than the topic takes even with its
     *     texts cut; the message says what to do
     * @throws InterruptedException if the thread was interrupted; its interrupt flag is set as well, for callers that treat
     *     every exception alike
     */
    @Override
    public void deliver(ExportEvent event) throws SnsDeliveryException, InterruptedException {
        PublishRequest whole = publication.request(event);
        try {
            publish(event, whole);
        } catch (SnsDeliveryException refusal) {
            PublishRequest less = Optional.of(refusal)
                    .filter(SnsTrouble::mayBeForSize)
                    .flatMap(mayBe -> publication.less(event, whole))
                    .orElseThrow(() -> refusal);
            publish(event, less);
            tellOfSize(event, whole, less);
        }
    }

    private void publish(ExportEvent event, PublishRequest request) throws SnsDeliveryException, InterruptedException {
        try {
            client.publish(request.toBuilder().overrideConfiguration(limits).build());
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            InterruptedException interrupted =
                    new InterruptedException("interrupted while publishing " + event.id() + " to " + topic());
            interrupted.initCause(e);
            throw interrupted;
        } catch (RuntimeException e) {
            throw trouble.of(e, publication.size(event, request));
        }
    }

    private void tellOfSize(ExportEvent event, PublishRequest refused, PublishRequest taken) {
        if (toldOfSize.compareAndSet(false, true)) {
            LOG.info(
                    "job {}: topic {} refused event {} of {} bytes and took it with {}, its texts shortened; set"
                            + " SnsNotifier.withMaximumMessageSize to the topic's MaximumMessageSize",
                    event.job(),
                    topic(),
                    event.id(),
                    publication.size(event, refused),
                    publication.size(event, taken));
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
