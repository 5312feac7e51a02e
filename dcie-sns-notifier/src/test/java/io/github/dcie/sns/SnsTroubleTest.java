package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dcie.ExportEvent;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.TopicEmulator;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sns.model.KmsDisabledException;
import software.amazon.awssdk.services.sns.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sns.model.KmsNotFoundException;
import software.amazon.awssdk.services.sns.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.sns.model.KmsThrottlingException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ValidationException;

/** What is said when a message could not be published. */
final class SnsTroubleTest extends EveryLocale {

    private static final String ARN = "arn:aws:sns:eu-central-1:123456789012:exports";

    private final TopicEmulator topic = TopicEmulator.withTopic(ARN);
    private final ExportEvent event = Events.whole().window();

    @AfterEach
    void leavesNoFlagToTheNextTest() {
        Thread.interrupted();
    }

    @Test
    void missingTopic() {
        topic.deleteTopic();

        assertTrouble(topic.client())
                .hasMessage(
                        "no such topic: " + ARN + ": SNS answered NotFound: Topic does not exist; create it, or hand"
                                + " over the ARN of one that exists");
    }

    @Test
    void accessDenied() {
        topic.deny();

        assertTrouble(topic.client())
                .hasMessageStartingWith("access denied: sns:Publish on " + ARN + ": SNS answered AuthorizationError: ")
                .hasMessageEndingWith(
                        "; allow it to the identity of this process and, if the topic is another account's,"
                                + " in the topic's policy");
    }

    @Test
    void accessToTheKeyDenied() {
        assertTrouble(answering(KmsAccessDeniedException.builder(), 400, "KMSAccessDenied", "no"))
                .hasMessage("access denied: KMS key of topic " + ARN + ": SNS answered KMSAccessDenied: no; allow"
                        + " kms:GenerateDataKey* and kms:Decrypt on the topic's key to the identity of this process");
    }

    @Test
    void keyUnusable() {
        assertKeyUnusable(KmsDisabledException.builder(), "KMSDisabled");
        assertKeyUnusable(KmsInvalidStateException.builder(), "KMSInvalidState");
        assertKeyUnusable(KmsNotFoundException.builder(), "KMSNotFound");
        assertKeyUnusable(KmsOptInRequiredException.builder(), "KMSOptInRequired");
    }

    private void assertKeyUnusable(SnsException.Builder error, String code) {
        assertTrouble(answering(error, 400, code, "no"))
                .hasMessage("KMS key unusable: topic " + ARN + ": SNS answered " + code
                        + ": no; enable the topic's key, or give the topic another one");
    }

    @Test
    void throttled() {
        assertTrouble(topic.client(FaultPlan.onEffect(1, Fault.THROTTLE)))
                .hasMessage(
                        "throttled: topic " + ARN + ": SNS answered Throttled: Rate exceeded; it is published again;"
                                + " if it lasts, ask for a higher quota (Service Quotas, Amazon SNS or KMS)");
        assertTrouble(answering(KmsThrottlingException.builder(), 400, "KMSThrottling", "slow down"))
                .hasMessageStartingWith("throttled: topic " + ARN + ": SNS answered KMSThrottling: slow down; ");
    }

    @Test
    void refusedAsInvalid() {
        assertInvalid(InvalidParameterException.builder(), "InvalidParameter");
        assertInvalid(InvalidParameterValueException.builder(), "ParameterValueInvalid");
        assertInvalid(ValidationException.builder(), "ValidationException");
    }

    private void assertInvalid(SnsException.Builder error, String code) {
        assertTrouble(answering(error, 400, code, "Invalid parameter: TopicArn"))
                .hasMessageStartingWith("refused as invalid: topic " + ARN + ": SNS answered " + code
                        + ": Invalid parameter: TopicArn; if it is too long, give the topic a MaximumMessageSize of ")
                .hasMessageEndingWith(
                        " bytes or more; if not, check that the topic is in the client's Region and partition;"
                                + " if it is, this notifier made a message that SNS does not take: report it with these words");
    }

    @Test
    void noAnswerInTime() {
        assertTrouble(throwing(ApiCallTimeoutException.create(10_000)))
                .hasMessage("no answer within PT10S: topic " + ARN + "; the message may be published or not, and is"
                        + " published again; if it lasts, check the network path to SNS, or allow more with"
                        + " withApiCallTimeout");
        assertTrouble(throwing(ApiCallAttemptTimeoutException.create(10_000)))
                .hasMessageStartingWith("no answer within PT10S: ");
    }

    @Test
    void theLimitIsNamedAsSet() {
        SnsNotifier notifier = SnsNotifier.create(throwing(ApiCallTimeoutException.create(1)), ARN)
                .withApiCallTimeout(Duration.ofMillis(50));

        assertThatExceptionOfType(SnsDeliveryException.class)
                .isThrownBy(() -> notifier.deliver(event))
                .withMessageStartingWith("no answer within PT0.05S: ");
    }

    @Test
    void replyLost() {
        assertTrouble(topic.client(FaultPlan.onEffect(1, Fault.LOSE_REPLY)))
                .hasMessageStartingWith("no answer: topic " + ARN + ": Unable to execute HTTP request: Read timed out")
                .hasMessageEndingWith(
                        "; the message may be published or not, and is published again; if it lasts, check"
                                + " the client's endpoint and network");
        assertThat(topic.messages()).hasSize(1);
    }

    @Test
    void serverFault() {
        assertTrouble(topic.client(FaultPlan.onEffect(1, Fault.FAIL)))
                .hasMessage(
                        "SNS has a fault: topic " + ARN + ": SNS answered InternalError: Internal server error; it is"
                                + " published again; if it lasts, look at the service's health");
    }

    @Test
    void errorWithoutDetails() {
        assertTrouble(throwing(SnsException.builder().message("no details").build()))
                .hasMessageStartingWith("wrong endpoint: topic " + ARN + ": SNS answered no details; ");
        assertTrouble(throwing(SnsException.builder().statusCode(502).build()))
                .hasMessageStartingWith("SNS has a fault: topic " + ARN + ": SNS answered status 502; ");
    }

    @Test // a status shows 120 characters of what the exception says of itself
    void theEssenceComesFirst() {
        topic.deny();

        assertThatExceptionOfType(SnsDeliveryException.class)
                .isThrownBy(() -> SnsNotifier.create(topic.client(), ARN).deliver(event))
                .satisfies(e -> assertThat(e.toString().substring(0, 117))
                        .contains("SnsDeliveryException: access denied: sns:Publish on arn:aws:sns:eu-central-1:"));
    }

    @Test
    void causeIsKept() {
        SdkClientException cause = SdkClientException.create("no credentials");

        assertTrouble(throwing(cause)).hasCause(cause);
    }

    // ---- interruption ----------------------------------------------------------------------------------------------

    @Test // S16, and the contract of Notifier
    void interruptionEndsTheStep() {
        AbortedException aborted = AbortedException.create("aborted");

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> SnsNotifier.create(throwing(aborted), ARN).deliver(event))
                .withMessage("interrupted while publishing orders/window to " + ARN)
                .withCause(aborted);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void otherTroubleInterruptsNobody() {
        topic.deny();
        assertTrouble(topic.client());

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test // S17
    void whateverTheClientThrowsIsADeliveryThatFailed() {
        assertTrouble(throwing(new NullPointerException()))
                .hasMessage(
                        "the client failed: topic " + ARN
                                + ": java.lang.NullPointerException; it is published again; if"
                                + " it lasts, check that the client is not closed, and its credentials provider and interceptors");
    }

    @Test // S17: what the JVM must see
    void anErrorPasses() {
        SnsClient client = mock(SnsClient.class);
        when(client.publish(any(PublishRequest.class))).thenThrow(new NoClassDefFoundError("org/example/Missing"));

        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> SnsNotifier.create(client, ARN).deliver(event));
    }

    @Test // F9: a role that cannot be assumed is no trouble of the topic's
    void theServiceThatGivesCredentialsIsNotTakenForSns() {
        SnsException denied = (SnsException) SnsException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sts")
                        .errorCode("AccessDenied")
                        .errorMessage("not authorized to perform: sts:AssumeRole")
                        .build())
                .build();

        assertTrouble(throwing(denied))
                .hasMessageStartingWith("no credentials: topic " + ARN
                        + ": their provider got AccessDenied: not authorized to perform: sts:AssumeRole; ");
    }

    @Test // F9
    void aClockMayBeWrongWithoutTimes() {
        assertTrouble(answering(SnsException.builder(), 403, "RequestExpired", "Request has expired."))
                .hasMessage("wrong clock: topic " + ARN + ": SNS answered RequestExpired: Request has expired.; it is"
                        + " published again; if it lasts, set this machine's clock");
    }

    @Property(tries = 200)
    void nothingFromOutsideReachesALineUnescaped(@ForAll String words, @ForAll boolean answered) {
        String outside = words + "\u001b[2J\r\n\u202e\u2066\u0000\u007f\u0085\u2028\ud800";
        RuntimeException failure = answered
                ? SnsException.builder()
                        .statusCode(403)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("Novelty")
                                .errorMessage(outside)
                                .build())
                        .build()
                : SdkClientException.create(outside);
        TopicArn topic = new TopicArn(ARN);

        assertThat(new SnsTrouble(topic, Duration.ofSeconds(1)).of(failure, 1).getMessage())
                .doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}].*")
                .contains("\\u001b[2J\\u000d\\u000a\\u202e\\u2066\\u0000\\u007f\\u0085\\u2028\\ud800");
    }

    @Test // N1
    void whatIsGivenAgainIsPublishedOnceAllIsWell() throws Exception {
        SnsNotifier notifier = SnsNotifier.create(topic.client(), ARN);
        topic.deny();
        assertThatExceptionOfType(SnsDeliveryException.class).isThrownBy(() -> notifier.deliver(event));

        topic.allow();
        notifier.deliver(event);

        assertThat(topic.receivedByBody("executionId", event.id().value())).hasSize(1);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertTrouble(SnsClient client) {
        SnsNotifier notifier = SnsNotifier.create(client, ARN);
        return Assertions.assertThatThrownBy(() -> notifier.deliver(event))
                .isExactlyInstanceOf(SnsDeliveryException.class);
    }

    private static SnsClient answering(SnsException.Builder error, int status, String code, String message) {
        return throwing((SnsException) error.statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build());
    }

    private static SnsClient throwing(RuntimeException failure) {
        SnsClient client = mock(SnsClient.class);
        when(client.publish(any(PublishRequest.class))).thenThrow(failure);
        return client;
    }
}
