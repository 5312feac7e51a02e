package io.github.dcie.migration;

import static io.github.dcie.migration.OldDeployment.JOB;
import static io.github.dcie.migration.OldDeployment.MINUTE;
import static io.github.dcie.migration.OldDeployment.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Chain;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.RecoveryOutcome;
import io.github.dcie.admin.StateRecovery;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a job that has taken a chain over: like that of any other, without a full export of its own. */
class TakeOverLifeTest {

    private OldDeployment old;
    private ExportCoordinator exports;
    private Instant start;

    @BeforeEach
    void takeOver() throws StateStoreException {
        old = OldDeployment.following();
        old.takeOver().begin(old.prior(), StartingPoint.CURSOR);
        exports = old.coordinator();
        start = old.cursor().truncatedTo(ChronoUnit.SECONDS);
    }

    private void lives(Duration time) throws StateStoreException {
        for (long i = 0; i < time.toMinutes(); i++) {
            exports.advance();
            old.waits(MINUTE);
        }
    }

    private List<EmulatedExport> fullExports() {
        return old.aws.exports(TABLE).stream()
                .filter(export -> export.window().isEmpty())
                .toList();
    }

    private <E extends ExportEvent> List<E> told(Class<E> type) {
        return old.events.events(type);
    }

    @Test // W1, N1, N2, I1, I2, I3: no full export is billed, and nothing is lost between the two systems
    void itGoesOnWhereTheOtherSystemStopped() throws Exception {
        lives(Duration.ofHours(6));

        assertThat(fullExports()).hasSize(1);
        ChainAssert.assertThat(old.events.committedWindows())
                .startsAt(start)
                .isContiguous()
                .isExportedExactlyOnceIn(old.aws);
        assertThat(exports.status().lag().orElseThrow()).isLessThan(Duration.ofMinutes(40));
        assertThat(exports.status().conditions()).isEmpty();
        assertThat(told(FullExportCommitted.class)).isEmpty();

        ChainStarted started = (ChainStarted) old.events.deliveries().get(0);
        assertThat(told(ChainStarted.class)).hasSize(1);
        assertThat(started.cause()).isEqualTo(Cause.TAKEN_OVER);
        assertThat(started.start()).isEqualTo(start);
        assertThat(started.generation()).isEqualTo(1);
        assertThat(started.exportType()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(started.table().id()).contains(fullExports().get(0).tableId());
        assertThat(started.summary())
                .isEqualTo("chain 1 goes on at " + start + " where another system stopped (TAKEN_OVER)");

        List<WindowCommitted> windows = told(WindowCommitted.class);
        assertThat(windows.get(0).sequence()).isEqualTo(1);
        assertThat(windows.get(0).previous()).contains(ExportArn.of(TABLE, old.lastWindowId()));
        assertThat(windows.get(0).export().manifest().bucket()).isEqualTo("new-exports");
        assertThat(windows.get(1).sequence()).isEqualTo(2);
        assertThat(windows.get(1).previous()).contains(windows.get(0).export().arn());
        assertThat(windows.get(0).id().value())
                .isEqualTo("orders/" + start + "/INCREMENTAL_EXPORT/"
                        + windows.get(0).window().from() + "-"
                        + windows.get(0).window().to());
    }

    @Test // after its first exports are beyond DynamoDB's memory, and the old full export beyond the retention
    void hundredDaysAreLikeOne() throws Exception {
        for (int i = 0; i < 100 * 24; i++) {
            exports.advance();
            old.waits(Duration.ofHours(1));
        }

        ChainAssert.assertThat(old.events.committedWindows())
                .startsAt(start)
                .isContiguous()
                .isExportedExactlyOnceIn(old.aws);
        assertThat(exports.status().conditions()).isEmpty();
        assertThat(fullExports()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8}) // K5: with and without its first window among those that may be untold
    void aLostStateIsRecovered(int hours) throws Exception {
        lives(Duration.ofHours(hours));
        JobStatus before = exports.status();
        List<ExportCommitted> told = told(ExportCommitted.class);
        old.store.lose(JOB.id());
        old.waits(MINUTE.multipliedBy(3));

        RecoveryOutcome outcome = StateRecovery.builder(JOB, old.aws.client(), old.store)
                .clock(old.aws.clock())
                .build()
                .recover();

        assertThat(outcome).as(outcome.toText()).isInstanceOf(RecoveryOutcome.Recovered.class);
        assertThat(exports.status().chain().map(Chain::start)).contains(start);
        assertThat(exports.status().chain().map(Chain::frontier))
                .isEqualTo(before.chain().map(Chain::frontier));
        old.events.clear();
        lives(Duration.ofHours(2));
        List<ExportCommitted> again = told(ExportCommitted.class);
        int from = Math.toIntExact(again.get(0).sequence()) - 1;
        assertThat(again.subList(0, told.size() - from)).isEqualTo(told.subList(from, told.size())); // N1
        ChainAssert.assertThat(old.events.committedWindows()).isContiguous();
        assertThat(told(ChainStarted.class)).hasSize(from == 0 ? 1 : 0);
        assertThat(fullExports()).hasSize(1);
    }

    @Test // F3, T3: the first window fails, and the next one's reply is lost
    void whatFailsIsRepeated() throws Exception {
        old.aws.failNext(1, "S3AccessDenied", "Access Denied");
        lives(Duration.ofHours(2));
        boolean[] lost = {false};
        ExportCoordinator losing = ExportCoordinator.builder(
                        JOB,
                        old.aws.client((operation, call) -> {
                            boolean request = operation.equals("ExportTableToPointInTime") && !lost[0];
                            lost[0] |= request;
                            return request ? Fault.LOSE_REPLY : Fault.NONE;
                        }),
                        old.store)
                .clock(old.aws.clock())
                .notifier(old.events)
                .build();
        while (!lost[0]) {
            losing.advance();
            old.waits(MINUTE);
        }
        old.waits(Duration.ofHours(9));
        lives(Duration.ofHours(2));

        assertThat(told(ConditionBegan.class))
                .extracting(began -> began.condition().kind())
                .containsExactly(Kind.EXPORT_FAILING);
        assertThat(told(ConditionEnded.class)).hasSize(1);
        ChainAssert.assertThat(old.events.committedWindows())
                .startsAt(start)
                .isContiguous()
                .isExportedExactlyOnceIn(old.aws);
    }

    @Test // F5, K6: the chain that was taken over is announced before the one that follows it
    void aResetBeginsANewChain() throws Exception {
        lives(Duration.ofHours(1));
        exports.resetWithFullExport();
        lives(Duration.ofHours(2));

        assertThat(told(ChainStarted.class))
                .extracting(ChainStarted::generation, ChainStarted::cause, ChainStarted::exportType)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(1, Cause.TAKEN_OVER, ExportType.INCREMENTAL_EXPORT),
                        org.assertj.core.api.Assertions.tuple(2, Cause.OPERATOR_RESET, ExportType.FULL_EXPORT));
        FullExportCommitted full = told(FullExportCommitted.class).get(0);
        assertThat(full.exportTime()).isAfter(start);
        assertThat(fullExports()).hasSize(2);
        ChainAssert.assertThat(told(WindowCommitted.class).stream()
                        .filter(window -> window.generation() == 2)
                        .map(WindowCommitted::window)
                        .toList())
                .startsAt(full.exportTime())
                .isContiguous();
    }

    @Test // F5: reset before anything of it was told: what it owes is told first
    void aResetBeforeItsFirstStepKeepsItsBeginning() throws Exception {
        ExportCoordinator silent = ExportCoordinator.builder(JOB, old.aws.client(), old.store)
                .clock(old.aws.clock())
                .notifier(event -> {
                    throw new IllegalStateException("nobody listens");
                })
                .build();
        for (int i = 0; i < 60; i++) {
            silent.advance();
            old.waits(MINUTE);
        }
        silent.resetWithFullExport();
        silent.advance();
        lives(Duration.ofHours(3));

        assertThat(old.events.deliveries())
                .filteredOn(event -> !(event instanceof ExportEvent.ConditionEvent))
                .extracting(ExportEvent::generation)
                .isSorted();
        assertThat(told(ChainStarted.class))
                .extracting(ChainStarted::cause)
                .containsExactly(Cause.TAKEN_OVER, Cause.OPERATOR_RESET);
        WindowCommitted first = told(WindowCommitted.class).get(0);
        assertThat(first.generation()).isEqualTo(1);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.previous()).contains(ExportArn.of(TABLE, old.lastWindowId()));
    }

    @Test // G1, G4: history is lost after the take-over
    void aGapIsSeen() throws Exception {
        lives(Duration.ofHours(1));
        old.aws.switchRecoveryOff(TABLE);
        old.aws.switchRecoveryOn(TABLE);
        lives(Duration.ofHours(1));

        assertThat(exports.status().phase()).isEqualTo(JobStatus.Phase.BLOCKED);
        assertThat(told(ConditionBegan.class))
                .extracting(began -> began.condition().kind())
                .containsExactly(Kind.GAP_PITR_WAS_OFF);
        exports.resetWithFullExport();
        lives(Duration.ofHours(1));
        assertThat(told(FullExportCommitted.class)).hasSize(1);
    }

    @Test // G1: before its first window, too; the table's id is known from the other system's exports
    void aTableThatWasCreatedAnewIsSeen() throws Exception {
        old.aws.recreate(TABLE);
        old.aws.switchRecoveryOn(TABLE);
        lives(Duration.ofHours(1));

        assertThat(told(ConditionBegan.class))
                .extracting(began -> began.condition().kind())
                .containsExactly(Kind.GAP_TABLE_RECREATED);
        assertThat(told(WindowCommitted.class)).isEmpty();
    }

    @Test // G2: the retention that was seen when it was taken over tells the cause
    void aShortenedRetentionIsTold() throws Exception {
        exports.pause();
        old.waits(Duration.ofDays(3));
        old.aws.shortenRecovery(TABLE, 1);
        exports.resume();
        lives(Duration.ofMinutes(5));

        assertThat(told(ConditionBegan.class))
                .extracting(began -> began.condition().kind())
                .containsExactly(Kind.GAP_RETENTION_SHORTENED);
    }

    @Test // K5: its own exports tell that its state was lost; nothing is billed
    void itsLostStateIsSeen() throws Exception {
        lives(Duration.ofHours(1));
        old.store.lose(JOB.id());
        ExportCoordinator fresh = ExportCoordinator.builder(JOB, old.aws.client(), old.store)
                .clock(old.aws.clock())
                .notifier(old.events)
                .build();
        fresh.advance();

        assertThat(fresh.status().conditions())
                .extracting(condition -> condition.kind())
                .containsExactly(Kind.STATE_LOST);
        assertThat(fullExports()).hasSize(1);
    }

    @Test // T1: the other system's tokens are its own
    void noTokenIsAnotherSystems() throws Exception {
        lives(Duration.ofHours(2));

        assertThat(old.aws.exports(TABLE))
                .extracting(EmulatedExport::clientToken)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest // I1 to I6: two processes that fail, lose replies and die at random
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsLostAndNothingTwice(long seed) throws Exception {
        List<Instant> watermarks = new ArrayList<>();
        List<ExportCoordinator> processes = new ArrayList<>();
        for (long process = 0; process < 2; process++) {
            FaultPlan trouble = FaultPlan.seeded(
                    seed * 100 + process,
                    120,
                    List.of(Fault.FAIL, Fault.LOSE_REPLY, Fault.THROTTLE, Fault.CRASH_BEFORE, Fault.CRASH_AFTER));
            processes.add(
                    ExportCoordinator.builder(JOB, old.aws.client(trouble), new FaultyStateStore(old.store, trouble))
                            .clock(old.aws.clock())
                            .notifier(new FaultyNotifier(old.events, trouble))
                            .build());
        }
        for (int i = 0; i < 24 * 60; i++) {
            try {
                processes.get(i % 2).advance();
            } catch (StateStoreException | SimulatedCrash e) {
                // the next process goes on
            }
            exports.status().watermark().ifPresent(watermarks::add);
            old.waits(MINUTE);
        }
        lives(Duration.ofHours(6));

        assertThat(watermarks).isSorted(); // I4
        assertThat(fullExports()).hasSize(1);
        ChainAssert.assertThat(old.events.committedWindows()).startsAt(start).isContiguous(); // I1, I2
        assertThat(exports.status().lag().orElseThrow()).isLessThan(Duration.ofMinutes(40)); // I7
        Map<Object, Integer> unfailed = new HashMap<>();
        for (EmulatedExport export : old.aws.exportsSince(TABLE, start.plusSeconds(1))) {
            boolean counts = export.state() != State.FAILED && !export.bucket().equals("acme-exports");
            export.window().filter(window -> counts).ifPresent(window -> unfailed.merge(window, 1, Integer::sum));
        }
        assertThat(unfailed.values()).as("I3: exports of one window").containsOnly(1);
        List<ExportCommitted> told = told(ExportCommitted.class);
        Optional<ExportArn> before = Optional.of(ExportArn.of(TABLE, old.lastWindowId()));
        for (int i = 0; i < told.size(); i++) { // I6: in chain order, each naming the one before
            assertThat(told.get(i).sequence()).isEqualTo(i + 1);
            assertThat(told.get(i).previous()).isEqualTo(before);
            before = Optional.of(told.get(i).export().arn());
        }
        assertThat(told(ChainStarted.class)).hasSize(1);
    }
}
