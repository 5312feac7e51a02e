package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.AdvanceOutcome.Progressed;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobStatus;
import io.github.dcie.Preflight;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.StepPlan;
import io.github.dcie.TableArn;
import io.github.dcie.UnusableStateException;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The coordinator on an emulated DynamoDB. */
class ExportCoordinatorTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Nested
    class ALife {

        private final Stage stage = new Stage();

        @Test // W1, W2, N1, N2
        void aFullExportIsFollowedByWindows() throws StateStoreException {
            AdvanceOutcome first = stage.step();
            assertThat(first).isInstanceOf(Progressed.class);
            assertThat(first.actions())
                    .extracting(StepAction::kind)
                    .containsExactly(StepAction.Kind.PLAN, StepAction.Kind.REQUEST, StepAction.Kind.NOTIFY);
            assertThat(first.status().phase()).isEqualTo(JobStatus.Phase.FULL_EXPORT);

            for (int i = 0; i < 60; i++) {
                stage.stepAfter(MINUTE);
            }

            assertThat(stage.events.deliveries().get(0)).isInstanceOf(ChainStarted.class);
            FullExportCommitted full =
                    stage.events.events(FullExportCommitted.class).get(0);
            List<WindowCommitted> windows = stage.events.events(WindowCommitted.class);
            assertThat(windows).hasSizeGreaterThanOrEqualTo(2);
            ChainAssert.assertThat(stage.events.committedWindows())
                    .startsAt(full.exportTime())
                    .isContiguous()
                    .isExportedExactlyOnceIn(stage.aws);
            WindowCommitted last = windows.get(windows.size() - 1);
            assertThat(last.sequence()).isEqualTo(windows.size());
            assertThat(last.previous())
                    .contains(windows.get(windows.size() - 2).export().arn());
            assertThat(windows.get(0).previous()).contains(full.export().arn());
            assertThat(last.table().id()).isPresent();
            assertThat(last.export().manifest().key()).endsWith("/manifest-summary.json");
            assertThat(last.export().billedBytes()).isEqualTo(10_000_000);
            assertThat(last.id().value())
                    .isEqualTo("orders/" + full.exportTime() + "/INCREMENTAL_EXPORT/"
                            + last.window().from() + "-" + last.window().to());
            assertThat(stage.exports.status().watermark()).contains(last.watermark());
            assertThat(stage.memory.readable(JOB.id()))
                    .containsEntry("watermark", last.watermark().toString());
        }

        @Test // AWS's guidance broke after 35 days, when the retention had passed the full export's time (G1)
        void fortyDaysAreLikeOne() throws StateStoreException {
            stage.following();
            for (int i = 0; i < 40 * 24; i++) {
                stage.stepAfter(Duration.ofHours(1));
            }

            ChainAssert.assertThat(stage.events.committedWindows())
                    .isContiguous()
                    .isExportedExactlyOnceIn(stage.aws);
            assertThat(stage.exports.status().lag().orElseThrow()).isLessThan(Duration.ofHours(3));
            assertThat(stage.exports.status().conditions()).isEmpty();
        }

        @Test // F3
        void aFailedExportIsRepeatedAndToldOnce() throws StateStoreException {
            stage.following();
            stage.aws.failNext(2, "S3AccessDenied", "Access Denied");
            for (int i = 0; i < 120; i++) {
                stage.stepAfter(MINUTE);
            }

            List<ConditionBegan> began = stage.events.events(ConditionBegan.class);
            assertThat(began).hasSize(1);
            assertThat(began.get(0).condition().kind()).isEqualTo(Kind.EXPORT_FAILING);
            assertThat(began.get(0).condition().code())
                    .hasValueSatisfying(code -> assertThat(code).startsWith("S3AccessDenied"));
            assertThat(began.get(0).condition().remedy()).contains("bucket policy");
            assertThat(stage.events.events(ConditionEnded.class)).hasSize(1);
            ChainAssert.assertThat(stage.events.committedWindows()).isContiguous();
            assertThat(stage.exports.status().lag().orElseThrow()).isLessThan(Duration.ofMinutes(30));
        }

        @Test // F7: one export never ends; its window is exported again while its history is still there
        void anExportThatNeverEndsLosesNothing() throws StateStoreException {
            stage.following();
            int before = stage.aws.exports(TABLE).size();
            stage.aws.exportsTake(number -> number == before + 1 ? Duration.ofDays(300) : Duration.ofMinutes(12));
            for (int i = 0; i < 32 * 24; i++) {
                stage.stepAfter(Duration.ofHours(1));
            }

            ChainAssert.assertThat(stage.events.committedWindows()).isContiguous();
            assertThat(stage.exports.status().lag().orElseThrow()).isLessThan(Duration.ofHours(3));
            assertThat(stage.exports.status().conditions()).isEmpty();
            assertThat(stage.events.events(ConditionBegan.class))
                    .extracting(event -> event.condition().kind())
                    .contains(Kind.EXPORT_STUCK, Kind.EXPORT_FAILING)
                    .doesNotHaveDuplicates();
            assertThat(stage.events.events(ConditionEnded.class))
                    .hasSameSizeAs(stage.events.events(ConditionBegan.class));
        }

        @Test // G1, G3, G4, F5: switched off and on, a person resets
        void aGapIsToldAndAResetBeginsTheNextGeneration() throws StateStoreException {
            stage.following();
            stage.aws.switchRecoveryOff(TABLE);
            for (int i = 0; i < 20; i++) {
                stage.stepAfter(MINUTE);
            }
            stage.aws.switchRecoveryOn(TABLE);
            AdvanceOutcome gap = stage.stepAfter(MINUTE);
            for (int i = 0; i < 20; i++) {
                gap = stage.stepAfter(MINUTE);
            }

            assertThat(gap).isInstanceOf(Blocked.class);
            assertThat(((Blocked) gap).condition().kind()).isEqualTo(Kind.GAP_PITR_WAS_OFF);
            assertThat(gap.summary()).contains("RESET_WITH_FULL_EXPORT_AGAIN");
            stage.exports.resetWithFullExport();
            for (int i = 0; i < 60; i++) {
                stage.stepAfter(MINUTE);
            }

            assertThat(stage.exports.status().chain().orElseThrow().generation())
                    .isEqualTo(2);
            assertThat(stage.events.events(ChainStarted.class))
                    .extracting(ChainStarted::cause)
                    .containsExactly(ChainStarted.Cause.FIRST, ChainStarted.Cause.OPERATOR_RESET);
            assertThat(stage.events.events(ConditionBegan.class))
                    .extracting(event -> event.condition().kind())
                    .containsExactly(Kind.PITR_OFF, Kind.GAP_PITR_WAS_OFF);
            assertThat(stage.events.events(ConditionEnded.class))
                    .extracting(event -> event.condition().kind())
                    .containsExactly(Kind.PITR_OFF, Kind.GAP_PITR_WAS_OFF);
            assertThat(stage.events.events(ExportCommitted.class).stream().filter(event -> event.generation() == 2))
                    .hasSizeGreaterThan(1);
        }

        @Test // G2
        void aReCreatedTableIsAnotherTable() throws StateStoreException {
            stage.following();
            stage.aws.recreate(TABLE);
            stage.aws.switchRecoveryOn(TABLE);

            AdvanceOutcome outcome = stage.stepAfter(Duration.ofHours(1));

            assertThat(((Blocked) outcome).condition().kind()).isEqualTo(Kind.GAP_TABLE_RECREATED);
        }

        @Test // G3
        void onAGapTheJobsPolicyMayBeginANewChain() throws StateStoreException {
            ExportJob job = JOB.toBuilder()
                    .onGap(GapPolicy.startNewChain(Duration.ofDays(7), 1_000_000))
                    .build();
            ExportCoordinator auto = ExportCoordinator.builder(job, stage.aws.client(), stage.store)
                    .clock(stage.aws.clock())
                    .notifier(stage.events)
                    .build();
            stage.following();
            stage.aws.switchRecoveryOff(TABLE);
            stage.aws.clock().advance(MINUTE);
            stage.aws.switchRecoveryOn(TABLE);
            stage.aws.clock().advance(Duration.ofHours(1));

            for (int i = 0; i < 3; i++) {
                auto.advance();
                stage.aws.clock().advance(MINUTE);
            }

            assertThat(auto.status().chain().orElseThrow().generation()).isEqualTo(2);
            assertThat(stage.events.events(ConditionBegan.class)).hasSize(1);
        }

        @Test // K6
        void whatRunsWhilePausedIsTakenUpOnResume() throws StateStoreException {
            stage.following();
            while (stage.exports.status().openExports().isEmpty()) {
                stage.stepAfter(MINUTE);
            }
            stage.exports.pause();
            int told = stage.events.deliveries().size();
            assertThat(stage.stepAfter(Duration.ofHours(2)))
                    .isInstanceOfSatisfying(
                            Idle.class, idle -> assertThat(idle.reason()).isEqualTo(Idle.Reason.PAUSED));
            assertThat(stage.events.deliveries()).hasSize(told);

            stage.exports.resume();
            stage.stepAfter(MINUTE);

            assertThat(stage.events.deliveries()).hasSizeGreaterThan(told);
            ChainAssert.assertThat(stage.events.committedWindows())
                    .isContiguous()
                    .isExportedExactlyOnceIn(stage.aws);
        }
    }

    @Nested
    class Refusals {

        private final Stage stage = new Stage();

        @Test // F6
        void aClientOfAnotherRegionIsRefusedAtConstruction() {
            TableArn elsewhere = TableArn.of("arn:aws:dynamodb:us-east-1:123456789012:table/orders");
            ExportJob job = ExportJob.of(JOB.id(), elsewhere, JOB.destination());

            assertThatThrownBy(() -> ExportCoordinator.create(job, stage.aws.client(), stage.store))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("eu-central-1")
                    .hasMessageContaining("us-east-1");
        }

        @Test // S13, S15: all faults at once
        void optionsOutOfRangeAreListed() {
            assertThatThrownBy(() -> stage.coordinator(builder -> builder.stepBudget(Duration.ZERO)
                            .apiCallTimeout(Duration.ofHours(1))
                            .noticeTakeover(Duration.ZERO)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stepBudget PT0S: expected PT1S")
                    .hasMessageContaining("apiCallTimeout PT1H")
                    .hasMessageContaining("noticeTakeover PT0S");
        }

        @Test // F6: never a gap
        void theStateOfAnotherTableIsAConfigurationError() throws StateStoreException {
            stage.step();
            TableArn other = TableArn.of(TABLE.value() + "2");
            ExportCoordinator wrong = ExportCoordinator.builder(
                            ExportJob.of(JOB.id(), other, JOB.destination()), stage.aws.client(), stage.store)
                    .clock(stage.aws.clock())
                    .build();
            long calls = stage.aws.calls().count();

            assertThatThrownBy(wrong::advance)
                    .isInstanceOf(UnusableStateException.class)
                    .hasMessageContaining(TABLE.value())
                    .hasMessageContaining(other.value());
            assertThatThrownBy(wrong::status).isInstanceOf(UnusableStateException.class);
            assertThat(stage.aws.calls().count()).isEqualTo(calls);
        }

        @Test // R15
        void aForeignStateIsRefusedBeforeAnythingIsCalled() {
            stage.memory.plantForeignState(JOB.id());

            assertThatThrownBy(stage::step).isInstanceOf(UnusableStateException.class);
            assertThat(stage.aws.calls().count()).isZero();
            assertThat(stage.store.writes()).isZero();
        }

        @Test // K5: a wrong table name must not look like 10,000 new jobs
        void aJobThatRequiresStateDoesNotBeginWithoutIt() throws StateStoreException {
            ExportCoordinator careful = stage.coordinator(builder -> builder.firstRun(FirstRun.REQUIRE_STATE));

            AdvanceOutcome outcome = careful.advance();

            assertThat(((Blocked) outcome).condition().kind()).isEqualTo(Kind.NO_STATE);
            assertThat(stage.store.writes()).isZero();
            assertThat(stage.aws.calls().count()).isZero();
            assertThat(careful.plan().actions()).isEmpty();
            stage.step();
            assertThat(careful.advance()).isNotInstanceOf(Blocked.class);
        }

        @Test // K5
        void aLostStateIsNotANewJob() throws StateStoreException {
            stage.following();
            stage.memory.lose(JOB.id());
            long requested = stage.aws.calls("ExportTableToPointInTime");

            AdvanceOutcome outcome = stage.stepAfter(MINUTE);
            stage.stepAfter(Duration.ofHours(3));

            assertThat(((Blocked) outcome).condition().kind()).isEqualTo(Kind.STATE_LOST);
            assertThat(outcome.summary()).contains("StateRecovery");
            assertThat(stage.aws.calls("ExportTableToPointInTime")).isEqualTo(requested);
            stage.exports.resetWithFullExport();
            stage.stepAfter(MINUTE);
            assertThat(stage.aws.calls("ExportTableToPointInTime")).isEqualTo(requested + 1);
        }

        @Test // K6
        void anUnknownOperatorActionIsAPause() throws StateStoreException {
            stage.following();
            stage.memory.typeOperatorAction(JOB.id(), "RESET!");

            AdvanceOutcome outcome = stage.stepAfter(Duration.ofHours(3));

            assertThat(((Blocked) outcome).condition().kind()).isEqualTo(Kind.UNKNOWN_OPERATOR_ACTION);
            assertThat(outcome.summary()).contains("RESET!").contains("PAUSE, RESET_WITH_FULL_EXPORT_AGAIN");
            assertThat(outcome.actions()).isEmpty();
        }

        @Test
        void aMissingTableIsACondition() throws StateStoreException {
            stage.following();
            stage.aws.deleteTable(TABLE);

            AdvanceOutcome outcome = stage.stepAfter(Duration.ofHours(1));

            assertThat(((Blocked) outcome).condition().kind()).isEqualTo(Kind.TABLE_GONE);
        }

        @Test
        void aDeniedCallIsACondition() throws StateStoreException {
            stage.following();
            stage.aws.denyAccess("ExportTableToPointInTime");

            Blocked outcome = (Blocked) stage.stepAfter(Duration.ofHours(1));
            assertThat(outcome.condition().kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(outcome.condition().code())
                    .hasValueSatisfying(code -> assertThat(code)
                            .contains("ExportTableToPointInTime")
                            .contains("AccessDenied"));

            stage.aws.allowAccess("ExportTableToPointInTime");
            assertThat(stage.stepAfter(Duration.ofMinutes(5)).status().conditions())
                    .isEmpty();
            assertThat(stage.exports.status().openExports()).isNotEmpty();
        }
    }

    @Nested
    class Troubles {

        private final Stage stage = new Stage();

        @Test // S12: a store that cannot be read or written
        void aStoreThatFailsIsAnException() throws StateStoreException {
            FaultyStateStore broken = new FaultyStateStore(stage.store, (operation, call) -> Fault.FAIL);
            ExportCoordinator exports = ExportCoordinator.builder(JOB, stage.aws.client(), broken)
                    .clock(stage.aws.clock())
                    .build();

            assertThatThrownBy(exports::advance).isInstanceOf(StateStoreException.class);
            assertThatCode(exports.asTask()::run).doesNotThrowAnyException();
        }

        @Test // F1: throttling ends the step; the next tries again
        void throttlingIsRetriedByTheNextStep() throws StateStoreException {
            stage.following();
            ExportCoordinator throttled = ExportCoordinator.builder(
                            JOB, stage.aws.client((operation, call) -> Fault.THROTTLE), stage.store)
                    .clock(stage.aws.clock())
                    .notifier(stage.events)
                    .build();
            stage.aws.clock().advance(Duration.ofHours(1));

            AdvanceOutcome outcome = throttled.advance();

            assertThat(((Idle) outcome).reason()).isEqualTo(Idle.Reason.RETRYING);
            assertThat(((Idle) outcome).why()).contains("DescribeContinuousBackups");
            assertThat(stage.step()).isInstanceOf(Progressed.class);
        }

        @Test // T2: the reply to the request is lost; the same token gives the same export
        void aLostReplyDoesNotBillTwice() throws StateStoreException {
            stage.following();
            ExportCoordinator deaf = ExportCoordinator.builder(
                            JOB,
                            stage.aws.client((operation, call) ->
                                    operation.equals("ExportTableToPointInTime") ? Fault.LOSE_REPLY : Fault.NONE),
                            stage.store)
                    .clock(stage.aws.clock())
                    .notifier(stage.events)
                    .build();
            stage.aws.clock().advance(Duration.ofHours(1));
            int before = stage.aws.exports(TABLE).size();
            deaf.advance();
            assertThat(stage.aws.exports(TABLE)).hasSize(before + 1);

            stage.stepAfter(Duration.ofHours(3));

            assertThat(stage.aws.exports(TABLE)).hasSizeLessThanOrEqualTo(before + 2);
            assertThat(stage.aws.exports(TABLE).stream().map(EmulatedExport::clientToken))
                    .doesNotHaveDuplicates();
        }

        @Test // T3: the next step comes nine hours later, when AWS has forgotten the token
        void aLostReplyIsFoundNineHoursLater() throws StateStoreException {
            stage.following();
            ExportCoordinator dying = ExportCoordinator.builder(
                            JOB,
                            stage.aws.client((operation, call) ->
                                    operation.equals("ExportTableToPointInTime") ? Fault.CRASH_AFTER : Fault.NONE),
                            stage.store)
                    .clock(stage.aws.clock())
                    .notifier(stage.events)
                    .build();
            stage.aws.clock().advance(Duration.ofHours(1));
            assertThatThrownBy(dying::advance).isInstanceOf(SimulatedCrash.class);
            String orphan = stage.aws
                    .exports(TABLE)
                    .get(stage.aws.exports(TABLE).size() - 1)
                    .arn()
                    .exportId();

            AdvanceOutcome outcome = stage.stepAfter(Duration.ofHours(9));

            assertThat(outcome.actions())
                    .extracting(StepAction::kind)
                    .contains(StepAction.Kind.ADOPT, StepAction.Kind.COMMIT);
            List<WindowCommitted> windows = stage.events.events(WindowCommitted.class);
            assertThat(windows.get(windows.size() - 1).export().arn().exportId())
                    .isEqualTo(orphan);
            ChainAssert.assertThat(stage.events.committedWindows())
                    .isContiguous()
                    .isExportedExactlyOnceIn(stage.aws);
        }

        @Test // T4, K8: another process asks with another bucket before the ARN is stored
        void aConflictIsResolvedByAdoption() throws StateStoreException {
            stage.following();
            ExportCoordinator dying = ExportCoordinator.builder(
                            JOB,
                            stage.aws.client((operation, call) ->
                                    operation.equals("ExportTableToPointInTime") ? Fault.CRASH_AFTER : Fault.NONE),
                            stage.store)
                    .clock(stage.aws.clock())
                    .build();
            stage.aws.clock().advance(Duration.ofHours(1));
            assertThatThrownBy(dying::advance).isInstanceOf(SimulatedCrash.class);
            ExportCoordinator moved = ExportCoordinator.builder(
                            ExportJob.of(JOB.id(), TABLE, S3Destination.bucket("new-bucket")),
                            stage.aws.client(),
                            stage.store)
                    .clock(stage.aws.clock())
                    .notifier(stage.events)
                    .build();

            for (int i = 0; i < 5; i++) {
                stage.aws.clock().advance(Duration.ofMinutes(3));
                moved.advance();
            }

            List<WindowCommitted> windows = stage.events.events(WindowCommitted.class);
            assertThat(windows.get(windows.size() - 1).export().manifest().bucket())
                    .isEqualTo("acme-exports");
            assertThat(moved.status().conditions()).isEmpty();
        }

        @Test // S15: frozen behind its intent, for longer than a token lives
        void aFrozenStepRequestsNothingAnyMore() throws StateStoreException {
            stage.following();
            stage.aws.clock().advance(Duration.ofHours(1));
            FaultPlan frozen = FaultPlan.none().withBoundary((operation, when) -> {
                if (operation.equals("write") && when == When.AFTER) {
                    stage.aws.clock().advance(Duration.ofHours(9));
                }
            });
            ExportCoordinator sleeper = ExportCoordinator.builder(
                            JOB, stage.aws.client(), new FaultyStateStore(stage.store, frozen))
                    .clock(stage.aws.clock())
                    .build();
            long requested = stage.aws.calls("ExportTableToPointInTime");

            sleeper.advance();

            assertThat(stage.aws.calls("ExportTableToPointInTime")).isEqualTo(requested);
        }

        @Test // S15
        void aStepWithoutTimeBeginsNothing() throws StateStoreException {
            AdvanceOutcome outcome = stage.exports.advanceWithin(Duration.ZERO);

            assertThat(((Idle) outcome).reason()).isEqualTo(Idle.Reason.OUT_OF_TIME);
            assertThat(stage.store.writes()).isZero();
            assertThat(stage.aws.calls().count()).isZero();
        }

        @Test // S16
        void anInterruptedStepEndsAndRestoresTheFlag() throws StateStoreException {
            Thread.currentThread().interrupt();
            try {
                AdvanceOutcome outcome = stage.step();
                assertThat(((Idle) outcome).reason()).isEqualTo(Idle.Reason.OUT_OF_TIME);
                assertThat(stage.aws.calls().count()).isZero();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }

        @Test // S16: the notifier is interrupted
        void anInterruptedDeliveryIsACrash() throws StateStoreException {
            ExportCoordinator interrupted = stage.coordinator(builder -> builder.notifier(event -> {
                throw new InterruptedException("simulated");
            }));
            try {
                AdvanceOutcome outcome = interrupted.advance();
                assertThat(outcome.status().revision())
                        .as("what this step has written")
                        .isEqualTo(stage.memory.read(JOB.id()).revision().number());
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }

            stage.stepAfter(Duration.ofMinutes(3));
            assertThat(stage.events.events(ChainStarted.class)).hasSize(1);
        }

        @Test // N1, N4
        void aNotifierThatFailsLosesNothing() throws StateStoreException {
            List<ExportEvent> taken = new ArrayList<>();
            boolean[] down = {true};
            ExportCoordinator exports = stage.coordinator(builder -> builder.notifier(event -> {
                if (down[0]) {
                    throw new IOException("simulated");
                }
                taken.add(event);
            }));
            for (int i = 0; i < 300; i++) {
                exports.advance();
                stage.aws.clock().advance(Duration.ofMinutes(1));
            }
            assertThat(exports.status().pendingEvents()).isGreaterThan(5);
            assertThat(exports.status().conditions())
                    .extracting(condition -> condition.kind())
                    .contains(Kind.NOTIFIER_FAILING);

            down[0] = false;
            for (int i = 0; i < 120; i++) {
                exports.advance();
                stage.aws.clock().advance(Duration.ofMinutes(1));
            }

            assertThat(exports.status().conditions()).isEmpty();
            assertThat(exports.status().pendingEvents()).isZero();
            List<WindowCommitted> windows = taken.stream()
                    .filter(WindowCommitted.class::isInstance)
                    .map(WindowCommitted.class::cast)
                    .toList();
            ChainAssert.assertThat(windows.stream().map(WindowCommitted::window).toList())
                    .isContiguous();
            assertThat(windows.get(windows.size() - 1).watermark())
                    .isEqualTo(exports.status().watermark().orElseThrow());
            assertThat(taken.stream().map(ExportEvent::id)).doesNotHaveDuplicates();
        }

        @Test // N1, S15: a notifier slower than the step's budget is not given the same event for ever
        void aSlowNotifierGetsEveryEventOnce() throws StateStoreException {
            List<ExportEvent> taken = new ArrayList<>();
            ExportCoordinator slow = stage.coordinator(builder -> builder.notifier(event -> {
                taken.add(event);
                stage.aws.clock().advance(Duration.ofSeconds(70));
            }));
            for (int i = 0; i < 60; i++) {
                slow.advance();
                stage.aws.clock().advance(Duration.ofMinutes(1));
            }

            assertThat(taken).hasSizeGreaterThan(3);
            assertThat(taken.stream().map(ExportEvent::id)).doesNotHaveDuplicates();
        }

        @Test // N6, S15: one that takes longer than the step's budget, and fails, is seen to fail
        void aSlowNotifierThatFailsIsTold() throws StateStoreException {
            ExportCoordinator slow = stage.coordinator(builder -> builder.notifier(event -> {
                stage.aws.clock().advance(Duration.ofSeconds(70));
                throw new IllegalStateException("gateway time-out");
            }));
            for (int i = 0; i < 60; i++) {
                slow.advance();
                stage.aws.clock().advance(Duration.ofMinutes(1));
            }

            assertThat(slow.status().conditions())
                    .extracting(Condition::kind)
                    .contains(Condition.Kind.NOTIFIER_FAILING);
        }

        @Test // S15: what no notifier was called for is not written after the step's time
        void aLateHindranceIsNotWritten() throws StateStoreException {
            stage.following();
            ExportCoordinator down = stage.coordinator(builder -> builder.notifier(event -> {
                throw new IllegalStateException("down");
            }));
            while (down.status().pendingEvents() == 0) {
                stage.aws.clock().advance(Duration.ofMinutes(1));
                down.advance();
            }
            stage.aws.clock().advance(Duration.ofMinutes(10));
            stage.aws.hideExports(Duration.ofHours(1));
            FaultPlan slow = FaultPlan.none().withBoundary((operation, when) -> {
                if (operation.equals("DescribeExport") && when == When.AFTER) {
                    stage.aws.clock().advance(Duration.ofSeconds(45));
                }
            });
            List<String> calls = new ArrayList<>();
            // the write of what has become of it fails, and the read before the next one takes the rest of the time
            FaultPlan failing = ((FaultPlan) (operation, number) ->
                            operation.equals("write") && calls.contains("write") ? Fault.FAIL : Fault.NONE)
                    .withBoundary((operation, when) -> {
                        if (when == When.AFTER) {
                            stage.aws
                                    .clock()
                                    .advance(Duration.ofSeconds(
                                            operation.equals("read") && calls.contains("read") ? 20 : 0));
                            calls.add(operation);
                        }
                    });

            ExportCoordinator.builder(JOB, stage.aws.client(slow), new FaultyStateStore(stage.store, failing))
                    .clock(stage.aws.clock())
                    .notifier(event -> {})
                    .build()
                    .advance();

            assertThat(calls).containsExactly("read", "write", "read"); // and the write that failed
        }

        @Test // S11: another process was faster
        void aLostRaceIsIdle() throws StateStoreException {
            stage.following();
            stage.aws.clock().advance(Duration.ofHours(1));
            boolean[] once = {true};
            FaultPlan overtaken = FaultPlan.none().withBoundary((operation, when) -> {
                if (operation.equals("write") && when == When.BEFORE && once[0]) {
                    once[0] = false;
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
                    .build();

            AdvanceOutcome outcome = slow.advance();

            assertThat(((Idle) outcome).reason()).isEqualTo(Idle.Reason.LOST_RACE);
            assertThat(outcome.callAgainAt()).isAfter(stage.aws.clock().instant());
            assertThat(stage.aws.exports(TABLE).stream().map(EmulatedExport::clientToken))
                    .doesNotHaveDuplicates();
        }
    }

    @Nested
    class Looking {

        private final Stage stage = new Stage();

        @Test
        void planSaysWhatTheNextStepWouldDoAndChangesNothing() throws StateStoreException {
            stage.aws.resize(TABLE, 123_456, 10);

            StepPlan plan = stage.exports.plan();

            assertThat(plan.actions())
                    .extracting(StepAction::kind)
                    .containsExactly(StepAction.Kind.PLAN, StepAction.Kind.REQUEST, StepAction.Kind.NOTIFY);
            assertThat(plan.fullExportBytes()).hasValue(123_456);
            assertThat(plan.toText()).contains("123456 bytes");
            assertThat(plan.status().revision()).isZero();
            assertThat(stage.store.writes()).isZero();
            assertThat(stage.aws.exports(TABLE)).isEmpty();
        }

        @Test
        void planOfAStepWithNothingToDoSaysWhy() throws StateStoreException {
            StepPlan plan = stage.following().exports.plan();

            assertThat(plan.actions()).isEmpty();
            assertThat(plan.why()).contains("next window is not over yet");
            assertThat(plan.callAgainAt()).isAfter(stage.aws.clock().instant());
        }

        @Test
        void statusIsOneRead() throws StateStoreException {
            assertThat(stage.exports.status().phase()).isEqualTo(JobStatus.Phase.NOT_STARTED);
            stage.following();
            long calls = stage.aws.calls().count();
            long reads = stage.store.reads();

            JobStatus status = stage.exports.status();

            assertThat(status.phase()).isEqualTo(JobStatus.Phase.FOLLOWING);
            assertThat(status.historyLostAt())
                    .contains(status.chain().orElseThrow().frontier().plus(Duration.ofDays(35)));
            assertThat(status.toText()).contains("watermark", "lag");
            assertThat(stage.aws.calls().count()).isEqualTo(calls);
            assertThat(stage.store.reads()).isEqualTo(reads + 1);
        }

        @Test
        void preflightFindsNothingWrong() {
            Preflight preflight = stage.exports.preflight();

            assertThat(preflight.level()).isEqualTo(Preflight.Level.WARNING); // no bucket owner is named
            assertThat(preflight.findings()).hasSize(5);
            assertThat(stage.exports.preflight().toText()).contains("point-in-time recovery reaches back");
            assertThat(stage.memory.readable(JOB.id())).isEmpty();
        }

        @Test
        void preflightFindsEverythingAtOnce() {
            stage.aws.switchRecoveryOff(TABLE);
            stage.aws.denyAccess("DescribeTable");
            ExportCoordinator broken = ExportCoordinator.builder(
                            JOB,
                            stage.aws.client(),
                            new FaultyStateStore(new InMemoryStateStore(), (o, call) -> Fault.FAIL))
                    .build();

            Preflight preflight = broken.preflight();

            assertThat(preflight.findings())
                    .filteredOn(finding -> finding.level() == Preflight.Level.FAULT)
                    .hasSize(4)
                    .allSatisfy(finding -> assertThat(finding.remedy()).isNotEmpty());
        }

        @Test // S14
        void aWrongClockPlansNothingThatIsNotOver() throws StateStoreException {
            stage.following();
            ExportCoordinator ahead =
                    stage.coordinator(builder -> builder.clock(stage.aws.clock().skewedBy(Duration.ofDays(30))));

            for (int i = 0; i < 120; i++) {
                ahead.advance();
                stage.aws.clock().advance(MINUTE);
            }

            stage.events
                    .committedWindows()
                    .forEach(window ->
                            assertThat(window.to()).isBefore(stage.aws.clock().instant()));
            ChainAssert.assertThat(stage.events.committedWindows())
                    .isContiguous()
                    .isExportedExactlyOnceIn(stage.aws);
            assertThat(ahead.status().chain().orElseThrow().frontier())
                    .isAfter(stage.aws.clock().instant().minus(Duration.ofHours(1)));
        }

        @Test // K7: and afterwards nothing waits for the month to pass
        void aClockThatComesBackFromTheFutureDoesNotStopTheJob() throws StateStoreException {
            ExportCoordinator ahead =
                    stage.coordinator(builder -> builder.clock(stage.aws.clock().skewedBy(Duration.ofDays(30))));
            stage.aws.failNext(1, "S3NoSuchBucket", "simulated");
            ahead.advance();
            stage.aws.clock().advance(QUARTER);
            ahead.advance();
            assertThat(ahead.status().conditions()).isNotEmpty();

            for (int i = 0; i < 60; i++) {
                stage.stepAfter(MINUTE);
            }

            assertThat(stage.exports.status().conditions()).isEmpty();
            assertThat(stage.exports.status().watermark()).isNotEqualTo(Optional.empty());
        }
    }

    @Test // one world, two tables, one store
    void jobsDoNotSeeEachOther() throws StateStoreException {
        TableArn second = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/invoices");
        ExportEmulator aws = ExportEmulator.builder().table(TABLE).table(second).build();
        InMemoryStateStore store = new InMemoryStateStore();
        List<ExportCoordinator> both = List.of(
                ExportCoordinator.builder(JOB, aws.client(), store)
                        .clock(aws.clock())
                        .build(),
                ExportCoordinator.builder(
                                ExportJob.of(io.github.dcie.JobId.forTable(second), second, JOB.destination()),
                                aws.client(),
                                store)
                        .clock(aws.clock())
                        .build());
        for (int i = 0; i < 60; i++) {
            for (ExportCoordinator exports : both) {
                exports.advance();
            }
            aws.clock().advance(MINUTE);
        }

        assertThat(aws.exports(TABLE)).hasSameSizeAs(aws.exports(second)).hasSizeGreaterThan(2);
    }
}
