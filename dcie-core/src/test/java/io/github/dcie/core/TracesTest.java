package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces that once broke a promise, step by step. */
class TracesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Stage stage = new Stage();

    @Test // K6: numbering store, reset asked before the job has state
    void aResetThatWasThereBeforeTheJobIsSpent() throws Exception {
        InMemoryStateStore numbering = InMemoryStateStore.numberingRequests();
        ExportCoordinator c = ExportCoordinator.builder(JOB, stage.aws.client(), numbering)
                .clock(stage.aws.clock())
                .notifier(stage.events)
                .build();
        c.resetWithFullExport();
        for (int i = 0; i < 10; i++) {
            c.advance();
            stage.aws.clock().advance(MINUTE);
        }
        assertThat(stage.aws.exports(TABLE)).as("billed full exports").hasSize(1);
    }

    @Test // K6, K5: an old, long spent reset and a lost document
    void aSpentResetDoesNotOverrideStateLost() throws Exception {
        InMemoryStateStore numbering = InMemoryStateStore.numberingRequests();
        ExportCoordinator c = ExportCoordinator.builder(JOB, stage.aws.client(), numbering)
                .clock(stage.aws.clock())
                .notifier(stage.events)
                .build();
        c.advance();
        c.resetWithFullExport();
        for (int i = 0; i < 10; i++) {
            stage.aws.clock().advance(MINUTE);
            c.advance();
        }
        int billed = stage.aws.exports(TABLE).size();
        numbering.lose(JOB.id());
        for (int i = 0; i < 10; i++) {
            stage.aws.clock().advance(MINUTE);
            c.advance();
        }
        assertThat(stage.aws.exports(TABLE)).as("billed full exports").hasSize(billed);
    }

    @Test // ACCESS_DENIED must end once ListExports is allowed (first run)
    void deniedListExportsAtTheFirstRunEnds() throws Exception {
        stage.aws.denyAccess("ListExports");
        stage.step();
        assertThat(stage.exports.status().conditions())
                .extracting(Condition::kind)
                .containsExactly(Kind.ACCESS_DENIED);
        stage.aws.allowAccess("ListExports");
        for (int i = 0; i < 200; i++) stage.stepAfter(MINUTE);
        assertThat(stage.events.events(WindowCommitted.class)).isNotEmpty();
        assertThat(stage.exports.status().conditions()).isEmpty();
    }

    @Test // ACCESS_DENIED must end when the search finds the export
    void deniedListExportsInASearchEnds() throws Exception {
        stage.following();
        stage.aws.clock().advance(Duration.ofMinutes(20));
        ExportCoordinator losing = ExportCoordinator.builder(
                        JOB,
                        stage.aws.client(
                                (op, call) -> op.equals("ExportTableToPointInTime") ? Fault.LOSE_REPLY : Fault.NONE),
                        stage.store)
                .clock(stage.aws.clock())
                .notifier(stage.events)
                .build();
        losing.advance();
        stage.aws.denyAccess("ListExports");
        stage.stepAfter(Duration.ofHours(9));
        assertThat(stage.exports.status().conditions())
                .extracting(Condition::kind)
                .contains(Kind.ACCESS_DENIED);
        stage.aws.allowAccess("ListExports");
        for (int i = 0; i < 200; i++) stage.stepAfter(MINUTE);
        assertThat(stage.exports.status().lag().orElseThrow()).isLessThan(Duration.ofHours(1));
        assertThat(stage.exports.status().conditions()).isEmpty();
    }

    @Test // N1: what lost S8 is not in the state and must not be told
    void whatLostTheRaceOfS8IsNotTold() throws Exception {
        stage.following();
        stage.aws.clock().advance(Duration.ofMinutes(20));
        stage.aws.limitExportsInFlight(0);
        int[] writes = {0};
        FaultPlan overtaken = FaultPlan.none().withBoundary((operation, when) -> {
            if (operation.equals("write") && when == When.BEFORE && ++writes[0] == 2) { // S8
                stage.aws.clock().advance(Duration.ofSeconds(5));
                try {
                    stage.step();
                } catch (StateStoreException e) {
                    throw new AssertionError(e);
                }
            }
        });
        ExportCoordinator slow = ExportCoordinator.builder(
                        JOB, stage.aws.client(), new FaultyStateStore(stage.store, overtaken))
                .clock(stage.aws.clock())
                .notifier(stage.events)
                .build();
        slow.advance();
        stage.aws.limitExportsInFlight(300);
        for (int i = 0; i < 60; i++) stage.stepAfter(MINUTE);
        assertThat(stage.events.events(ConditionBegan.class)).hasSameSizeAs(stage.events.events(ConditionEnded.class));
    }

    @Test // F7
    void anExportThatNeverEndsIsTold() throws Exception {
        stage.following();
        stage.aws.exportsTake(Duration.ofDays(400));
        AdvanceOutcome last = null;
        for (int i = 0; i < 40 * 24; i++) last = stage.stepAfter(Duration.ofHours(1));
        assertThat(stage.exports.status().conditions()).isNotEmpty();
    }

    @Test // N1: each answer takes less than noticeTakeover, nobody dies
    void aNotifierWithinTheTakeoverTimeIsNotRepeated() throws Exception {
        List<String> ids = new ArrayList<>();
        ExportCoordinator[] b = new ExportCoordinator[1];
        boolean[] slow = {false};
        io.github.dcie.spi.Notifier n = e -> {
            ids.add(e.id().value());
            if (slow[0]) {
                slow[0] = false;
                stage.aws.clock().advance(Duration.ofSeconds(70));
                b[0].advance();
                stage.aws.clock().advance(Duration.ofSeconds(45));
            }
        };
        // 55 s pass in the step before it delivers: slow AWS
        boolean[] slowAws = {false};
        FaultPlan p = FaultPlan.none().withBoundary((op, when) -> {
            if (slowAws[0] && op.equals("DescribeExport") && when == When.BEFORE) {
                slowAws[0] = false;
                stage.aws.clock().advance(Duration.ofSeconds(55));
            }
        });
        ExportCoordinator a = ExportCoordinator.builder(JOB, stage.aws.client(p), stage.store)
                .clock(stage.aws.clock())
                .notifier(n)
                .build();
        b[0] = ExportCoordinator.builder(JOB, stage.aws.client(), stage.store)
                .clock(stage.aws.clock())
                .notifier(n)
                .build();
        a.advance();
        stage.aws.clock().advance(Duration.ofMinutes(20));
        slowAws[0] = true;
        slow[0] = true;
        a.advance();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test // K5: another job's exports hide this one's
    void aLostStateIsSeenBehindAnotherJobsExports() throws Exception {
        stage.following();
        ExportCoordinator other = ExportCoordinator.builder(
                        ExportJob.of(JobId.of("other"), TABLE, S3Destination.bucket("acme-exports")),
                        stage.aws.client(),
                        new InMemoryStateStore())
                .clock(stage.aws.clock())
                .build();
        for (int i = 0; i < 7 * 60; i++) {
            other.advance();
            stage.aws.clock().advance(MINUTE);
        }
        stage.memory.lose(JOB.id());
        AdvanceOutcome o = stage.step();
        assertThat(stage.exports.status().conditions())
                .extracting(Condition::kind)
                .contains(Kind.STATE_LOST);
    }

    @Test // ChainStarted.start is documented as T0
    void theChainsStartIsWhatWasTold() throws Exception {
        stage.aws.failNext(1, "S3AccessDenied", "Access Denied");
        for (int i = 0; i < 60; i++) stage.stepAfter(MINUTE);
        List<ChainStarted> started = stage.events.events(ChainStarted.class);
        assertThat(started.get(started.size() - 1).start())
                .isEqualTo(stage.events.events(FullExportCommitted.class).get(0).exportTime());
    }

    @Test // K4: a deleted state is not written again by a late mark
    void aDeletedStateStaysDeleted() throws Exception {
        ExportCoordinator slow = stage.coordinator(b -> b.notifier(e -> {
            stage.aws.clock().advance(Duration.ofSeconds(70));
            stage.memory.lose(JOB.id());
        }));
        slow.advance();
        assertThat(stage.memory.read(JOB.id()).document()).isEmpty();
    }
}
