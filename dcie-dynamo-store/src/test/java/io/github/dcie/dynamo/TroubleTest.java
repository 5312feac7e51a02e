package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What is said when a call fails, and how long it takes to fail. */
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
    void accessDenied() {
        CannedHttp http = new CannedHttp(CannedHttp.error(400, "AccessDeniedException", "User: x is not authorized"));

        assertTrouble(
                () -> Tables.onPlain(http.client()).read(job),
                "access denied: User: x is not authorized; allow dynamodb:GetItem on the table to the identity of this"
                        + " process");
        assertTrouble(
                () -> Tables.onPlain(http.client()).write(job, Writes.expecting(0)),
                "allow dynamodb:UpdateItem on the table");
        assertTrouble(
                () -> Tables.onPlain(http.client()).request(job, OperatorAction.RUN),
                "allow dynamodb:UpdateItem on the table");
    }

    @Test
    void throttling() {
        CannedHttp http = new CannedHttp(CannedHttp.error(400, "ProvisionedThroughputExceededException", "too fast"));

        assertTrouble(
                () -> Tables.onPlain(http.client()).read(job),
                "throttled: too fast; call again; if it lasts, switch the table to on-demand capacity or raise its"
                        + " provisioned one");
        assertThat(http.bodies()).hasSize(3);
    }

    @Test
    void serverErrorIsTriedThreeTimesWhateverTheClientIsSetTo() {
        CannedHttp http = new CannedHttp(CannedHttp.error(500, "InternalServerError", "oops"));

        assertTrouble(
                () -> Tables.onPlain(http.client()).write(job, Writes.expecting(0)),
                "DynamoDB answered InternalServerError: oops; call again; if it lasts, check the client's"
                        + " credentials and Region, and the service's health");
        assertThat(http.bodies()).hasSize(3);
    }

    @Test
    void otherSettingsOfTheClientHold() throws Exception {
        List<Object> seen = new ArrayList<>();
        ExecutionInterceptor interceptor = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                seen.add(context.request());
            }
        };
        CannedHttp http = new CannedHttp(CannedHttp.answer(200, "{}"));
        StateStore store = Tables.onPlain(http.client(ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(interceptor)
                .build()));

        assertThat(store.read(job).document()).isEmpty();
        assertThat(seen).hasSize(1);
        assertThat(http.bodies()).singleElement().asString().contains("\"ConsistentRead\":true");
    }

    @Test
    void errorWithoutDetails() {
        StateStore store = Tables.onPlain(Clients.failing(
                DynamoDbException.builder().message("no details").build()));

        assertTrouble(() -> store.read(job), "DynamoDB answered no details; call again");
    }

    @Test
    void noConnection() {
        CannedHttp http = new CannedHttp(CannedHttp.noReply());

        assertTrouble(
                () -> Tables.onPlain(http.client()).read(job),
                "the connection was closed",
                "; call again; if it lasts, check the client's credentials, Region and network");
        assertThat(http.bodies()).hasSize(3);
    }

    @Test
    void noAnswerInTime() {
        CountDownLatch never = new CountDownLatch(1);
        CannedHttp http = new CannedHttp(() -> {
            try {
                throw new AssertionError("not cut off: " + never.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("aborted");
            }
        });
        StateStore store = DynamoStateStore.builder(http.client(), Tables.PLAIN)
                .apiCallTimeout(Duration.ofMillis(50))
                .build();

        assertTrouble(
                () -> store.read(job),
                "no answer within PT0.05S; call again; if it lasts, check the network path to DynamoDB, or allow more"
                        + " with apiCallTimeout");
        assertThat(Thread.interrupted()).as("the time limit's own interrupt").isFalse();
    }

    @Test
    void interruptedThreadStaysInterrupted() {
        CannedHttp http = new CannedHttp(CannedHttp.answer(200, "{}"));
        Thread.currentThread().interrupt();

        assertTrouble(
                () -> Tables.onPlain(http.client()).write(job, Writes.expecting(0)),
                "interrupted; the next read tells whether a write was applied");
        assertThat(Thread.interrupted()).isTrue();
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

    @Test
    void programmingErrorStaysWhatItIs() {
        StateStore store = Tables.onPlain(Clients.failing(new IllegalStateException("the client is closed")));

        assertThatIllegalStateException().isThrownBy(() -> store.read(job)).withMessage("the client is closed");
        assertThatIllegalStateException().isThrownBy(() -> store.write(job, Writes.expecting(0)));
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
