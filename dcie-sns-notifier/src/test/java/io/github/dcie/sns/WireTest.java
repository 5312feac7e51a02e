package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportEvent;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.utils.StringInputStream;

/** What comes over the wire, read by the SDK's client with its own settings, and what the notifier makes of it. */
final class WireTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private static final String ARN = "arn:aws:sns:eu-central-1:123456789012:exports";

    private static final Answer PUBLISHED = Answer.xml(
            200,
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                    + "<MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId></PublishResult></PublishResponse>");

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

    private final ExportEvent event = Events.whole().window();
    private final LoopbackService service = LoopbackService.start();
    private final SnsClient client = client(CREDENTIALS);
    private final SnsNotifier notifier = SnsNotifier.create(client, ARN);

    private SnsClient client(AwsCredentialsProvider credentials) {
        return SnsClient.builder()
                .endpointOverride(service.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    // ---- errors ----------------------------------------------------------------------------------------------------

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(404, "NotFound", "Topic does not exist", 1, "no such topic: "),
                Arguments.of(
                        403,
                        "AuthorizationError",
                        "User: arn:aws:sts::123456789012:assumed-role/exports/i is not authorized to perform: SNS:Publish",
                        1,
                        "access denied: sns:Publish on "),
                Arguments.of(400, "KMSAccessDenied", "no", 1, "access denied: KMS key of topic "),
                Arguments.of(400, "KMSDisabled", "key is disabled", 1, "KMS key unusable: topic "),
                Arguments.of(400, "KMSInvalidState", "pending deletion", 1, "KMS key unusable: topic "),
                Arguments.of(400, "KMSNotFound", "Invalid keyId", 1, "KMS key unusable: topic "),
                Arguments.of(403, "KMSOptInRequired", "subscribe first", 1, "KMS key unusable: topic "),
                Arguments.of(400, "KMSThrottling", "Rate exceeded", 1, "throttled: topic "),
                Arguments.of(429, "Throttled", "Rate exceeded", 3, "throttled: topic "),
                Arguments.of(400, "InvalidParameter", "Invalid parameter: TopicArn", 2, "refused as invalid: topic "),
                Arguments.of(400, "ParameterValueInvalid", "empty", 2, "refused as invalid: topic "),
                Arguments.of(400, "ValidationException", "too much", 2, "refused as invalid: topic "),
                Arguments.of(413, "RequestEntityTooLarge", "too much", 2, "refused as invalid: topic "),
                Arguments.of(500, "InternalError", "Internal server error", 3, "SNS has a fault: topic "),
                Arguments.of(503, "ServiceUnavailable", "try again", 3, "SNS has a fault: topic "),
                Arguments.of(403, "AccessDenied", "no", 1, "access denied: sns:Publish on "),
                Arguments.of(403, "InvalidSecurity", "not signed", 1, "credentials refused: topic "),
                Arguments.of(403, "InvalidClientTokenId", "The token is invalid.", 1, "credentials refused: topic "),
                Arguments.of(403, "ExpiredToken", "The token is expired", 1, "credentials refused: topic "),
                Arguments.of(403, "SignatureDoesNotMatch", "Check your key", 1, "credentials refused: topic "),
                Arguments.of(404, "InvalidAction", "no such action", 1, "wrong endpoint: topic "),
                Arguments.of(400, "Novelty", "not known here", 1, "not published: topic "));
    }

    @ParameterizedTest // F1; S13: three attempts, where the client by itself makes four
    @MethodSource("errors")
    void anErrorIsExplained(int status, String code, String message, int attempts, String essence) {
        service.answers(Answer.queryError(status, code, message));

        assertTrouble(notifier, essence + ARN + ": SNS answered " + code + ": " + message + "; ");
        assertThat(service.requests()).hasSize(attempts);
    }

    @ParameterizedTest // F9: both times, within what a status shows of it
    @ValueSource(strings = {"SignatureDoesNotMatch", "InvalidSignatureException"})
    void aWrongClockIsToldWithBothTimes(String code) {
        service.answers(
                Answer.queryError(
                        403,
                        code,
                        "Signature expired: 20260114T120000Z is now earlier than 20260114T125500Z (20260114T130000Z - 5 min.)"));

        assertTrouble(notifier, "wrong clock, 20260114T120000Z here, 20260114T130000Z at SNS: topic " + ARN);
    }

    @Test // F9
    void aClockThatIsAheadIsToldWithBothTimes() {
        service.answers(Answer.queryError(
                403,
                "SignatureDoesNotMatch",
                "Signature not yet current: 20260114T130000Z is still later than 20260114T120500Z (20260114T120000Z + 5"
                        + " min.)"));

        assertTrouble(notifier, "wrong clock, 20260114T130000Z here, 20260114T120000Z at SNS: topic " + ARN);
    }

    @Test // F9
    void anEndpointThatDoesNotExistIsNamed() {
        try (SnsClient lost = SnsClient.builder()
                .endpointOverride(URI.create("https://sns.invalid"))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .build()) {
            assertTrouble(SnsNotifier.create(lost, ARN), "no such endpoint: topic " + ARN + ": ");
        }
    }

    @Test // F9: the words of the SDK's own chain
    void missingCredentialsAreTold() {
        try (SnsClient anonymous = client(AwsCredentialsProviderChain.of(ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(new StringInputStream(""))
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .build()))) {
            assertTrouble(
                    SnsNotifier.create(anonymous, ARN),
                    "no credentials: topic " + ARN
                            + ": Unable to load credentials from any of the providers in the chain ");
        }
    }

    @Test // S17: it is no SdkException
    void aCredentialsProviderOfOnesOwnMayThrowWhatItLikes() {
        try (SnsClient client = client(() -> {
            throw new IllegalStateException("the vault is sealed\u001b[31m");
        })) {
            assertTrouble(
                    SnsNotifier.create(client, ARN),
                    "the client failed: topic " + ARN
                            + ": java.lang.IllegalStateException: the vault is sealed\\u001b[31m; ");
        }
    }

    @Test // S17: it is no SdkException
    void aClientThatIsClosedIsTold() {
        client.close();

        assertTrouble(notifier, "the client failed: topic " + ARN + ": java.");
    }

    @Test // after two connections that break: the SDK waits for up to three seconds when it is throttled
    void thereIsAnotherWordForThrottling() {
        service.answers(
                Answer.closesConnection(),
                Answer.closesConnection(),
                Answer.queryError(400, "Throttling", "Rate exceeded"));

        assertTrouble(notifier, "throttled: topic " + ARN + ": SNS answered Throttling: Rate exceeded; ");
    }

    @Test
    void anAnswerThatIsNotTheServicesIsAnError() {
        service.answers(Answer.xml(403, "<html>the proxy does not know you</html>"));

        assertTrouble(notifier, "wrong endpoint: topic " + ARN + ": SNS answered (Service: Sns, Status Code: 403");
    }

    // ---- connections and time --------------------------------------------------------------------------------------

    @Test // N1: the retry says the same, so a FIFO topic knows it again
    void aRetryRepeatsTheMessageAndItsDeduplicationId() throws Exception {
        service.answers(Answer.closesConnection(), PUBLISHED);

        SnsNotifier.create(client, ARN + ".fifo").deliver(event);

        assertThat(service.requests()).hasSize(2);
        assertThat(service.requests().get(1)).isEqualTo(service.requests().get(0));
        assertThat(service.requests().get(0).body()).contains("Action=Publish", "&MessageDeduplicationId=");
    }

    @Test
    void aServerFaultThatPassesIsNoTrouble() throws Exception {
        service.answers(Answer.queryError(500, "InternalError", "Internal server error"), PUBLISHED);

        notifier.deliver(event);

        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void noConnection() {
        service.answers(Answer.closesConnection());

        assertTrouble(notifier, "no answer: topic " + ARN + ": Unable to execute HTTP request: ");
        assertThat(service.requests()).hasSize(3);
    }

    @Test // S13
    void aServiceThatHangsMeetsTheTimeLimit() {
        service.answers(Answer.hangs());

        assertTimeLimit();

        assertThat(service.requests()).hasSizeLessThan(2);
    }

    @Test // S13: the limit is that of the call, not of an attempt
    void theTimeLimitHoldsInSpiteOfRetries() {
        service.answers(Answer.closesConnection(), Answer.hangs());

        assertTimeLimit();

        assertThat(service.requests()).hasSizeLessThan(3);
    }

    private void assertTimeLimit() {
        assertTrouble(notifier.withApiCallTimeout(LIMIT), "no answer within PT0.3S: topic " + ARN + "; ");
        assertThat(Thread.interrupted()).as("the time limit's own interrupt").isFalse();
    }

    @Test // S16, and the contract of Notifier
    void anInterruptionEndsTheStep() {
        service.answers(PUBLISHED);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> notifier.deliver(event));
        assertThat(Thread.interrupted()).isTrue();
    }

    private void assertTrouble(SnsNotifier with, String beginning) {
        assertThatExceptionOfType(SnsDeliveryException.class)
                .isThrownBy(() -> with.deliver(event))
                .withMessageStartingWith(beginning);
    }
}
