package io.github.dcie.migration;

import static io.github.dcie.migration.OldDeployment.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.TakeOverOutcome.Begun;
import io.github.dcie.migration.TakeOverOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A scheduled export that keeps its place in a row: its windows are as long as its pauses, its full export unnamed. */
@Tag("dynamodb-local")
class TakeOverRowTest {

    private static final String JOBS = JobExportTable.NAME;

    @RegisterExtension
    static final JobExportTable ROWS = new JobExportTable();

    private final OldDeployment old = new OldDeployment();
    private Instant cursor = Instant.EPOCH;

    /** A full export by hand, from which on it was scheduled. */
    @BeforeEach
    void beginScheduling() {
        old.full();
        cursor = old.fullExportTime();
        runs();
        runs();
    }

    /** One run: it exports what was changed since the last one, and the cursor moves when that is COMPLETED. */
    private void runs() {
        old.waits(Duration.ofMinutes(30));
        Instant triggered = old.aws.clock().instant();
        old.exported(cursor, triggered);
        cursor = triggered;
    }

    private PriorChain row(String status) throws Exception {
        ROWS.put(Map.of(
                "runStatus", AttributeValue.fromS(status), "lastRunTime", AttributeValue.fromS(cursor.toString())));
        return JobTableRow.create(ROWS.client(), JOBS).read();
    }

    private TakeOver accepting(Subject... subjects) {
        return old.takeOver(builder -> {
            for (Subject subject : subjects) {
                builder.accept(subject);
            }
            return builder;
        });
    }

    private Instant second() {
        return cursor.truncatedTo(ChronoUnit.SECONDS);
    }

    @Test // the full export that was made before it, and windows that lead from there to the cursor, prove the chain
    void itsFullExportIsFound() throws Exception {
        PriorChain prior = row("COMPLETED");

        TakeOverFinding finding = accepting(Subject.STOPPED).inspect(prior);

        assertThat(finding.about(Subject.FULL_EXPORT).get(0).message())
                .isEqualTo(
                        "export " + old.fullId() + " as of 2026-01-01T00:00:00.432Z in s3://acme-exports/ is COMPLETED,"
                                + " and completed windows lead from it to the cursor");
        assertThat(finding.startAt(StartingPoint.CURSOR)).contains(second());
        assertThat(finding.provenUpTo()).contains(second());
        assertThat(accepting(Subject.STOPPED).begin(prior, StartingPoint.CURSOR))
                .isInstanceOf(Begun.class);
    }

    @Test // the row does not say whether its schedule is on
    void thatItHasStoppedMustBeAccepted() throws Exception {
        assertThat(old.takeOver().begin(row("COMPLETED"), StartingPoint.CURSOR)).isInstanceOf(Refused.class);
    }

    @Test // a table whose first run begins where a full export ends
    void aRowThatHasNotRunYetStandsAtItsFullExport() throws Exception {
        cursor = old.fullExportTime();

        assertThat(accepting(Subject.STOPPED).inspect(row("COMPLETED")).startAt(StartingPoint.CURSOR))
                .contains(second());
    }

    @Test // E2, E3: RUNNING for ever, and nothing runs
    void aRowThatIsStuckMayBeAccepted() throws Exception {
        assertThat(accepting(Subject.STOPPED).inspect(row("RUNNING")).startAt(StartingPoint.CURSOR))
                .contains(second());
    }

    @Test // RUNNING, and an export runs
    void aRowThatRunsMayNot() throws Exception {
        old.waits(Duration.ofMinutes(30));
        old.saysCursor(java.util.Optional.of(cursor)).beginWindow();

        TakeOverFinding finding = accepting(Subject.STOPPED).inspect(row("RUNNING"));

        assertThat(finding.verdict(Subject.STOPPED)).isEqualTo(Verdict.FALSE);
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
    }

    @Test // E4, E5: taken for failed, though it was completed; the next run exports it once more
    void anExportThatWasTakenForFailedIsNoHole() throws Exception {
        Instant before = cursor;
        runs();
        cursor = before;
        PriorChain failed = row("FAILED");

        TakeOverFinding behind = accepting(Subject.STOPPED).inspect(failed);
        assertThat(behind.startAt(StartingPoint.CURSOR)).contains(second());
        assertThat(behind.startAt(StartingPoint.LAST_PROVEN_POINT).orElseThrow())
                .isAfter(second());

        runs();
        assertThat(accepting(Subject.STOPPED).inspect(row("COMPLETED")).startAt(StartingPoint.CURSOR))
                .contains(second());
    }

    @Test // E6: two runs at once; one wrote the time of the other, whose export failed
    void theTimeOfAnotherRunIsNotProven() throws Exception {
        Instant exported = second();
        old.waits(Duration.ofMinutes(30));
        old.aws.failNext(1, "S3AccessDenied", "Access Denied");
        Instant others = old.aws.clock().instant();
        old.exported(cursor, others);
        cursor = others;

        TakeOverFinding finding = accepting(Subject.STOPPED).inspect(row("COMPLETED"));

        assertThat(finding.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.FALSE);
        assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.UNPROVEN);
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(accepting(Subject.STOPPED, Subject.FULL_EXPORT)
                        .inspect(row("COMPLETED"))
                        .startAt(StartingPoint.LAST_PROVEN_POINT))
                .contains(exported);
    }

    @Test // E7: behind by more than a day, all its requests are refused for ever; ours are at most a day long
    void aRowThatFellBehindGoesOn() throws Exception {
        old.waits(Duration.ofDays(5));

        accepting(Subject.STOPPED).begin(row("FAILED"), StartingPoint.CURSOR);
        ExportCoordinator exports = old.coordinator();
        for (int i = 0; i < 6 * 60; i++) {
            exports.advance();
            old.waits(OldDeployment.MINUTE);
        }

        assertThat(exports.status().lag().orElseThrow()).isLessThan(Duration.ofMinutes(40));
        assertThat(old.events.committedWindows().get(0).from()).isEqualTo(second());
        assertThat(old.aws.exports(TABLE))
                .filteredOn(export -> export.window().isEmpty())
                .hasSize(1);
    }

    @Test // nothing leads to the cursor without a hole: whether that matters, only a person knows
    void holesMakeItUnproven() throws Exception {
        Instant hole = second();
        cursor = cursor.plus(Duration.ofHours(1));
        old.waits(Duration.ofHours(1));
        runs();

        TakeOverFinding finding = accepting(Subject.STOPPED).inspect(row("COMPLETED"));

        assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.UNPROVEN);
        assertThat(finding.verdict(Subject.WINDOWS)).isEqualTo(Verdict.UNPROVEN);
        assertThat(finding.holes())
                .extracting(TakeOverFinding.Hole::from, TakeOverFinding.Hole::to)
                .containsExactly(org.assertj.core.api.Assertions.tuple(hole, hole.plus(Duration.ofHours(1))));
        assertThat(finding.provenUpTo()).isEmpty();
        TakeOverFinding accepted =
                accepting(Subject.STOPPED, Subject.FULL_EXPORT, Subject.WINDOWS).inspect(row("COMPLETED"));
        assertThat(accepted.startAt(StartingPoint.CURSOR)).contains(second());
        assertThat(accepted.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(second());
    }

    @Test // E1
    void aRowThatWasNeverSeededIsNothingToTakeOver() throws Exception {
        PriorChain prior = JobTableRow.builder(ROWS.client(), JOBS)
                .partitionKeyValue("NEVER")
                .build()
                .read();

        TakeOverFinding finding =
                accepting(Subject.STOPPED, Subject.FULL_EXPORT, Subject.WINDOWS).inspect(prior);

        assertThat(finding.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.FALSE);
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).isEmpty();
    }

    @Test // the old system's row is never written
    void theRowStaysAsItIs() throws Exception {
        PriorChain prior = row("COMPLETED");
        accepting(Subject.STOPPED).begin(prior, StartingPoint.CURSOR);

        assertThat(ROWS.client().scan(scan -> scan.tableName(JOBS)).items())
                .containsExactly(Map.of(
                        "id", AttributeValue.fromS("RUN"),
                        "runStatus", AttributeValue.fromS("COMPLETED"),
                        "lastRunTime", AttributeValue.fromS(cursor.toString())));
    }
}
