package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.LoopbackService;
import io.github.dcie.testkit.LoopbackService.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What comes over the wire, read by the SDK's client with its own settings, and what the store makes of it. */
final class WireTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
    private static final String ANY_SERVICE = "com.amazon.coral.service#";

    private final JobId job = JobId.of("orders");
    private final List<Object> seen = new ArrayList<>();
    private final LoopbackService service = LoopbackService.start();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(service.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(new Noting(seen)))
            .build();
    private final DynamoStateStore store = Tables.onPlain(client);

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    // ---- errors ------------------------------------------------------------------------------------------------

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        400,
                        DYNAMODB + "ResourceNotFoundException",
                        "Requested resource not found",
                        1,
                        "DynamoDB knows no such table, or not yet: %s; correct the table name or the client's Region,"
                                + " wait if the table is being created, or create it, for example from"
                                + " tableDefinition()"),
                Arguments.of(
                        400,
                        DYNAMODB + "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded.",
                        3,
                        "throttled: %s; call again; if it lasts, switch the table to on-demand capacity or raise its"
                                + " provisioned one"),
                Arguments.of(
                        400,
                        ANY_SERVICE + "AccessDeniedException",
                        "User: arn:aws:sts::123456789012:assumed-role/exports/i is not authorized to perform:"
                                + " dynamodb:GetItem",
                        1,
                        "access denied: %s; allow dynamodb:GetItem on the table to the identity of this process"),
                Arguments.of(
                        400,
                        "com.amazon.coral.validate#ValidationException",
                        "The provided key element does not match the schema",
                        1,
                        "DynamoDB refused the request: %s; this store expects partition key \"jobId\" (string) and no sort"
                                + " key; if the table's key is another, set partitionKeyName and sortKeyName"),
                fault(500, DYNAMODB, "InternalServerError", "Internal server error"),
                fault(503, DYNAMODB, "ServiceUnavailable", "The service is unavailable"),
                credentials("ExpiredTokenException", "The security token is expired"),
                credentials("UnrecognizedClientException", "The security token is invalid."),
                credentials(
                        "InvalidSignatureException",
                        "The request signature we calculated does not match the signature you provided."),
                Arguments.of(
                        400,
                        ANY_SERVICE + "InvalidSignatureException",
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T005500Z (20260101T010000Z - 5"
                                + " min.)",
                        1,
                        "the clock of this machine differs from AWS's: InvalidSignatureException: %s; set the clock, and"
                                + " keep it set (NTP), then call again"),
                Arguments.of(
                        400,
                        ANY_SERVICE + "UnknownOperationException",
                        "Operation GetItem is not supported.",
                        1,
                        "what answers is not DynamoDB, or not all of it: UnknownOperationException: %s; check the client's"
                                + " endpoint"),
                Arguments.of(
                        400,
                        ANY_SERVICE + "OptInRequired",
                        "The AWS Access Key Id needs a subscription for the service",
                        1,
                        "DynamoDB answered OptInRequired: %s; remove the cause, then call again"));
    }

    private static Arguments fault(int status, String space, String code, String message) {
        return Arguments.of(
                status,
                space + code,
                message,
                3,
                "a fault of DynamoDB: " + code
                        + ": %s; call again; if it lasts, look at the service's health in this Region");
    }

    private static Arguments credentials(String code, String message) {
        return Arguments.of(
                400,
                ANY_SERVICE + code,
                message,
                1,
                "the credentials are not accepted: " + code
                        + ": %s; renew them, or see that the client's credentials provider does, then call again");
    }

    @ParameterizedTest // F1, F9; S13: three attempts, where the client by itself makes nine
    @MethodSource("errors")
    void errorIsExplained(int status, String type, String message, int attempts, String words) {
        service.answers(Answer.jsonError(status, type, message));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(job))
                .withMessage("cannot read job orders (item jobId=orders of table export-jobs): "
                        + String.format(Locale.ROOT, words, message));
        assertThat(service.requests()).hasSize(attempts);
    }

    @ParameterizedTest // after two connections that break: the SDK waits for up to three seconds when it is throttled
    @ValueSource(strings = {"ThrottlingException", "RequestLimitExceeded"})
    void thereAreMoreWordsForThrottling(String code) {
        service.answers(
                Answer.closesConnection(),
                Answer.closesConnection(),
                Answer.jsonError(400, DYNAMODB + code, "Rate exceeded"));

        assertTrouble(() -> store.read(job), "): throttled: Rate exceeded; call again; ");
    }

    @Test // as IAM's refusals are spelt, and those of the other permission
    void messageMayBeginWithACapital() {
        service.answers(
                Answer.json(400, "{\"__type\":\"" + ANY_SERVICE + "AccessDeniedException\",\"Message\":\"User: x\"}"));

        assertTrouble(
                () -> store.write(job, Writes.expecting(0)),
                "access denied: User: x; allow dynamodb:UpdateItem on the table");
        assertTrouble(
                () -> store.request(job, OperatorAction.RUN),
                "access denied: User: x; allow dynamodb:UpdateItem on the table");
    }

    @Test
    void answerThatIsNotTheServicesIsAnError() {
        service.answers(Answer.xml(403, "<html>the proxy does not know you</html>"));

        assertTrouble(
                () -> store.read(job),
                "): the answer is not DynamoDB's: no message, HTTP status 403; check the client's endpoint, and the proxy on"
                        + " the way to it");
    }

    // ---- refused writes ----------------------------------------------------------------------------------------

    private static Answer refused(String... attributes) {
        return Answer.json(
                400,
                "{\"__type\":\"" + DYNAMODB + "ConditionalCheckFailedException\",\"message\":\"The conditional request"
                        + " failed\",\"Item\":{\"jobId\":{\"S\":\"orders\"}," + String.join(",", attributes) + "}}");
    }

    private static Answer refusedBy(long revision, String writeId) {
        return refused(
                "\"revision\":{\"N\":\"" + revision + "\"}",
                "\"document\":{\"S\":\"x\"}",
                "\"writeId\":{\"S\":\"" + writeId + "\"}",
                "\"operatorAction\":{\"S\":\"PAUSE\"}",
                "\"readable\":{\"M\":{\"runStatus\":{\"S\":\"FOLLOWING\"}}}");
    }

    @Test // R7
    void retryThatMeetsItsOwnWriteIsWritten() throws Exception {
        StateWrite write = Writes.expecting(0);
        service.answers(Answer.closesConnection(), refusedBy(1, write.id().value()));

        assertThat(store.write(job, write)).isEqualTo(WriteResult.WRITTEN);

        assertThat(service.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.target()).contains("DynamoDB_20120810.UpdateItem"));
        assertThat(service.requests().get(1)).isEqualTo(service.requests().get(0));
    }

    @Test // R7
    void soIsOneAfterAServerFaultThatWasNone() throws Exception {
        StateWrite write = Writes.expecting(0);
        service.answers(
                Answer.jsonError(500, DYNAMODB + "InternalServerError", "oops"),
                refusedBy(1, write.id().value()));

        assertThat(store.write(job, write)).isEqualTo(WriteResult.WRITTEN);
    }

    @Test // R5, R6
    void retryThatMeetsAnotherWriteIsLost() throws Exception {
        service.answers(Answer.closesConnection(), refusedBy(1, "another"));

        assertThat(store.write(job, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(service.requests()).hasSize(2);
    }

    @Test // R13: nothing was written, because the operator has changed the mind
    void acknowledgementThatMeetsAnotherRequestIsLost() throws Exception {
        service.answers(refusedBy(3, "before"));

        assertThat(store.write(job, Writes.acknowledging(3, OperatorRequest.parse("RESET_WITH_FULL_EXPORT_AGAIN"))))
                .isEqualTo(WriteResult.LOST_RACE);
    }

    @Test // R15
    void itemOfSomebodyElseIsNamed() {
        service.answers(refused("\"revision\":{\"S\":\"first\"}"));

        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> store.write(job, Writes.expecting(0)))
                .withMessageContaining("attribute revision of item jobId=orders of table export-jobs has type S")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.FOREIGN));
    }

    @Test // DynamoDB sends no item if there is none
    void refusalWithoutAnItemIsLost() throws Exception {
        service.answers(Answer.jsonError(400, DYNAMODB + "ConditionalCheckFailedException", "no such item"));

        assertThat(store.write(job, Writes.expecting(1))).isEqualTo(WriteResult.LOST_RACE);
        assertTrouble(() -> store.request(job, OperatorAction.PAUSE), "DynamoDB refused the update; call again");
    }

    // ---- connections and time ----------------------------------------------------------------------------------

    @Test // R8
    void noConnection() {
        service.answers(Answer.closesConnection());

        assertTrouble(
                () -> store.write(job, Writes.expecting(0)),
                "cannot write job orders (item jobId=orders of table export-jobs): Unable to execute HTTP request: ",
                "; call again; if it lasts, check the client's endpoint, Region and network");
        assertThat(service.requests()).hasSize(3);
    }

    @Test // S13
    void serviceThatHangsMeetsTheTimeLimit() {
        service.answers(Answer.hangs());

        assertTimeLimit();

        assertThat(service.requests()).hasSizeLessThan(2);
    }

    @Test // S13: the limit is that of the call, not of an attempt
    void timeLimitHoldsInSpiteOfRetries() {
        service.answers(Answer.closesConnection(), Answer.hangs());

        assertTimeLimit();

        assertThat(service.requests()).hasSizeLessThan(3);
    }

    private void assertTimeLimit() {
        DynamoStateStore hurried = DynamoStateStore.builder(client, Tables.PLAIN)
                .apiCallTimeout(LIMIT)
                .build();

        assertTrouble(
                () -> hurried.read(job),
                "no answer within PT0.3S; call again; if it lasts, check the network path to DynamoDB, or allow more"
                        + " with apiCallTimeout");
        assertThat(Thread.interrupted()).as("the time limit's own interrupt").isFalse();
    }

    @Test
    void interruptedThreadStaysInterrupted() {
        service.answers(Answer.json(200, "{}"));
        Thread.currentThread().interrupt();

        assertTrouble(
                () -> store.write(job, Writes.expecting(0)),
                "interrupted; the next read tells whether a write was applied");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void otherSettingsOfTheClientHold() throws Exception {
        service.answers(Answer.json(200, "{}"));

        StoredState state = store.read(job);

        assertThat(state.document()).isEmpty();
        assertThat(seen).hasSize(1);
        assertThat(service.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("\"ConsistentRead\":true"));
    }

    private static void assertTrouble(ThrowingCallable call, String... parts) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(call)
                .withMessageStartingWith("cannot ")
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    /** What a user of the client may have set. */
    private record Noting(List<Object> seen) implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            seen.add(context.request());
        }
    }
}
