package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item looks like to whoever opens it in the console, and what of it is theirs. */
final class ItemTest {

    @RegisterExtension
    static final LocalDynamo DYNAMO = new LocalDynamo(Tables.plain());

    private final JobId job = Writes.newJob();
    private final StateStore store = Tables.onPlain(DYNAMO.client());

    @Test
    void hasTheDocumentedLayout() throws Exception {
        StateWrite write = Writes.write(0, "{\"a\":1}", Map.of("runStatus", "FOLLOWING"), Optional.empty());
        store.write(job, write);
        store.request(job, OperatorAction.PAUSE);

        assertThat(item())
                .isEqualTo(Map.of(
                        "jobId", fromS(job.value()),
                        "revision", fromN("1"),
                        "document", fromS("{\"a\":1}"),
                        "writeId", fromS(write.id().value()),
                        "operatorAction", fromS("PAUSE"),
                        "updatedAt", fromS("2026-01-01T12:00:00Z"),
                        "readable", fromM(Map.of("runStatus", fromS("FOLLOWING")))));
    }

    @Test
    void readableFieldThatIsNoLongerGivenDisappears() throws Exception {
        store.write(job, Writes.expecting(0, Map.of("runStatus", "BLOCKED", "condition", "PITR_OFF")));
        store.write(job, Writes.expecting(1, Map.of("runStatus", "FOLLOWING")));
        assertThat(item()).containsEntry("readable", fromM(Map.of("runStatus", fromS("FOLLOWING"))));

        store.write(job, Writes.expecting(2, Map.of()));
        assertThat(item()).containsEntry("readable", fromM(Map.of()));
    }

    @Test
    void readableFieldsMayBearAnyNameOfOurs() throws Exception {
        store.write(job, Writes.expecting(0, Map.of("revision", "x", "document", "", "jobId", "y", "size", "z")));

        assertThat(store.read(job).revision()).isEqualTo(new Revision(1));
        assertThat(store.write(job, Writes.expecting(1))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test
    void attributesAddedByAPersonAreKept() throws Exception {
        store.write(job, Writes.expecting(0));
        DYNAMO.set(Tables.PLAIN, Map.of("jobId", fromS(job.value())), "team", fromS("data"));

        assertThat(store.write(job, Writes.expecting(1))).isEqualTo(WriteResult.WRITTEN);
        store.request(job, OperatorAction.PAUSE);
        assertThat(item()).containsEntry("team", fromS("data"));
    }

    @Test
    void stateRestoredByHandWithoutAWriteIdIsRead() throws Exception {
        DYNAMO.put(
                Tables.PLAIN,
                Map.of("jobId", fromS(job.value()), "revision", fromN("41"), "document", fromS("restored")));

        assertThat(store.read(job).document()).contains(new StateDocument("restored"));
        assertThat(store.write(job, Writes.expecting(40))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(store.write(job, Writes.expecting(41))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test
    void deletedStateIsALostRaceForWhoeverHasReadIt() throws Exception {
        store.write(job, Writes.expecting(0));
        DYNAMO.client().deleteItem(delete -> delete.tableName(Tables.PLAIN).key(Map.of("jobId", fromS(job.value()))));

        assertThat(store.write(job, Writes.expecting(1))).isEqualTo(WriteResult.LOST_RACE);
        assertThat(item()).isEmpty();
    }

    @Test
    void largestStateFits() throws Exception {
        Map<String, String> readable = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            readable.put("field-" + i + "-".repeat(50), "x".repeat(500));
        }
        String document = "x".repeat(StateDocument.MAX_BYTES);

        assertThat(store.write(job, Writes.write(0, document, readable, Optional.empty())))
                .isEqualTo(WriteResult.WRITTEN);
        assertThat(store.read(job).document()).contains(new StateDocument(document));
        assertThat(item().get("readable").m()).hasSize(40);
    }

    private Map<String, AttributeValue> item() {
        return DYNAMO.item(Tables.PLAIN, Map.of("jobId", fromS(job.value())));
    }
}
