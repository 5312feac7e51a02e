package io.github.dcie.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dcie.StateStoreException;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What the row of a scheduled export says by itself. */
@Tag("dynamodb-local")
class JobTableRowTest {

    private static final String JOBS = JobExportTable.NAME;
    private static final Instant LAST_RUN = Instant.parse("2026-01-14T10:30:02.117Z");

    @RegisterExtension
    static final JobExportTable TABLE = new JobExportTable();

    private static PriorChain read(Map<String, AttributeValue> attributes) throws StateStoreException {
        TABLE.put(attributes);
        return JobTableRow.create(TABLE.client(), JOBS).read();
    }

    private static PriorChain row(String status, String lastRunTime) throws StateStoreException {
        return read(
                Map.of("runStatus", AttributeValue.fromS(status), "lastRunTime", AttributeValue.fromS(lastRunTime)));
    }

    @ParameterizedTest // E2: the row does not say whether its schedule is on, nor whether an export runs
    @CsvSource({
        "COMPLETED, runStatus is COMPLETED; the row does not say",
        "FAILED, runStatus is FAILED: its last export failed or was taken for failed",
        "RUNNING, 'runStatus is RUNNING: an export may be in progress, or its worker ended without a word'",
        "STOPPED, 'runStatus is \"STOPPED\", expected RUNNING, COMPLETED or FAILED'"
    })
    void itSaysUpToWhereAndNotWhetherItHasStopped(String status, String words) throws Exception {
        PriorChain chain = row(status, LAST_RUN.toString());

        assertThat(chain.source()).isEqualTo("the scheduled export with the item id=RUN of table JobExport");
        assertThat(chain.fullExportTime()).isEmpty();
        assertThat(chain.cursor()).contains(LAST_RUN);
        assertThat(chain.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.subject()).isEqualTo(Subject.STOPPED))
                .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.UNPROVEN))
                .satisfies(claim -> assertThat(claim.message())
                        .startsWith(words)
                        .endsWith(
                                "switch its schedule off for good, wait until no export of the table is in progress, and"
                                        + " accept this"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-01-14", "1768386602"})
    void aTimeThatIsNoneIsNamed(String time) throws Exception {
        PriorChain chain = row("COMPLETED", time);

        assertThat(chain.cursor()).isEmpty();
        assertThat(chain.about(Subject.LAST_EXPORT))
                .singleElement()
                .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.FALSE))
                .satisfies(claim -> assertThat(claim.message())
                        .startsWith("lastRunTime of item id=RUN of table JobExport is \"" + time
                                + "\": expected a time such as"));
    }

    @Test // 24
    void whatItSaysStaysInItsLine() throws Exception {
        PriorChain chain = row("RUN\nNING\u202e" + "y".repeat(100_000), "soon\u001b[31m");

        assertThat(chain.claims())
                .hasSize(2)
                .allSatisfy(claim -> assertThat(claim.message())
                        .hasSizeLessThan(2_000)
                        .matches("\\P{Cntrl}*")
                        .doesNotContain("\u202e"));
    }

    @Test // a half-made row, or one with numbers where texts are
    void whatIsMissingIsNamed() throws Exception {
        PriorChain chain = read(Map.of("lastRunTime", AttributeValue.fromN("1768386602")));

        assertThat(chain.about(Subject.STOPPED).get(0).message()).startsWith("runStatus is missing, expected RUNNING");
        assertThat(chain.about(Subject.LAST_EXPORT).get(0).message())
                .startsWith("lastRunTime of item id=RUN of table JobExport is missing: expected a time");
    }

    @Test // E1: never seeded
    void aMissingRowIsNothingToTakeOver() throws Exception {
        PriorChain chain = JobTableRow.builder(TABLE.client(), JOBS)
                .partitionKeyValue("RUN-2")
                .build()
                .read();

        assertThat(chain.cursor()).isEmpty();
        assertThat(chain.claims())
                .containsExactly(new Claim(
                        Subject.LAST_EXPORT,
                        Verdict.FALSE,
                        "there is no item id=RUN-2 of table JobExport: it was never given a beginning, so there is nothing"
                                + " to take over; check the table and the key"));
    }

    @Test // S13: one strongly consistent read, with the standard retries
    void itIsOneRead() throws Exception {
        DynamoDbClient client = mock(DynamoDbClient.class);
        ArgumentCaptor<GetItemRequest> sent = ArgumentCaptor.forClass(GetItemRequest.class);
        when(client.getItem(sent.capture()))
                .thenReturn(GetItemResponse.builder().build());

        JobTableRow.create(client, JOBS).read();

        assertThat(sent.getAllValues()).singleElement().satisfies(get -> {
            assertThat(get.consistentRead()).isTrue();
            assertThat(get.overrideConfiguration().orElseThrow().apiCallTimeout())
                    .contains(Duration.ofSeconds(10));
            assertThat(get.overrideConfiguration().orElseThrow().plugins()).hasSize(1);
        });
    }

    @Test
    void anotherTableSaysWhatToDo() {
        assertThatThrownBy(() ->
                        JobTableRow.create(TABLE.client(), "no-such-table").read())
                .isInstanceOf(StateStoreException.class)
                .hasMessageStartingWith(
                        "cannot read the row of a scheduled export (item id=RUN of table no-such-table): DynamoDB knows no"
                                + " such table");
    }

    @Test
    void anotherKeySaysWhatToDo() {
        assertThatThrownBy(() -> JobTableRow.builder(TABLE.client(), JOBS)
                        .partitionKeyName("pk")
                        .build()
                        .read())
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("expected partition key \"pk\" (string)");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        JobTableRow.Builder builder = JobTableRow.builder(TABLE.client(), JOBS)
                .partitionKeyName("")
                .partitionKeyValue("RUN 1")
                .apiCallTimeout(Duration.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("reader of a scheduled export's row: partitionKeyName of 0 characters: expected 1 to 255"
                        + " characters; partitionKeyValue \"RUN 1\": expected 1 to 64 characters of A-Z a-z 0-9 _ . -;"
                        + " apiCallTimeout PT0S: expected PT0.001S to PT15M");
    }

    @Test
    void nullIsRefusedByItsName() {
        JobTableRow.Builder builder = JobTableRow.builder(TABLE.client(), JOBS);

        assertThatNullPointerException()
                .isThrownBy(() -> JobTableRow.create(null, JOBS))
                .withMessage("client");
        assertThatNullPointerException()
                .isThrownBy(() -> JobTableRow.create(TABLE.client(), null))
                .withMessage("tableName");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.partitionKeyName(null))
                .withMessage("partitionKeyName");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.partitionKeyValue(null))
                .withMessage("partitionKeyValue");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.apiCallTimeout(null))
                .withMessage("apiCallTimeout");
    }
}
