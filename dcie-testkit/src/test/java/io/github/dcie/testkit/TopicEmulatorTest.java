package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** A topic as the API reference describes it. */
final class TopicEmulatorTest {

    private static final String ARN = "arn:aws:sns:eu-central-1:123456789012:exports";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LARGEST = 262_144;

    private final TopicEmulator topic = TopicEmulator.withTopic(ARN);
    private final SnsClient client = topic.client();
    private final TopicEmulator fifo = TopicEmulator.withTopic(ARN + ".fifo");

    @Test
    void subscribersGetWhatIsPublished() {
        topic.clock().advance(Duration.ofMinutes(3));
        publish(
                client,
                request -> request.subject("Full export outcome")
                        .message("{}")
                        .messageAttributes(Map.of("status", text("SUCCESS"))));

        assertThat(topic.messages())
                .containsExactly(new TopicMessage(
                        START.plusSeconds(180),
                        Optional.of("Full export outcome"),
                        "{}",
                        Map.of("status", "SUCCESS"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(topic.calls()).isEqualTo(1);
    }

    @Test
    void aRequestMayBeBuiltInPlace() {
        assertThat(client.publish(request -> request.topicArn(ARN).message("m")).messageId())
                .isNotEmpty();
        assertThat(topic.messages()).extracting(TopicMessage::body).containsExactly("m");
    }

    @Test
    void aClientSaysWhereItIs() {
        assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-central-1");
        assertThat(client).hasToString("emulated SNS client in eu-central-1").isNotEqualTo(topic.client());
        client.close();
    }

    @Test
    void thereIsPublishAndNothingElse() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> client.listTopics(request -> {}))
                .withMessage("listTopics: the emulator publishes to a topic and does nothing else");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> publish(client, request -> request.messageStructure("json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exports",
                "arn:aws:sqs:eu-central-1:123456789012:exports",
                "arn:aws:sns:eu-central-1:123456789012:exports:0a1b",
                "arn:aws:sns:eu-central-1:123456789012:ex.ports"
            })
    void onlyTopicsHaveTopicArns(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicEmulator.withTopic(arn))
                .withMessageStartingWith("topic ARN \"" + arn + "\": expected ");
    }

    // ---- refusals --------------------------------------------------------------------------------------------------

    @Test
    void aMissingTopicIsNotFound() {
        topic.deleteTopic();
        assertRefusal(NotFoundException.class, 404, "NotFound", () -> publish(client, request -> {}));
        topic.createTopic();
        assertRefusal(
                NotFoundException.class,
                404,
                "NotFound",
                () -> publish(client, request -> request.topicArn(ARN + "-of-somebody-else")));

        publish(client, request -> {});
        assertThat(topic.messages()).hasSize(1);
    }

    @Test
    void publishingMayBeDenied() {
        topic.deny();
        assertRefusal(
                AuthorizationErrorException.class, 403, "AuthorizationError", () -> publish(client, request -> {}));
        assertThat(topic.messages()).isEmpty();

        topic.allow();
        publish(client, request -> {});
        assertThat(topic.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " leading space", "line\nbreak", "control\u0007", "caf\u00e9"})
    void aSubjectIsPrintableAscii(String subject) {
        assertRefusal(
                InvalidParameterException.class,
                400,
                "InvalidParameter",
                () -> publish(client, request -> request.subject(subject)));
    }

    @Test
    void aSubjectHasLessThanAHundredCharacters() {
        publish(client, request -> request.subject("s".repeat(99)));
        assertRefusal(
                InvalidParameterException.class,
                400,
                "InvalidParameter",
                () -> publish(client, request -> request.subject("s".repeat(100))));
    }

    @Test
    void aMessageIsNotEmpty() {
        assertRefusal(
                InvalidParameterException.class,
                400,
                "InvalidParameter",
                () -> publish(client, request -> request.message("")));
    }

    @Test
    void aMessageHasASizeInBytesItsAttributesIncluded() {
        Map<String, MessageAttributeValue> attributes = Map.of("name", text("value")); // and "String": 15 bytes
        publish(client, request -> request.message("m".repeat(LARGEST)));
        publish(client, request -> request.message("m".repeat(LARGEST - 15)).messageAttributes(attributes));

        assertTooLong(request -> request.message("m".repeat(LARGEST + 1)));
        assertTooLong(request -> request.message("\u00e9".repeat(LARGEST / 2) + "m"));
        assertTooLong(request -> request.message("m".repeat(LARGEST - 14)).messageAttributes(attributes));
    }

    private void assertTooLong(Consumer<PublishRequest.Builder> settings) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> publish(client, settings))
                .withMessageContaining("Message too long");
    }

    @Test
    void attributesHaveNamesAndValues() {
        assertRefusal(
                InvalidParameterValueException.class,
                400,
                "ParameterValueInvalid",
                () -> publish(client, request -> request.messageAttributes(Map.of("status", text("")))));
        assertRefusal(
                InvalidParameterValueException.class,
                400,
                "ParameterValueInvalid",
                () -> publish(client, request -> request.messageAttributes(Map.of("the status", text("x")))));
    }

    // ---- FIFO ------------------------------------------------------------------------------------------------------

    @Test
    void aFifoTopicAsksForAGroupAndADeduplicationId() {
        assertInvalid(fifo, request -> request.messageDeduplicationId("1"), "The MessageGroupId parameter is required");
        assertInvalid(fifo, request -> request.messageGroupId("orders"), "MessageDeduplicationId provided explicitly");
        assertInvalid(
                fifo,
                request -> request.messageGroupId("orders").messageDeduplicationId("x".repeat(129)),
                "Invalid parameter: MessageDeduplicationId");
        assertInvalid(
                fifo,
                request -> request.messageGroupId("a group").messageDeduplicationId("1"),
                "Invalid parameter: MessageGroupId");
        assertThat(fifo.messages()).isEmpty();
    }

    @Test
    void aStandardTopicTakesAGroupAndNoDeduplicationId() {
        publish(client, request -> request.messageGroupId("orders"));

        assertThat(topic.messages()).extracting(TopicMessage::groupId).containsExactly(Optional.of("orders"));
        assertInvalid(topic, request -> request.messageDeduplicationId("1"), "not valid for this topic type");
    }

    @Test
    void aRepetitionWithinFiveMinutesIsAcceptedAndNotHandedOn() {
        publishOrdered("first", "1");
        fifo.clock().advance(Duration.ofMinutes(4));
        publishOrdered("again", "1");
        publishOrdered("second", "2");
        assertThat(fifo.messages()).extracting(TopicMessage::body).containsExactly("first", "second");

        // the interval is that of the message that was handed on
        fifo.clock().advance(Duration.ofMinutes(1));
        publishOrdered("five minutes later", "1");
        assertThat(fifo.messages())
                .extracting(TopicMessage::body)
                .containsExactly("first", "second", "five minutes later");
        assertThat(fifo.calls()).isEqualTo(4);
    }

    @Test
    void aNewTopicRemembersNothing() {
        publishOrdered("first", "1");
        fifo.deleteTopic();
        fifo.createTopic();
        publishOrdered("again", "1");

        assertThat(fifo.messages()).hasSize(2);
    }

    @Test
    void aStandardTopicHandsRepetitionsOn() {
        publish(client, request -> {});
        publish(client, request -> {});

        assertThat(topic.messages()).hasSize(2);
    }

    // ---- filter policies -------------------------------------------------------------------------------------------

    @Test
    void aSubscriptionMayFilterOnAttributes() {
        publish(client, request -> request.message("1").messageAttributes(Map.of("status", text("SUCCESS"))));
        publish(client, request -> request.message("2").messageAttributes(Map.of("status", text("FAILED"))));
        publish(client, request -> request.message("{\"status\":\"SUCCESS\"}"));

        assertThat(topic.received("status", "SUCCESS"))
                .extracting(TopicMessage::body)
                .containsExactly("1");
    }

    @Test
    void aSubscriptionMayFilterOnTheBody() {
        String success = "{\"a\":{\"status\":\"FAILED\"},\"b\":[1,\"status\"],\"n\":3,\"status\":\"SUCCESS\"}";
        for (String body : new String[] {
            success, "{\"status\":\"FAILED\"}", "{\"status\":3}", "[\"status\",\"SUCCESS\"]", "status", "{\"status\":"
        }) {
            publish(client, request -> request.message(body));
        }

        assertThat(topic.receivedByBody("status", "SUCCESS"))
                .extracting(TopicMessage::body)
                .containsExactly(success);
    }

    // ---- faults ----------------------------------------------------------------------------------------------------

    @Test
    void aFailureIsNotApplied() {
        SnsClient failing = topic.client(FaultPlan.onEffect(1, Fault.FAIL));

        assertRefusal(InternalErrorException.class, 500, "InternalError", () -> publish(failing, request -> {}));
        assertThat(topic.messages()).isEmpty();
    }

    @Test
    void throttlingIsNotApplied() {
        SnsClient throttled = topic.client(FaultPlan.onEffect(1, Fault.THROTTLE));

        assertRefusal(ThrottledException.class, 429, "Throttled", () -> publish(throttled, request -> {}));
        assertThat(topic.messages()).isEmpty();
        publish(throttled, request -> {});
        assertThat(topic.messages()).hasSize(1);
    }

    @Test
    void aMessageWhoseReplyIsLostWasPublished() {
        SnsClient unlucky = topic.client(FaultPlan.onEffect(1, Fault.LOSE_REPLY));

        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> publish(unlucky, request -> {}))
                .withMessageContaining("Read timed out");
        assertThat(topic.messages()).hasSize(1);
    }

    @Test
    void aProcessMayDieOnEitherSideOfTheCall() {
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> publish(topic.client(FaultPlan.onEffect(1, Fault.CRASH_BEFORE)), request -> {}))
                .withMessageContaining("before Publish");
        assertThat(topic.messages()).isEmpty();

        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> publish(topic.client(FaultPlan.onEffect(1, Fault.CRASH_AFTER)), request -> {}));
        assertThat(topic.messages()).hasSize(1);
    }

    @Test
    void aRequestThatWasFrozenForTooLongIsRefused() {
        SnsClient frozen = topic.client(FaultPlan.none().withBoundary((operation, when) -> {
            if (when == When.BEFORE) {
                topic.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
            }
        }));

        assertRefusal(SnsException.class, 403, "SignatureDoesNotMatch", () -> publish(frozen, request -> {}));
        assertThat(topic.messages()).isEmpty();
    }

    private void publishOrdered(String body, String deduplicationId) {
        publish(
                fifo.client(),
                request -> request.topicArn(ARN + ".fifo")
                        .message(body)
                        .messageGroupId("orders")
                        .messageDeduplicationId(deduplicationId));
    }

    private static void publish(SnsClient client, Consumer<PublishRequest.Builder> settings) {
        client.publish(PublishRequest.builder()
                .topicArn(ARN)
                .message("m")
                .applyMutation(settings)
                .build());
    }

    private static void assertInvalid(TopicEmulator topic, Consumer<PublishRequest.Builder> settings, String why) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> publish(topic.client(), settings))
                .withMessageContaining(why);
    }

    private static <E extends AwsServiceException> void assertRefusal(
            Class<E> type, int status, String code, ThrowingCallable call) {
        assertThatExceptionOfType(type).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
