package io.github.dcie.migration;

import static io.github.dcie.migration.OldDeployment.JOB;
import static io.github.dcie.migration.OldDeployment.MINUTE;
import static io.github.dcie.migration.OldDeployment.SOURCE;
import static io.github.dcie.migration.OldDeployment.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.TakeOverOutcome.Begun;
import io.github.dcie.migration.TakeOverOutcome.Refused;
import io.github.dcie.migration.TakeOverOutcome.StateExists;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StoredState;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** W1: continuing what another system has exported, where all that it says is true. */
class TakeOverTest {

    private final OldDeployment old = OldDeployment.following();

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    @Nested
    class ADryRun {

        @Test
        void everyClaimIsProven() throws Exception {
            TakeOverFinding finding = old.inspect();

            assertThat(finding.claims())
                    .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.PROVEN));
            assertThat(finding.claims()).extracting(Claim::subject).containsAll(EnumSet.allOf(Subject.class));
            assertThat(finding.holes()).isEmpty();
            assertThat(finding.cursor()).contains(second(old.cursor()));
            assertThat(finding.provenUpTo()).contains(second(old.cursor()));
            assertThat(finding.startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
            assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(second(old.cursor()));
        }

        @Test
        void peopleCanReadIt() throws Exception {
            assertThat(old.inspect().toText().lines())
                    .hasSize(1 + 9 + 3)
                    .startsWith("job orders, taking over " + SOURCE + ", looked at 2026-01-01T01:14:00Z; cursor"
                            + " 2026-01-01T01:00:00Z, proven up to 2026-01-01T01:00:00Z")
                    .contains(
                            "PROVEN FULL_EXPORT: export " + old.fullId()
                                    + " as of 2026-01-01T00:00:00.432Z in s3://acme-exports/ is COMPLETED",
                            "PROVEN LAST_EXPORT: export " + old.lastWindowId()
                                    + " of [2026-01-01T00:45:00Z, 2026-01-01T01:00:00Z) in s3://acme-exports/ is COMPLETED",
                            "PROVEN WINDOWS: completed windows cover [2026-01-01T00:00:00.432Z, 2026-01-01T01:00:00Z)"
                                    + " without a hole",
                            "PROVEN JOB: job orders has no state yet",
                            "choice: begin(CURSOR) goes on at 2026-01-01T01:00:00Z",
                            "choice: run the job without taking over, which begins with a full export billed by the"
                                    + " table's size");
        }

        @Test // S13: reads only, and each export is described once
        void itChangesNothing() throws Exception {
            long requested = old.aws.calls("ExportTableToPointInTime");

            old.inspect();

            assertThat(old.aws.calls().counts())
                    .containsOnlyKeys(
                            "ExportTableToPointInTime",
                            "ListExports",
                            "DescribeExport",
                            "DescribeContinuousBackups",
                            "DescribeTable");
            assertThat(old.aws.calls("ExportTableToPointInTime")).isEqualTo(requested);
            assertThat(old.aws.calls("DescribeExport")).isEqualTo(5);
            assertThat(old.store.read(JOB.id()).document()).isEmpty();
        }

        @Test // what has ended does not change, so the same object does not ask for it again
        void anotherOneAsksOnlyForWhatIsNew() throws Exception {
            TakeOver takeOver = old.takeOver();
            takeOver.inspect(old.prior());
            old.beginWindow();

            TakeOverFinding during = takeOver.inspect(old.prior());
            old.waits(Duration.ofMinutes(13));
            TakeOverFinding after = takeOver.inspect(old.prior());

            assertThat(during.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.FALSE);
            assertThat(after.startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
            assertThat(old.aws.calls("DescribeExport")).isEqualTo(5 + 1 + 1);
        }

        @Test // exports from before the chain's beginning are not described
        void olderExportsAreLeftAlone() throws Exception {
            OldDeployment twice = OldDeployment.following();
            twice.waits(Duration.ofHours(2)).full().windows(2);

            TakeOverFinding finding = twice.inspect();

            assertThat(finding.startAt(StartingPoint.CURSOR)).contains(second(twice.cursor()));
            assertThat(twice.aws.calls("DescribeExport")).isEqualTo(3);
        }
    }

    @Nested
    class ABeginning {

        @Test // W1, K4
        void theJobHasAStateThatGoesOnAtTheCursor() throws Exception {
            TakeOverOutcome outcome = old.takeOver().begin(old.prior(), StartingPoint.CURSOR);

            assertThat(outcome).isInstanceOfSatisfying(Begun.class, begun -> {
                assertThat(begun.start()).isEqualTo(second(old.cursor()));
                assertThat(begun.finding().startAt(StartingPoint.CURSOR)).contains(begun.start());
            });
            assertThat(outcome.toText())
                    .isEqualTo("job orders goes on at 2026-01-01T01:00:00Z with the chain of " + SOURCE);
            StoredState stored = old.store.read(JOB.id());
            assertThat(stored.revision()).isEqualTo(new Revision(1));
            JobStatus status = old.coordinator().status();
            assertThat(status.phase()).isEqualTo(JobStatus.Phase.FOLLOWING);
            assertThat(status.watermark()).contains(second(old.cursor()));
            assertThat(status.chain().orElseThrow().frontier()).isEqualTo(second(old.cursor()));
            assertThat(status.historyLostAt()).contains(second(old.cursor()).plus(Duration.ofDays(35)));
            assertThat(status.pendingEvents()).isEqualTo(1);
            assertThat(old.store.readable(JOB.id()))
                    .containsEntry("runStatus", "FOLLOWING")
                    .containsEntry("watermark", second(old.cursor()).toString())
                    .containsEntry("generation", "1")
                    .containsEntry("table", TABLE.value());
        }

        @Test // a chain that has only its full export
        void aFullExportAloneIsEnough() throws Exception {
            OldDeployment young = new OldDeployment().full();

            assertThat(young.takeOver().begin(young.prior(), StartingPoint.CURSOR))
                    .isInstanceOfSatisfying(
                            Begun.class, begun -> assertThat(begun.start()).isEqualTo(second(young.fullExportTime())));
        }

        @Test // R3: a state that is there is never overwritten, and DynamoDB is not even asked
        void twiceIsOnce() throws Exception {
            TakeOver takeOver = old.takeOver();
            takeOver.begin(old.prior(), StartingPoint.CURSOR);
            long calls = old.aws.calls().count();

            TakeOverOutcome again = takeOver.begin(old.prior(), StartingPoint.CURSOR);

            assertThat(again).isInstanceOf(StateExists.class);
            assertThat(again.toText()).startsWith("job orders has state, at revision 1: nothing was written");
            assertThat(old.aws.calls().count()).isEqualTo(calls);
            assertThat(takeOver.inspect(old.prior()).about(Subject.JOB))
                    .anySatisfy(claim -> assertThat(claim)
                            .extracting(Claim::verdict, Claim::message)
                            .containsExactly(
                                    Verdict.FALSE,
                                    "job orders has state, at revision 1: it has begun, and takes nothing over"));
            assertThat(old.store.read(JOB.id()).revision()).isEqualTo(new Revision(1));
        }

        @Test // R3, R6: two at once, or a coordinator that begins meanwhile
        void aStateThatIsWrittenMeanwhileIsNotOverwritten() throws Exception {
            FaultPlan overtaken = FaultPlan.none().withBoundary((operation, when) -> {
                if (operation.equals("write") && when == When.BEFORE) {
                    begin(old.takeOver());
                }
            });
            TakeOver slow = TakeOver.builder(JOB, old.aws.client(), new FaultyStateStore(old.store, overtaken))
                    .clock(old.aws.clock())
                    .build();

            TakeOverOutcome outcome = begin(slow);

            assertThat(outcome).isInstanceOf(StateExists.class);
            assertThat(outcome.toText()).contains("which another process has just written: nothing was written");
            assertThat(old.store.read(JOB.id()).revision()).isEqualTo(new Revision(1));
        }

        private TakeOverOutcome begin(TakeOver takeOver) {
            try {
                return takeOver.begin(old.prior(), StartingPoint.CURSOR);
            } catch (StateStoreException e) {
                throw new AssertionError(e);
            }
        }

        @Test // R8: the reply is lost, the write was applied
        void whatIsNotKnownToBeWrittenIsFoundByTheNextCall() throws Exception {
            FaultPlan losing = (operation, call) -> operation.equals("write") ? Fault.LOSE_REPLY : Fault.NONE;
            TakeOver unlucky = TakeOver.builder(JOB, old.aws.client(), new FaultyStateStore(old.store, losing))
                    .clock(old.aws.clock())
                    .build();

            assertThatThrownBy(() -> unlucky.begin(old.prior(), StartingPoint.CURSOR))
                    .isInstanceOf(StateStoreException.class);
            assertThat(old.takeOver().begin(old.prior(), StartingPoint.CURSOR)).isInstanceOf(StateExists.class);
        }

        @Test
        void aStoreThatCannotBeReadIsAnException() {
            FaultPlan failing = (operation, call) -> Fault.FAIL;
            TakeOver broken = TakeOver.builder(JOB, old.aws.client(), new FaultyStateStore(old.store, failing))
                    .build();

            assertThatThrownBy(() -> broken.inspect(old.prior())).isInstanceOf(StateStoreException.class);
            assertThatThrownBy(() -> broken.begin(old.prior(), StartingPoint.CURSOR))
                    .isInstanceOf(StateStoreException.class);
        }

        @Test // R15
        void aForeignStateIsNotTouched() {
            old.store.plantForeignState(JOB.id());

            assertThatThrownBy(() -> old.takeOver().begin(old.prior(), StartingPoint.CURSOR))
                    .isInstanceOf(StateStoreException.class);
        }

        @Test
        void aRefusalSaysWhyAndWritesNothing() throws Exception {
            old.says(new Claim(Subject.STOPPED, Verdict.UNPROVEN, "its schedule may be disabled"));

            TakeOverOutcome outcome = old.takeOver().begin(old.prior(), StartingPoint.CURSOR);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.finding().verdict(Subject.STOPPED))
                                    .isEqualTo(Verdict.UNPROVEN));
            assertThat(outcome.toText())
                    .isEqualTo("job orders does not take over " + SOURCE + ": begin(CURSOR) is not possible: STOPPED is"
                            + " UNPROVEN and not accepted; nothing was written; see the finding for what is known and what"
                            + " else is possible");
            assertThat(old.store.read(JOB.id()).document()).isEmpty();
        }

        @Test
        void whatIsNotDisprovedMayBeAccepted() throws Exception {
            old.says(new Claim(Subject.STOPPED, Verdict.UNPROVEN, "its schedule may be disabled"));
            TakeOver accepting = old.takeOver(builder -> builder.accept(Subject.STOPPED));

            assertThat(accepting.inspect(old.prior()).toText())
                    .contains("UNPROVEN STOPPED: its schedule may be disabled [accepted]");
            assertThat(accepting.begin(old.prior(), StartingPoint.CURSOR)).isInstanceOf(Begun.class);
        }

        @Test // of a hand-made description nobody has judged whether the system has stopped
        void thatItHasStoppedIsNeverAssumed() throws Exception {
            old.says();

            assertThat(old.inspect().verdict(Subject.STOPPED)).isEqualTo(Verdict.UNPROVEN);
            assertThat(old.inspect().startAt(StartingPoint.LAST_PROVEN_POINT)).isEmpty();
        }
    }

    @Nested
    class WhatAnOperatorHasAsked {

        @Test // K6: a pause is not swallowed
        void aPauseHolds() throws Exception {
            old.store.request(JOB.id(), OperatorAction.PAUSE);
            assertThat(old.inspect().toText())
                    .contains("it is paused, and does nothing until its operator action is RUN");

            old.takeOver().begin(old.prior(), StartingPoint.CURSOR);
            ExportCoordinator exports = old.coordinator();
            long requested = old.aws.calls("ExportTableToPointInTime");
            old.waits(Duration.ofHours(1));
            exports.advance();
            assertThat(old.aws.calls("ExportTableToPointInTime")).isEqualTo(requested);

            exports.resume();
            exports.advance();
            assertThat(old.aws.calls("ExportTableToPointInTime")).isGreaterThan(requested);
        }

        @Test // K6, F5
        void aResetThatStandsIsCarriedOutOnce() throws Exception {
            assertThatAResetIsCarriedOutOnce(old);
            assertThat(old.store.read(JOB.id()).operator()).isEqualTo(OperatorRequest.none());
        }

        @Test // K6: where requests are numbered, none counts as spent
        void norIsItSpentWhereRequestsAreNumbered() throws Exception {
            OldDeployment numbered = new OldDeployment(
                            ExportEmulator.withTable(TABLE), InMemoryStateStore.numberingRequests())
                    .full()
                    .windows(2);
            assertThatAResetIsCarriedOutOnce(numbered);
        }

        private void assertThatAResetIsCarriedOutOnce(OldDeployment from) throws Exception {
            from.store.request(JOB.id(), OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
            assertThat(from.inspect().toText()).contains("its next step begins a new chain with a full export");

            from.takeOver().begin(from.prior(), StartingPoint.CURSOR);
            ExportCoordinator exports = from.coordinator();
            for (int i = 0; i < 90; i++) {
                from.waits(MINUTE);
                exports.advance();
            }

            JobStatus status = exports.status();
            assertThat(status.chain().orElseThrow().generation()).isEqualTo(2);
            assertThat(from.aws.exports(TABLE))
                    .filteredOn(export -> export.window().isEmpty())
                    .hasSize(2);
        }
    }

    @Nested
    class Settings {

        @Test
        void everyFaultIsNamedAtOnce() {
            TableArn elsewhere = TableArn.of("arn:aws:dynamodb:us-east-1:123456789012:table/orders");
            TakeOver.Builder builder = TakeOver.builder(
                            ExportJob.of(JOB.id(), elsewhere, JOB.destination()), old.aws.client(), old.store)
                    .apiCallTimeout(Duration.ZERO)
                    .accept(Subject.LAST_EXPORT)
                    .accept(Subject.TABLE)
                    .accept(Subject.RECOVERY)
                    .manifest("not a manifest");

            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageStartingWith(
                            "taking over to export job orders: apiCallTimeout PT0S: expected PT1S to PT15M")
                    .withMessageContaining("LAST_EXPORT cannot be accepted: it must be proven")
                    .withMessageContaining("TABLE cannot be accepted")
                    .withMessageContaining("RECOVERY cannot be accepted")
                    .withMessageContaining("manifest \"not a manifest\": ")
                    .withMessageContaining("the client's Region is eu-central-1, the table's is us-east-1");
        }

        @Test
        void aClientThatDoesNotSayItsRegionIsTaken() throws Exception {
            DynamoDbClient silent = mock(DynamoDbClient.class);
            when(silent.serviceClientConfiguration()).thenThrow(new UnsupportedOperationException());

            TakeOver.builder(JOB, silent, old.store).build();
        }

        @Test
        void aPointThatWasNotLookedAtIsNotPossible() {
            TakeOverFinding none = new TakeOverFinding(
                    JOB.id(),
                    SOURCE,
                    Instant.EPOCH,
                    List.of(),
                    Set.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

            assertThat(none.startAt(StartingPoint.CURSOR)).isEmpty();
            assertThat(none.verdict(Subject.TABLE)).isEqualTo(Verdict.PROVEN);
            assertThat(none.toText())
                    .startsWith("job orders, taking over " + SOURCE)
                    .contains("cursor none");
        }
    }
}
