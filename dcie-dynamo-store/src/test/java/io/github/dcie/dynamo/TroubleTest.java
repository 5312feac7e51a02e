package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What is said when a call fails. */
final class TroubleTest {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.plain(), Tables.shared());

    private final JobId job = JobId.of("orders");

    @Test
    void missingTable() {
        StateStore store = DynamoStateStore.create(DYNAMO.client(), "no-such-table");

        assertTrouble(
                () -> store.read(job),
                "cannot read job orders (item jobId=orders of table no-such-table): DynamoDB knows no such table, or"
                        + " not yet: ",
                "; correct the table name or the client's Region, wait if the table is being created, or create it, for"
                        + " example from tableDefinition()");
        assertTrouble(() -> store.write(job, Writes.expecting(0)), "cannot write job orders (", "no such table");
        assertTrouble(() -> store.request(job, OperatorAction.PAUSE), "cannot set PAUSE for job orders (", "no such");
    }

    @Test
    void anotherKeySchema() {
        assertTrouble(
                () -> DynamoStateStore.create(DYNAMO.client(), Tables.SHARED).read(job),
                "DynamoDB refused the request: ",
                "; this store expects partition key \"jobId\" (string) and no sort key; if the table's key is another,"
                        + " set partitionKeyName and sortKeyName");
        StateStore withSortKey = DynamoStateStore.builder(DYNAMO.client(), Tables.PLAIN)
                .sortKeyName("SK")
                .build();
        assertTrouble(
                () -> withSortKey.write(job, Writes.expecting(0)),
                "cannot write job orders (item jobId=orders, SK=export-job of table export-jobs)",
                "; this store expects partition key \"jobId\" (string) and sort key \"SK\" (string); if the table's");
    }

    @Test
    void errorWithoutDetails() {
        StateStore store = Tables.onPlain(Clients.failing(
                DynamoDbException.builder().message("no details").build()));

        assertTrouble(() -> store.read(job), "the answer is not DynamoDB's: no details; check the client's endpoint");
    }

    @Test
    void interruptFlagThatTheSdkHasClearedIsSetAgain() {
        StateStore store = Tables.onPlain(Clients.failing(AbortedException.create("aborted")));

        assertTrouble(() -> store.read(job), "interrupted; ");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusalWithoutReasonIsNeverTakenForDone() {
        StateStore store = Tables.onPlain(Clients.failing(
                ConditionalCheckFailedException.builder().message("refused").build()));

        assertTrouble(
                () -> store.request(job, OperatorAction.PAUSE),
                "cannot set PAUSE for job orders (item jobId=orders of table export-jobs): DynamoDB refused the update;"
                        + " call again");
    }

    static Stream<Arguments> failures() {
        String noCredentials =
                "; give this process a role or credentials that its credentials provider finds, then call again";
        return Stream.of(
                argumentSet(
                        "closed",
                        new IllegalStateException("Connection pool shut down"),
                        "the client failed with java.lang.IllegalStateException: Connection pool shut down; see that nobody"
                                + " closes it while it is in use, and that what it was built with works: credentials"
                                + " provider, interceptors, HTTP client"),
                argumentSet(
                        "without words",
                        new UnsupportedOperationException(),
                        "the client failed with java.lang.UnsupportedOperationException: no message; see that nobody"),
                argumentSet(
                        "without credentials",
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"),
                        "the client has no credentials: Unable to load credentials from any of the providers in the chain"
                                + noCredentials),
                argumentSet(
                        "with a role that may not be assumed",
                        AwsServiceException.builder()
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .serviceName("Sts")
                                        .errorCode("AccessDenied")
                                        .errorMessage("User: x is not authorized to perform: sts:AssumeRole")
                                        .build())
                                .build(),
                        "the client has no credentials: User: x is not authorized to perform: sts:AssumeRole"
                                + noCredentials),
                argumentSet(
                        "with a fault that has no name",
                        DynamoDbException.builder().statusCode(503).build(),
                        "a fault of DynamoDB: no message, HTTP status 503; call again"));
    }

    @ParameterizedTest // F9, S17
    @MethodSource("failures")
    void failureOfTheClientHasItsOwnRemedy(RuntimeException failure, String words) {
        StateStore store = Tables.onPlain(Clients.failing(failure));

        assertTrouble(() -> store.read(job), words);
        assertTrouble(() -> store.write(job, Writes.expecting(0)), words);
        assertTrouble(() -> store.request(job, OperatorAction.PAUSE), words);
    }

    @Test // S17: a double, or a client of one's own
    void noAnswerIsAFailure() {
        StateStore store = Tables.onPlain(Clients.intercepting(Clients.refusing(), (request, onwards) -> null));

        assertTrouble(() -> store.read(job), "the client answered null");
        assertTrouble(() -> store.write(job, Writes.expecting(0)), "the client answered null");
        assertTrouble(() -> store.request(job, OperatorAction.PAUSE), "the client answered null");
    }

    @Test // what the JVM must see is not the store's to explain
    void errorStaysWhatItIs() {
        Error error = new NoClassDefFoundError("x");

        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> Tables.onPlain(Clients.failing(error)).read(job))
                .isSameAs(error);
    }

    @ParameterizedTest // 24: neither a line of its own, nor a colour, nor another order, nor megabytes
    @ValueSource(strings = {"AccessDeniedException", "x\r\n\u001b\u202e"})
    void whatAwsSaysStaysInItsLine(String code) {
        String evil = "x\r\n2026-01-01 INFO all is well\u001b[31m\u202e\u0000" + "y".repeat(100_000);
        StateStore store = Tables.onPlain(Clients.failing(DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(evil)
                        .build())
                .build()));

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> store.read(job))
                .withMessageContaining("x\\u000d\\u000a2026-01-01 INFO all is well\\u001b[31m\\u202e\\u0000yyy")
                .satisfies(told -> assertThat(told.getMessage()).hasSizeLessThan(2_000))
                .satisfies(told -> assertThat(told.getMessage().chars()).noneMatch(c -> c < ' ' || c == '\u202e'));
    }

    @Test
    void causeIsKept() {
        SdkClientException cause = SdkClientException.create("no credentials");

        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> Tables.onPlain(Clients.failing(cause)).read(job))
                .withCause(cause);
    }

    private static void assertTrouble(ThrowingCallable call, String... parts) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(call)
                .withMessageStartingWith("cannot ")
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
