package io.github.dcie.migration;

import static io.github.dcie.migration.OldDeployment.MINUTE;
import static io.github.dcie.migration.OldDeployment.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.TakeOverFinding.Hole;
import io.github.dcie.migration.TakeOverOutcome.Begun;
import io.github.dcie.migration.TakeOverOutcome.Refused;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each way in which another system's state can say what is not so; named by the list of its known defects. */
class TakeOverLiesTest {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Claim PAUSED = new Claim(Subject.STOPPED, Verdict.PROVEN, "it is paused");

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Claim flag(Verdict verdict, String message) {
        return new Claim(Subject.FLAGS, verdict, message);
    }

    /** Neither starting point is possible, and nothing is written. */
    private static void assertCannotGoOn(OldDeployment old) throws Exception {
        for (StartingPoint point : StartingPoint.values()) {
            assertThat(old.inspect().startAt(point)).as(point.name()).isEmpty();
            assertThat(old.takeOver().begin(old.prior(), point)).isInstanceOf(Refused.class);
        }
        assertThat(old.store.read(OldDeployment.JOB.id()).document()).isEmpty();
    }

    private static void assertGoesOnAtTheLastProvenPointOnly(OldDeployment old, Instant point) throws Exception {
        TakeOverFinding finding = old.inspect();
        assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
        assertThat(finding.provenUpTo()).contains(point);
        assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(point);
        assertThat(old.takeOver().begin(old.prior(), StartingPoint.LAST_PROVEN_POINT))
                .isInstanceOfSatisfying(
                        Begun.class, begun -> assertThat(begun.start()).isEqualTo(point));
        assertThat(old.coordinator().status().watermark()).contains(point);
    }

    @Nested
    class TheFullExport {

        @Test // A1: it failed, and incremental exports were made all the same
        void failed() throws Exception {
            OldDeployment old = new OldDeployment();
            old.aws.failNext(1, "S3AccessDenied", "Access Denied");
            old.full().windows(3).says(PAUSED, flag(Verdict.UNPROVEN, "workflow-initiated is false"));

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.FALSE);
            assertThat(finding.about(Subject.FULL_EXPORT).get(0).message())
                    .contains(
                            "export " + old.fullId(),
                            "FAILED (S3AccessDenied: Access Denied)",
                            "only a new full export");
            assertThat(finding.verdict(Subject.FLAGS)).isEqualTo(Verdict.UNPROVEN);
            assertThat(finding.provenUpTo()).isEmpty();
            assertThat(finding.option(StartingPoint.LAST_PROVEN_POINT).against())
                    .contains("FULL_EXPORT is FALSE", "nothing is proven to be exported");
            assertCannotGoOn(old);
        }

        @Test // W7: it holds only what its filter selects
        void filtered() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.filtering(old.fullId());

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.FALSE);
            assertThat(finding.about(Subject.FULL_EXPORT).get(0).message())
                    .contains(
                            "export " + old.fullId(),
                            "is COMPLETED (it is filtered, and holds only what its FilterSpecification selects)",
                            "only a new full export");
            assertCannotGoOn(old);
        }

        @Test // A1: what is false cannot be accepted
        void aFailedOneIsNotAccepted() throws Exception {
            OldDeployment old = new OldDeployment();
            old.aws.failNext(1, "S3AccessDenied", "Access Denied");
            old.full().windows(3);

            assertThat(old.takeOver(builder -> builder.accept(Subject.FULL_EXPORT))
                            .begin(old.prior(), StartingPoint.CURSOR))
                    .isInstanceOf(Refused.class);
        }

        @Test // A2, A3, A4: its end was never seen; DynamoDB says that it was completed
        void theEndWasNeverSeen() throws Exception {
            OldDeployment old = new OldDeployment().full();
            old.says(PAUSED, flag(Verdict.UNPROVEN, "workflow-initiated is NULL"));

            TakeOverFinding finding = old.inspect();

            assertThat(finding.about(Subject.FLAGS))
                    .containsExactly(flag(
                            Verdict.PROVEN, "workflow-initiated is NULL; DynamoDB calls the full export COMPLETED"));
            assertThat(finding.startAt(StartingPoint.CURSOR)).contains(second(old.fullExportTime()));
        }

        @Test // A2: its end was never seen because it has not ended
        void hasNotEnded() throws Exception {
            OldDeployment old = new OldDeployment();
            old.aws.exportsTake(Duration.ofHours(20));
            old.full().says(PAUSED, flag(Verdict.UNPROVEN, "workflow-initiated is NULL"));

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.FALSE);
            assertThat(finding.about(Subject.FULL_EXPORT).get(0).message())
                    .contains("is in progress: nothing can build on it yet; inspect again when it has ended");
            assertCannotGoOn(old);

            old.waits(Duration.ofHours(20));
            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.fullExportTime()));
        }

        @Test // A7, A5: several were begun, only the last is named
        void wasBegunTwice() throws Exception {
            OldDeployment old =
                    new OldDeployment().beginFull().waits(MINUTE).full().windows(2);

            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }

        @Test // A8: incremental exports were begun while it ran and nobody looked at it
        void wasNeverLookedAt() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.says(PAUSED, flag(Verdict.UNPROVEN, "workflow-initiated is missing"));

            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }

        @Test // B11
        void isNoTime() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.saysFull(Optional.empty())
                    .says(PAUSED, new Claim(Subject.FULL_EXPORT, Verdict.FALSE, "full-export-time is \"yesterday\""));

            TakeOverFinding finding = old.inspect();

            assertThat(finding.about(Subject.FULL_EXPORT)).hasSize(1);
            assertCannotGoOn(old);
        }

        @Test // of the table of another Region, account or name, or of one that was deleted
        void isOfAnotherTable() throws Exception {
            OldDeployment old = new OldDeployment();
            old.saysFull(Optional.of(old.aws.clock().instant().minus(Duration.ofDays(20))));

            assertThat(old.inspect().about(Subject.FULL_EXPORT).get(0).message())
                    .startsWith("DynamoDB lists no full export of the table as of 2025-12-12T00:00:00.432Z")
                    .contains("deleted and created again", "check the table's ARN");
            assertCannotGoOn(old);
        }

        @Test // two full exports in one second: the one of the same millisecond counts
        void isToldFromOneOfTheSameSecond() throws Exception {
            OldDeployment old = new OldDeployment();
            old.aws.failNext(1, "S3AccessDenied", "Access Denied");
            old.beginFull().waits(Duration.ofMillis(100)).full();
            assertThat(old.inspect().verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.PROVEN);

            old.saysFull(Optional.of(old.fullExportTime().minusMillis(100)));
            assertThat(old.inspect().verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.FALSE);

            old.saysFull(Optional.of(old.fullExportTime().minusMillis(400)));
            assertThat(old.inspect().verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.PROVEN);
        }
    }

    @Nested
    class TheWindows {

        @Test // B1: one failed after the cursor had moved; the next ones were exported as if nothing had happened
        void oneFailed() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant hole = second(old.cursor());
            old.aws.failNext(1, "S3NoSuchBucket", "gone");
            old.beginWindow();
            String failed = old.lastWindowId();
            old.windows(2);

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.PROVEN);
            assertThat(finding.verdict(Subject.WINDOWS)).isEqualTo(Verdict.FALSE);
            assertThat(finding.holes())
                    .containsExactly(new Hole(
                            hole,
                            hole.plus(WINDOW),
                            Verdict.FALSE,
                            "export " + failed + " of [" + hole + ", " + hole.plus(WINDOW)
                                    + ") in s3://acme-exports/ FAILED (S3NoSuchBucket: gone)"));
            assertThat(finding.toText())
                    .contains("FALSE WINDOWS: 1 hole(s) in [" + old.fullExportTime() + ", " + old.cursor() + ")")
                    .contains("\n  hole [" + hole + ", " + hole.plus(WINDOW) + ") FALSE: export " + failed);
            assertGoesOnAtTheLastProvenPointOnly(old, hole);
        }

        @Test // B1: it was exported again by hand, as the failure's message asks
        void oneFailedAndWasRepaired() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant hole = second(old.cursor());
            old.aws.failNext(1, "S3NoSuchBucket", "gone");
            old.windows(2);
            old.exported(hole, hole.plus(WINDOW));

            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }

        @Test // B2: it was repaired into a place where no consumer of the chain looks
        void oneWasRepairedElsewhere() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant hole = second(old.cursor());
            old.aws.failNext(1, "S3NoSuchBucket", "gone");
            old.windows(2);
            old.exportingTo("somebody-elses").exported(hole.minusSeconds(300), hole.plus(WINDOW));

            TakeOverFinding finding = old.inspect();

            assertThat(finding.holes()).hasSize(1);
            assertThat(finding.holes().get(0))
                    .satisfies(missing -> assertThat(missing.from()).isEqualTo(hole))
                    .satisfies(missing -> assertThat(missing.verdict()).isEqualTo(Verdict.UNPROVEN))
                    .satisfies(missing -> assertThat(missing.known())
                            .contains("in s3://somebody-elses/ is COMPLETED", "FAILED (S3NoSuchBucket: gone)"));
            assertThat(finding.startAt(StartingPoint.CURSOR)).isEmpty();
            assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(hole);
            assertThat(old.takeOver(builder -> builder.accept(Subject.WINDOWS)).inspect(old.prior()))
                    .satisfies(accepted ->
                            assertThat(accepted.startAt(StartingPoint.CURSOR)).contains(second(old.cursor())))
                    .satisfies(accepted -> assertThat(accepted.provenUpTo()).contains(second(old.cursor())));
        }

        @Test // what others export stands for a part of a hole only
        void oneWasRepairedElsewhereInPart() throws Exception {
            OldDeployment old =
                    new OldDeployment().windowsOf(Duration.ofHours(1)).full().windows(1);
            Instant hole = second(old.cursor());
            old.aws.failNext(1, "S3NoSuchBucket", "gone");
            old.windows(2);
            old.exportingTo("somebody-elses").exported(hole.plusSeconds(600), hole.plusSeconds(1800));

            assertThat(old.inspect().holes())
                    .extracting(Hole::from, Hole::to, Hole::verdict)
                    .containsExactly(
                            tuple(hole, hole.plusSeconds(600), Verdict.FALSE),
                            tuple(hole.plusSeconds(600), hole.plusSeconds(1800), Verdict.UNPROVEN),
                            tuple(hole.plusSeconds(1800), hole.plusSeconds(3600), Verdict.FALSE));
        }

        @Test // B1, B6, B7: the last one failed, and nobody knows
        void theLastFailed() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant proven = second(old.cursor());
            old.aws.failNext(1, "S3AccessDenied", "Access Denied");
            old.windows(1);

            TakeOverFinding finding = old.inspect();

            assertThat(finding.about(Subject.LAST_EXPORT).get(0).message())
                    .startsWith("export " + old.lastWindowId())
                    .endsWith(
                            "FAILED (S3AccessDenied: Access Denied), and the cursor stands behind it all the same: what it"
                                    + " covers is not exported");
            assertThat(finding.holes()).hasSize(1);
            assertGoesOnAtTheLastProvenPointOnly(old, proven);
        }

        @Test // the cursor moves when an export is begun
        void theLastHasNotEnded() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.beginWindow();

            TakeOverFinding finding = old.inspect();

            assertThat(finding.about(Subject.LAST_EXPORT).get(0).message())
                    .contains("is in progress: inspect again when it has ended");
            assertThat(finding.verdict(Subject.STOPPED)).isEqualTo(Verdict.PROVEN);
            old.waits(Duration.ofMinutes(13));
            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }

        @Test // B3, B4, B5: exported, and the cursor did not move; then exported once more
        void oneWasExportedTwice() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant before = old.cursor();
            old.windows(1).saysCursor(Optional.of(before)).windows(2);

            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }

        @Test // B3, C2: the cursor stands, or was set back, before what is exported
        void theCursorIsBehind() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant before = second(old.cursor());
            old.windows(2);
            Instant exported = second(old.cursor());
            old.saysCursor(Optional.of(before));

            TakeOverFinding finding = old.inspect();

            assertThat(finding.startAt(StartingPoint.CURSOR)).contains(before);
            assertThat(finding.startAt(StartingPoint.LAST_PROVEN_POINT)).contains(exported);
            assertThat(finding.about(Subject.WINDOWS))
                    .anySatisfy(claim -> assertThat(claim.message())
                            .startsWith("completed windows go on beyond the cursor, up to " + exported));
        }

        @Test // B10: without a cursor it would export everything once more
        void theCursorIsLost() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant exported = second(old.cursor());
            old.saysCursor(Optional.empty());

            assertThat(old.inspect().about(Subject.LAST_EXPORT).get(0).message())
                    .contains("DynamoDB knows 4 since the full export, the newest: export " + old.lastWindowId());
            assertGoesOnAtTheLastProvenPointOnly(old, exported);
        }

        @Test // B10: nor with one that is no time
        void theCursorIsNoTime() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant exported = second(old.cursor());
            old.saysCursor(Optional.empty())
                    .says(PAUSED, new Claim(Subject.LAST_EXPORT, Verdict.FALSE, "the cursor is \"0\""));

            assertThat(old.inspect().about(Subject.LAST_EXPORT)).hasSize(1);
            assertGoesOnAtTheLastProvenPointOnly(old, exported);
        }

        @Test // C3: a late write of the chain before
        void theCursorIsOfTheChainBefore() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant before = old.cursor();
            old.waits(Duration.ofHours(1)).full();
            Instant start = second(old.fullExportTime());
            old.saysCursor(Optional.of(before));

            assertThat(old.inspect().about(Subject.WINDOWS).get(0).message())
                    .startsWith("the cursor " + second(before) + " lies before the full export");
            assertGoesOnAtTheLastProvenPointOnly(old, start);
        }

        @Test
        void theCursorIsSomewhereElse() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant exported = second(old.cursor());
            old.saysCursor(Optional.of(old.cursor().plusSeconds(60)));

            assertThat(old.inspect().about(Subject.LAST_EXPORT).get(0).message())
                    .startsWith("DynamoDB knows no export of the table that ends at the cursor "
                            + exported.plusSeconds(60));
            assertGoesOnAtTheLastProvenPointOnly(old, exported);
        }

        @Test // another system's window that ends in the cursor's second does not stand for the chain's own
        void theLastFailedAndAnotherSystemsDidNot() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant proven = second(old.cursor());
            old.aws.failNext(1, "S3AccessDenied", "Access Denied");
            old.windows(1);
            old.exportingTo("somebody-elses").exported(proven, proven.plus(WINDOW));

            assertThat(old.inspect().verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.FALSE);
            assertGoesOnAtTheLastProvenPointOnly(old, proven);
        }

        @Test // D7: the bucket was changed; both places are the chain's
        void itsBucketWasChanged() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.exportingTo("newer-exports").windows(2);

            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }
    }

    @Nested
    class TheRest {

        @Test // B9: a refused time was taken for a gap; the facts say otherwise
        void aGapThatIsNone() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant exported = second(old.cursor());
            old.says(PAUSED, flag(Verdict.FALSE, "workflow-state is PITR_GAP"));

            assertThat(old.inspect().option(StartingPoint.CURSOR).against()).containsExactly("FLAGS is FALSE");
            assertGoesOnAtTheLastProvenPointOnly(old, exported);
        }

        @Test // B12: it was stopped for longer than history is kept
        void historyIsGone() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.waits(Duration.ofDays(36));

            assertThat(old.inspect().about(Subject.RECOVERY).get(0).message())
                    .isEqualTo("point-in-time recovery reaches back to 2026-01-02T01:14:00Z only, and"
                            + " 2026-01-01T01:00:00Z is needed: what was changed between is lost; only a new full export"
                            + " helps");
            assertCannotGoOn(old);
        }

        @Test // B13
        void recoveryIsOff() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.switchRecoveryOff(TABLE);

            assertThat(old.inspect().about(Subject.RECOVERY).get(0).message())
                    .startsWith("point-in-time recovery of " + TABLE + " is switched off: ");
            assertCannotGoOn(old);
        }

        @Test // B13: off and on again, within a second
        void recoveryWasOff() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.switchRecoveryOff(TABLE);
            old.aws.switchRecoveryOn(TABLE);

            assertThat(old.inspect().verdict(Subject.RECOVERY)).isEqualTo(Verdict.FALSE);
            assertCannotGoOn(old);
        }

        @Test // B12: ListExports shows nothing of the old table (observed)
        void theTableWasCreatedAnew() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.recreate(TABLE);
            old.aws.switchRecoveryOn(TABLE);

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.FULL_EXPORT)).isEqualTo(Verdict.FALSE);
            assertThat(finding.verdict(Subject.TABLE)).isEqualTo(Verdict.UNPROVEN);
            assertCannotGoOn(old);
        }

        @Test // B14
        void theTableIsGone() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.deleteTable(TABLE);

            TakeOverFinding finding = old.inspect();

            assertThat(finding.about(Subject.RECOVERY).get(0).message())
                    .isEqualTo("there is no table " + TABLE + "; check its ARN");
            assertThat(finding.verdict(Subject.TABLE)).isEqualTo(Verdict.FALSE);
            assertCannotGoOn(old);
        }

        @Test // B15: parameters that seem absent
        void nothingIsNamed() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.saysFull(Optional.empty())
                    .saysCursor(Optional.empty())
                    .says(PAUSED, new Claim(Subject.FULL_EXPORT, Verdict.FALSE, "there are no parameters"));

            assertThat(old.inspect().option(StartingPoint.CURSOR).against()).contains("no cursor is named");
            assertCannotGoOn(old);
        }

        @Test
        void nothingIsNamedAndNobodySaysWhy() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.saysFull(Optional.empty()).saysCursor(Optional.empty());

            assertThat(old.inspect().about(Subject.FULL_EXPORT).get(0).message())
                    .isEqualTo("neither a full export nor a cursor is named: there is nothing to take over");
            assertCannotGoOn(old);
        }

        @Test // it says that it has stopped, and exports all the same
        void itGoesOn() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant cursor = old.cursor();
            old.beginWindow();
            String running = old.lastWindowId();
            old.saysCursor(Optional.of(cursor));

            assertThat(old.inspect().about(Subject.STOPPED))
                    .anySatisfy(claim -> assertThat(claim.message())
                            .startsWith("export " + running)
                            .endsWith(
                                    "is in progress, beyond the cursor: inspect again when it has ended, or see who began"
                                            + " it"));
            assertCannotGoOn(old);
            old.waits(Duration.ofMinutes(13));
            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(cursor));
        }

        @Test // what another system exports to another place is no sign that this one runs
        void anotherSystemGoesOn() throws Exception {
            OldDeployment old = OldDeployment.following();
            Instant cursor = old.cursor();
            old.exportingTo("somebody-elses").beginWindow().saysCursor(Optional.of(cursor));

            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(cursor));
        }

        @Test // F4
        void anUnknownStatusIsNoSuccess() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.reportUnknownStatusOfNext(1);
            old.windows(1);

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.LAST_EXPORT)).isEqualTo(Verdict.FALSE);
            assertThat(finding.about(Subject.LAST_EXPORT).get(0).message()).contains("BEING_REPAINTED");
        }

        @Test // K5: the job had begun, and its state is gone
        void theJobsOwnStateIsLost() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.takeOver().begin(old.prior(), StartingPoint.CURSOR);
            ExportCoordinator exports = old.coordinator();
            for (int i = 0; i < 40; i++) {
                old.waits(MINUTE);
                exports.advance();
            }
            List<EmulatedExport> made = old.aws.exports(TABLE);
            old.store.lose(OldDeployment.JOB.id());

            TakeOverFinding finding = old.inspect();

            assertThat(finding.about(Subject.JOB))
                    .anySatisfy(claim -> assertThat(claim)
                            .extracting(Claim::verdict, Claim::message)
                            .satisfies(both -> assertThat(both.get(0)).isEqualTo(Verdict.UNPROVEN))
                            .satisfies(both -> assertThat((String) both.get(1))
                                    .startsWith("job orders itself has made export "
                                            + made.get(made.size() - 1).arn().exportId())));
            assertCannotGoOn(old);
            assertThat(old.takeOver(builder -> builder.accept(Subject.JOB))
                            .inspect(old.prior())
                            .startAt(StartingPoint.CURSOR))
                    .contains(second(old.cursor()));
        }
    }

    @Nested
    class NoAnswer {

        @Test // F1: what was not found out is neither proven nor false, and cannot be accepted
        void isNeitherYesNorNo() throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.failCalls("DescribeExport");
            TakeOver takeOver = old.takeOver(builder ->
                    builder.accept(Subject.FULL_EXPORT).accept(Subject.WINDOWS).accept(Subject.JOB));

            TakeOverFinding finding = takeOver.inspect(old.prior());

            for (Subject subject :
                    List.of(Subject.FULL_EXPORT, Subject.LAST_EXPORT, Subject.WINDOWS, Subject.TABLE, Subject.JOB)) {
                assertThat(finding.verdict(subject)).as(subject.name()).isEqualTo(Verdict.UNKNOWN);
            }
            assertThat(finding.about(Subject.WINDOWS).get(0).message())
                    .startsWith("not found out: DescribeExport: InternalServerError")
                    .endsWith(
                            "; 0 of 5 exports were described; inspect again with the same object: it goes on from there");
            assertThat(finding.holes()).isEmpty();
            assertThat(takeOver.begin(old.prior(), StartingPoint.CURSOR)).isInstanceOf(Refused.class);
            assertThat(takeOver.begin(old.prior(), StartingPoint.LAST_PROVEN_POINT))
                    .isInstanceOf(Refused.class);

            old.aws.mendCalls("DescribeExport");
            assertThat(takeOver.begin(old.prior(), StartingPoint.CURSOR)).isInstanceOf(Begun.class);
        }

        @Test // a throttled inspection goes on where it stopped, and asks for nothing twice
        void isTakenUpAgain() throws Exception {
            OldDeployment old = OldDeployment.following();
            int[] answered = {0};
            TakeOver throttled = TakeOver.builder(
                            OldDeployment.JOB,
                            old.aws.client((operation, call) ->
                                    operation.equals("DescribeExport") && call % 3 == 0 ? Fault.THROTTLE : Fault.NONE),
                            old.store)
                    .clock(old.aws.clock())
                    .build();

            TakeOverFinding finding = throttled.inspect(old.prior());
            while (finding.startAt(StartingPoint.CURSOR).isEmpty()) {
                assertThat(finding.about(Subject.TABLE).get(0).message()).contains("ThrottlingException");
                assertThat(++answered[0]).as("inspections").isLessThan(5);
                finding = throttled.inspect(old.prior());
            }
            assertThat(old.aws.calls("DescribeExport")).isEqualTo(5);
        }

        @Test
        void ofListExports() throws Exception {
            assertUnknown("ListExports", Subject.FULL_EXPORT);
        }

        @Test
        void ofDescribeContinuousBackups() throws Exception {
            assertUnknown("DescribeContinuousBackups", Subject.RECOVERY);
        }

        @Test
        void ofDescribeTable() throws Exception {
            assertUnknown("DescribeTable", Subject.TABLE);
        }

        private void assertUnknown(String operation, Subject subject) throws Exception {
            OldDeployment old = OldDeployment.following();
            old.aws.denyAccess(operation);

            assertThat(old.inspect().verdict(subject)).isEqualTo(Verdict.UNKNOWN);
            assertThat(old.inspect().about(subject).get(0).message()).startsWith("not found out: " + operation);
            assertCannotGoOn(old);
            old.aws.allowAccess(operation);
            assertThat(old.inspect().startAt(StartingPoint.CURSOR)).contains(second(old.cursor()));
        }
    }

    @Nested
    class AFilteredWindow {

        @Test // W7: it is a hole, and the chain goes on before it
        void isAHole() throws Exception {
            OldDeployment old = new OldDeployment().full().windows(2);
            Instant proven = second(old.cursor());
            old.windows(1);
            old.filtering(old.lastWindowId());

            TakeOverFinding finding = old.inspect();

            assertThat(finding.verdict(Subject.WINDOWS)).isEqualTo(Verdict.FALSE);
            assertThat(finding.holes())
                    .singleElement()
                    .satisfies(hole -> assertThat(hole.toString()).contains(old.lastWindowId(), "it is filtered"));
            assertGoesOnAtTheLastProvenPointOnly(old, proven);
        }
    }
}
