package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

        assertTrouble(() -> store.read(job), "DynamoDB answered no details; call again");
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
