package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** R7 and R8: writes that were applied although their reply was lost. */
final class LostReplyTest {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.plain());

    private final JobId job = Writes.newJob();
    private final StateStore store = Tables.onPlain(DYNAMO.client());

    /** The reply of the first attempt is lost; the SDK sends the same update again before anybody notices. */
    private final StateStore retrying = Tables.onPlain(Clients.intercepting(DYNAMO.client(), (request, onwards) -> {
        onwards.make();
        return onwards.make();
    }));

    private final StateStore losing = Tables.onPlain(Clients.intercepting(DYNAMO.client(), (request, onwards) -> {
        onwards.make();
        throw SdkClientException.create("the connection was closed");
    }));

    @Test
    void writeAppliedTwiceIsWrittenOnce() throws Exception {
        assertThat(retrying.write(job, Writes.expecting(0))).isEqualTo(WriteResult.WRITTEN);
        assertThat(retrying.write(job, Writes.expecting(1))).isEqualTo(WriteResult.WRITTEN);

        assertThat(store.read(job).revision()).isEqualTo(new Revision(2));
    }

    @Test
    void lostReplyIsAnExceptionAndTheSameWriteAgainIsWritten() throws Exception {
        StateWrite write = Writes.expecting(0);
        assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> losing.write(job, write));

        assertThat(store.write(job, write)).isEqualTo(WriteResult.WRITTEN);
        assertThat(store.read(job).revision()).isEqualTo(new Revision(1));
    }

    @Test
    void acknowledgingWriteAppliedTwiceIsWrittenOnce() throws Exception {
        store.request(job, OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        OperatorRequest reset = store.read(job).operator();

        assertThat(retrying.write(job, Writes.acknowledging(0, reset))).isEqualTo(WriteResult.WRITTEN);
        assertThat(store.read(job).operator().asWritten()).isEqualTo("RUN");
    }

    @Test
    void pauseSetBetweenBothAttemptsStays() throws Exception {
        store.request(job, OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
        OperatorRequest reset = store.read(job).operator();
        StateStore interrupted = Tables.onPlain(Clients.intercepting(DYNAMO.client(), (request, onwards) -> {
            onwards.make();
            store.request(job, OperatorAction.PAUSE);
            return onwards.make();
        }));

        assertThat(interrupted.write(job, Writes.acknowledging(0, reset))).isEqualTo(WriteResult.WRITTEN);
        assertThat(store.read(job).operator().action()).isEqualTo(OperatorAction.PAUSE);
    }

    @Test
    void writeThatSomebodyElseHasFollowedMeanwhileIsLost() throws Exception {
        StateStore overtaken = Tables.onPlain(Clients.intercepting(DYNAMO.client(), (request, onwards) -> {
            onwards.make();
            store.write(job, Writes.expecting(1));
            return onwards.make();
        }));

        assertThat(overtaken.write(job, Writes.expecting(0))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(store.read(job).revision()).isEqualTo(new Revision(2));
    }

    @Test
    void writeIdUnderAnotherRevisionIsNotOnesOwn() throws Exception {
        StateWrite write = Writes.expecting(0);
        store.write(job, write);
        DYNAMO.set(Tables.PLAIN, Map.of("jobId", fromS(job.value())), "revision", fromN("5"));

        assertThat(store.write(job, write)).isEqualTo(WriteResult.LOST_RACE);
    }
}
