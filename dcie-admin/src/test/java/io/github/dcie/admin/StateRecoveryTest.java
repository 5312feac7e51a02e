package io.github.dcie.admin;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.UnusableStateException;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.RecoveryOutcome.Conflict;
import io.github.dcie.admin.RecoveryOutcome.Recovered;
import io.github.dcie.admin.RecoveryOutcome.Refused;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.ParameterStoreEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery as a person sees it. What state is made of which exports is {@code RebuilderTest}'s. */
class StateRecoveryTest extends LosingState {

    @TempDir
    private Path files;

    @Test // K5, I1 to I4
    void aDeletedStateIsRecovered() throws Exception {
        lives(Duration.ofMinutes(487));
        JobStatus before = coordinator().status();
        store.lose(job.id());
        assertThat(coordinator().advance()).isInstanceOfSatisfying(Blocked.class, blocked -> {
            assertThat(blocked.condition().kind()).isEqualTo(Kind.STATE_LOST);
            assertThat(blocked.condition().remedy()).contains("StateRecovery");
        });

        StateRecovery recovery = builder().build();
        RecoveryFinding finding = recovery.inspect();

        assertThat(finding.health()).isEqualTo(StateHealth.ABSENT);
        assertThat(finding.isPossible()).isTrue();
        assertThat(finding.toText())
                .startsWith("recovery of job orders at " + finding.at()
                        + ": the job has no state\nafter a recovery: job" + " orders: ")
                .contains("the last 16 export(s) may not have been told of");
        assertThat(recovery.recover()).isEqualTo(new Recovered(finding));
        JobStatus after = coordinator().status();
        assertThat(after).isEqualTo(finding.recovered().orElseThrow());
        assertThat(after.chain()).isEqualTo(before.chain());

        lives(Duration.ofHours(4));

        assertThat(fullExports()).isEqualTo(1);
        assertThat(coordinator().status().conditions()).isEmpty();
        // what was told is told again under the same ids
        ChainAssert.assertThat(events.committedWindows().stream().distinct().toList())
                .isContiguous()
                .isExportedExactlyOnceIn(aws);
    }

    @Test // K5
    void aDryRunWritesNothing() throws Exception {
        lives(Duration.ofHours(1));
        store.lose(job.id());

        builder().build().inspect();

        assertThat(store.read(job.id()).document()).isEmpty();
    }

    @Test // F6
    void aDamagedStateIsReplaced() throws Exception {
        lives(Duration.ofHours(2));
        JobStatus before = coordinator().status();
        overwrite("(cut");
        assertThatThrownBy(() -> coordinator().advance())
                .isInstanceOf(UnusableStateException.class)
                .hasMessageContaining("StateRecovery");

        RecoveryOutcome outcome = builder().build().recover();

        assertThat(outcome).isInstanceOf(Recovered.class);
        assertThat(outcome.toText()).endsWith("\nwritten: the next step goes on from there");
        assertThat(coordinator().status().chain()).isEqualTo(before.chain());
    }

    @Test // K1
    void aNewerStateIsLeftAlone() throws Exception {
        lives(Duration.ofHours(1));
        overwrite("(\"format\":2)".replace('(', '{').replace(')', '}'));

        assertThatThrownBy(() -> builder().build().recover())
                .isInstanceOfSatisfying(
                        UnusableStateException.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(UnusableStateException.Reason.UNKNOWN_FORMAT));
    }

    @Test // F6
    void anotherTablesStateIsLeftAlone() throws Exception {
        lives(Duration.ofHours(1));
        TableArn other = TableArn.of(TABLE.value().replace("orders", "others"));
        ExportJob misconfigured = ExportJob.of(job.id(), other, job.destination());

        assertThatThrownBy(() -> StateRecovery.builder(misconfigured, aws.client(), store)
                        .build()
                        .inspect())
                .isInstanceOfSatisfying(
                        UnusableStateException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(UnusableStateException.Reason.OTHER_TABLE));
    }

    @Test // K5
    void aSoundStateIsLeftAlone() throws Exception {
        lives(Duration.ofHours(2));
        Revision revision = store.read(job.id()).revision();

        RecoveryOutcome outcome = builder().build().recover();

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(outcome.toText())
                .contains("the stored state is sound")
                .contains("there is nothing to recover")
                .endsWith("\nnothing was written");
        assertThat(store.read(job.id()).revision()).isEqualTo(revision);
    }

    @Test // R5
    void whoeverWritesMeanwhileIsNotOverwritten() throws Exception {
        lives(Duration.ofHours(1));
        store.lose(job.id());
        StateRecovery recovery = builder()
                .completionCheck(candidate -> {
                    if (store.read(job.id()).document().isEmpty()) {
                        overwrite("written meanwhile");
                    }
                    return Verdict.accept();
                })
                .build();

        RecoveryOutcome outcome = recovery.recover();

        assertThat(outcome).isInstanceOf(Conflict.class);
        assertThat(outcome.toText()).contains("another process has written a state meanwhile");
        assertThat(store.read(job.id()).document()).contains(new StateDocument("written meanwhile"));
    }

    @Test // K6
    void aPauseHolds() throws Exception {
        lives(Duration.ofHours(1));
        store.lose(job.id());
        coordinator().pause();

        assertThat(builder().build().recover()).isInstanceOf(Recovered.class);

        assertThat(coordinator().status().operatorAction()).isEqualTo(OperatorAction.PAUSE);
    }

    @Test // F1: the same object goes on from there
    void aCallWithoutAnAnswerIsNoEvidence() throws Exception {
        lives(Duration.ofHours(4));
        store.lose(job.id());
        StateRecovery recovery = StateRecovery.builder(job, aws.client(FaultPlan.onEffect(5, Fault.FAIL)), store)
                .clock(aws.clock())
                .build();

        assertThat(recovery.recover())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(
                                        refused.finding().obstacles().get(0).toString())
                                .contains("exports were described"));
        assertThat(recovery.recover()).isInstanceOf(Recovered.class);
    }

    /** Windows of a day, for 100 days: DynamoDB has forgotten the full export. */
    @Nested
    class After90Days {

        private void hundredDays() throws StateStoreException {
            aws = ExportEmulator.builder().table(TABLE).filesUnder(files).build();
            job = JOB.toBuilder().windowSize(Duration.ofDays(1)).build();
            lives(Duration.ofDays(100));
            store.lose(job.id());
        }

        @Test // K5, T1
        void manifestsProveTheChain() throws Exception {
            hundredDays();

            assertThat(builder().build().recover())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.finding().obstacles())
                                    .extracting(Obstacle::kind)
                                    .containsExactly(Obstacle.Kind.BEGINNING_UNKNOWN));
            assertThat(builder().files(ExportFiles.inFolder(files)).build().recover())
                    .isInstanceOf(Recovered.class);

            lives(Duration.ofDays(3));
            List<ExportCommitted> told = events.events(ExportCommitted.class);
            assertThat(told.get(told.size() - 1).sequence()).isGreaterThan(100);
            assertThat(fullExports()).isEqualTo(1);
        }

        @Test // K5, N1: one call for each export since
        void soDoesWhatAConsumerWasToldLast() throws Exception {
            hundredDays();
            List<ExportCommitted> told = events.events(ExportCommitted.class);
            Instant start = events.events(FullExportCommitted.class).get(0).exportTime();
            LastDelivered last = LastDelivered.of(start, told.get(told.size() - 3));
            long described = aws.calls("DescribeExport");

            RecoveryOutcome outcome = builder().lastDelivered(last).build().recover();

            assertThat(outcome).isInstanceOf(Recovered.class);
            assertThat(aws.calls("DescribeExport") - described)
                    .isEqualTo(aws.exports(TABLE).stream()
                            .filter(export -> !export.exportTime().isBefore(last.watermark()))
                            .count())
                    .isLessThan(5);
            assertThat(outcome.finding().recovered().orElseThrow().pendingEvents())
                    .isEqualTo((int) aws.exports(TABLE).stream()
                            .filter(export -> export.state() == EmulatedExport.State.COMPLETED)
                            .filter(export -> export.exportTime().isAfter(last.watermark()))
                            .count())
                    .isBetween(2, 3);
            events.clear();
            lives(Duration.ofDays(2));
            assertThat(events.events(ExportCommitted.class).get(0).sequence()).isEqualTo(last.sequence() + 1);
        }
    }

    /** Parameter Store remembers nothing of what was deleted, and the processes that knew it must be started anew. */
    @Nested
    class InParameterStore {

        private final ParameterStoreEmulator ssm = ParameterStoreEmulator.at(aws.clock());

        private SsmStateStore opened() {
            return SsmStateStore.builder(ssm.client()).clock(aws.clock()).build();
        }

        private void recovered(Predicate<String> deleted) throws StateStoreException, IOException {
            ExportCoordinator before = coordinator(opened());
            lives(before, Duration.ofHours(3));
            ssm.parameters().keySet().stream().filter(deleted).toList().forEach(ssm::remove);
            aws.clock().advance(Duration.ofHours(2));
            assertThatThrownBy(before::advance).isInstanceOf(StateStoreException.class);

            RecoveryOutcome outcome = StateRecovery.builder(job, aws.client(), opened())
                    .clock(aws.clock())
                    .build()
                    .recover();

            assertThat(outcome).as(outcome.toText()).isInstanceOf(Recovered.class);
            lives(coordinator(opened()), Duration.ofHours(1));
            assertThat(fullExports()).isEqualTo(1);
            assertThat(coordinator(opened()).status().conditions()).isEmpty();
            assertThat(coordinator(opened()).status().lag().orElseThrow()).isLessThan(Duration.ofHours(1));
        }

        @Test // K5
        void everythingWasDeleted() throws Exception {
            recovered(name -> true);
        }

        @Test // K5: the marker stays
        void theRevisionsWereDeleted() throws Exception {
            recovered(name -> name.contains("/state/") && !name.endsWith("/0"));
        }
    }

    @Nested
    class Options {

        private final ExportArn export = ExportArn.of(TABLE, "01768392000000-00000001");

        @Test
        void areChecked() {
            TableArn others = TableArn.of(TABLE.value().replace("orders", "others"));
            Instant noon = Instant.parse("2026-01-01T12:00:00Z");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder()
                            .apiCallTimeout(Duration.ZERO)
                            .lastDelivered(new LastDelivered(1, noon, 0, noon, ExportArn.of(others, export.exportId())))
                            .build())
                    .withMessage(
                            "recovery of export job orders: apiCallTimeout PT0S: expected PT1S to PT15M; lastDelivered is of"
                                    + " table " + others + ": expected " + TABLE);
        }

        @Test
        void ofWhatWasToldAreWholeAndInOrder() {
            Instant noon = Instant.parse("2026-01-01T12:00:00Z");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LastDelivered(0, noon, 0, noon, export))
                    .withMessageContaining("generation 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LastDelivered(1, noon, 0, noon.minusSeconds(1), export))
                    .withMessageContaining("not before the start");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LastDelivered(1, noon, 0, noon.plusMillis(1), export))
                    .withMessageContaining("expected whole seconds");
        }
    }
}
