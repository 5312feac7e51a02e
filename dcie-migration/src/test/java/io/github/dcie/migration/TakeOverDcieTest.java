package io.github.dcie.migration;

import static io.github.dcie.migration.OldDeployment.JOB;
import static io.github.dcie.migration.OldDeployment.MINUTE;
import static io.github.dcie.migration.OldDeployment.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.TakeOverOutcome.Begun;
import io.github.dcie.migration.TakeOverOutcome.Refused;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.RecordedCall;
import io.github.dcie.testkit.RecordingNotifier;
import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A DCIE deployment with its parameters, taken over into Parameter Store, from its pause to the job's first hours. */
class TakeOverDcieTest {

    private static final String PATH = "/incremental-export/orders";

    private final SimulatedClock clock = SimulatedClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final ParameterStoreEmulator ssm = ParameterStoreEmulator.at(clock);
    private final OldDeployment old =
            new OldDeployment(ExportEmulator.builder().table(TABLE).clock(clock).build(), new InMemoryStateStore());
    private final SsmStateStore store = SsmStateStore.builder(ssm.client())
            .clock(clock)
            .timer(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();

    private void put(String name, String value) {
        ssm.put(PATH + "/" + name, value);
    }

    /** In the order in which its workflow writes. */
    @BeforeEach
    void deploy() {
        beginsFull();
        old.waits(Duration.ofMinutes(13));
        put("workflow-initiated", "true");
        for (int i = 0; i < 4; i++) {
            exportsWindow();
        }
        old.waits(Duration.ofMinutes(13));
    }

    private void beginsFull() {
        old.beginFull();
        put("full-export-time", old.fullExportTime().toString());
        put("workflow-action", "RUN");
        put("workflow-state", "NORMAL");
        put("workflow-initiated", "NULL");
    }

    private void exportsWindow() {
        old.beginWindow();
        put("last-incremental-export-time", old.cursor().toString());
    }

    private void pause() {
        put("workflow-action", "PAUSE");
        old.waits(Duration.ofMinutes(10));
    }

    private PriorChain read() throws Exception {
        return DcieDeployment.builder(ssm.client(), "orders")
                .clock(clock)
                .build()
                .read();
    }

    private TakeOver takeOver() {
        return TakeOver.builder(JOB, old.aws.client(), store).clock(clock).build();
    }

    private SortedMap<String, String> itsParameters() {
        return new TreeMap<>(ssm.parameters()).tailMap(PATH).headMap(PATH + "~");
    }

    @Test // W1, I1, and the old parameters as they were
    void itGoesOnWithoutAFullExport() throws Exception {
        pause();
        SortedMap<String, String> before = new TreeMap<>(itsParameters());
        ssm.recordCalls();
        Instant cursor = old.cursor().truncatedTo(ChronoUnit.SECONDS);

        assertThat(takeOver().begin(read(), StartingPoint.CURSOR))
                .isInstanceOfSatisfying(
                        Begun.class, begun -> assertThat(begun.start()).isEqualTo(cursor));

        RecordingNotifier events = new RecordingNotifier();
        ExportCoordinator exports = ExportCoordinator.builder(JOB, old.aws.client(), store)
                .clock(clock)
                .notifier(events)
                .build();
        for (int i = 0; i < 3 * 60; i++) {
            exports.advance();
            old.waits(MINUTE);
        }
        ChainAssert.assertThat(events.committedWindows())
                .startsAt(cursor)
                .isContiguous()
                .isExportedExactlyOnceIn(old.aws);
        assertThat(old.aws.exports(TABLE))
                .filteredOn(export -> export.window().isEmpty())
                .hasSize(1);
        assertThat(itsParameters()).isEqualTo(before);
        assertThat(ssm.calls().calls())
                .filteredOn(call -> call.request().contains(PATH + "/"))
                .extracting(RecordedCall::operation)
                .containsOnly("GetParameters");
    }

    @Test
    void itIsRefusedWhileItRuns() throws Exception {
        assertThat(takeOver().begin(read(), StartingPoint.CURSOR)).isInstanceOf(Refused.class);
        assertThat(takeOver().inspect(read()).verdict(Subject.STOPPED)).isEqualTo(Verdict.FALSE);
    }

    @Test // its schedule may be disabled, which nobody can see
    void itIsRefusedUnlessItsStandstillIsAccepted() throws Exception {
        old.waits(Duration.ofHours(1));

        assertThat(takeOver().begin(read(), StartingPoint.CURSOR)).isInstanceOf(Refused.class);
        assertThat(TakeOver.builder(JOB, old.aws.client(), store)
                        .clock(clock)
                        .accept(Subject.STOPPED)
                        .build()
                        .begin(read(), StartingPoint.CURSOR))
                .isInstanceOf(Begun.class);
    }

    @Test
    void itIsRefusedBeforeAReset() throws Exception {
        put("workflow-action", "RESET_WITH_FULL_EXPORT_AGAIN");
        old.waits(Duration.ofHours(1));

        assertThat(takeOver()
                        .inspect(read())
                        .option(StartingPoint.LAST_PROVEN_POINT)
                        .against())
                .containsExactly("STOPPED is FALSE");
    }

    @Test // A2, A4: its workflow died while the full export ran, and waits for it for ever
    void whatItNeverSawIsSeen() throws Exception {
        beginsFull();
        ssm.remove(PATH + "/last-incremental-export-time");
        old.waits(Duration.ofHours(3));
        pause();

        TakeOverFinding finding = takeOver().inspect(read());

        assertThat(finding.about(Subject.FLAGS).get(1).message())
                .endsWith("workflow-initiated is NULL: it never saw its full export end, and waits for it for ever;"
                        + " DynamoDB calls the full export COMPLETED");
        assertThat(finding.startAt(StartingPoint.CURSOR))
                .contains(old.fullExportTime().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test // A1: so is what it chose not to see
    void itsFailedFullExportIsSeen() throws Exception {
        old.aws.failNext(1, "S3AccessDenied", "Access Denied");
        beginsFull();
        old.waits(Duration.ofMinutes(13));
        put("workflow-initiated", "false");
        exportsWindow();
        old.waits(Duration.ofMinutes(13));
        pause();

        TakeOverFinding finding = takeOver().inspect(read());

        assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.FALSE);
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).isEmpty();
    }

    @Test // A10: a reset that was half written; the cursor is that of the chain before
    void aHalfWrittenResetIsSeen() throws Exception {
        beginsFull();
        old.waits(Duration.ofHours(1));
        put("workflow-initiated", "true");
        pause();

        TakeOverFinding finding = takeOver().inspect(read());

        assertThat(finding.verdict(Subject.WINDOWS)).isEqualTo(Verdict.FALSE);
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT))
                .contains(old.fullExportTime().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test // B9: latched although history is there
    void aGapThatIsNoneIsNoObstacle() throws Exception {
        put("workflow-state", "PITR_GAP");
        pause();

        assertThat(takeOver().begin(read(), StartingPoint.CURSOR)).isInstanceOf(Refused.class);
        assertThat(takeOver().begin(read(), StartingPoint.LAST_PROVEN_POINT)).isInstanceOf(Begun.class);
    }

    @Test // B10, B11: times that are none
    void unusableTimesAreTold() throws Exception {
        put("last-incremental-export-time", "0");
        pause();
        assertThat(takeOver().inspect(read()).startAt(StartingPoint.LAST_PROVEN_POINT))
                .contains(old.cursor().truncatedTo(ChronoUnit.SECONDS));
        assertThat(takeOver().inspect(read()).startAt(StartingPoint.CURSOR)).isEmpty();

        put("full-export-time", "0");
        old.waits(Duration.ofMinutes(10));
        assertThat(takeOver().inspect(read()).startAt(StartingPoint.LAST_PROVEN_POINT))
                .isEqualTo(Optional.empty());
    }
}
