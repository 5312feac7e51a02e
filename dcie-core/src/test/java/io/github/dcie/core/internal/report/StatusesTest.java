package io.github.dcie.core.internal.report;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobStatus;
import io.github.dcie.JobStatus.Phase;
import io.github.dcie.OpenExport;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Agenda;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.core.internal.turn.Tale;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a state means to people and to schedulers. */
class StatusesTest {

    private static final Settings SETTINGS = Samples.settings(JOB);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final OperatorRequest PAUSE = OperatorRequest.parse("PAUSE");

    /** A chain whose full export as of NOON is announced. */
    private JobState state = Tale.following(SETTINGS).state;

    private Instant now = NOON.plus(Duration.ofMinutes(10));

    private JobState with(Stage... stages) {
        JobState result = state;
        Instant from = NOON;
        for (Stage stage : stages) {
            TrackedExport tracked = new TrackedExport(new Span.Incremental(ExportWindow.of(from, QUARTER)), 1, stage);
            result = result.generation(generation -> generation.append(tracked));
            from = from.plus(QUARTER);
        }
        return result;
    }

    private static Stage.Running running(Instant since) {
        return new Stage.Running(Samples.exportId(since, 7), since);
    }

    private static Stage.Committed committed() {
        return new Stage.Committed(Samples.exportId(NOON, 8));
    }

    private JobState active(Kind kind) {
        return state.with(kind, NOON, Optional.empty())
                .withConditions(java.util.List.of(new ActiveCondition(
                        kind, NOON, 1, ActiveCondition.NotificationState.NOTIFIED, Optional.empty())));
    }

    private JobStatus status(JobState of) {
        return new Statuses(SETTINGS, now).of(of, new Revision(3), OperatorRequest.none());
    }

    @Nested
    class CallAgain {

        private void assertWait(JobState of, Duration expected) {
            assertThat(Duration.between(now, again(of, OperatorRequest.none()))).isEqualTo(expected);
        }

        private Instant again(JobState of, OperatorRequest operator) {
            return new Agenda(SETTINGS, of, now).callAgainAt(operator);
        }

        @Test // K6
        void aMinuteLaterWhilePaused() {
            assertThat(again(state, PAUSE)).isEqualTo(now.plusSeconds(60));
        }

        @Test // W1
        void aMinuteLaterBeforeThereIsAChain() {
            assertWait(JobState.fresh(JOB.table()), Duration.ofMinutes(1));
        }

        @Test // W3
        void whenTheNextWindowIsDue() {
            assertWait(state, Duration.ofMinutes(5).plus(JOB.settleDelay()));
        }

        @Test // what is due and was not planned waits for a fact that changes by the minute
        void soonIfTheNextWindowIsDueAlready() {
            now = NOON.plus(Duration.ofMinutes(17));
            assertWait(state, Duration.ofSeconds(30));
        }

        @ParameterizedTest // F1: a call without an answer is asked the more rarely, the longer that has lasted
        @EnumSource(names = {"ACCESS_DENIED", "SERVICE_TROUBLE", "EXPORT_TIME_REFUSED"})
        void theLaterTheLongerACallHasHadNoAnswer(Kind kind) {
            now = NOON.plus(Duration.ofMinutes(30));
            assertWait(active(kind), Duration.ofSeconds(kind == Kind.EXPORT_TIME_REFUSED ? 30 : 609));
        }

        @Test // K6
        void atTheLatestAfterAQuarterOfAnHour() {
            now = NOON.minus(Duration.ofHours(3));
            assertWait(state, Duration.ofMinutes(15));
        }

        @ParameterizedTest // S3: not before an export can be done, then ever more slowly with its age
        @CsvSource({"30, 130", "129, 31", "130, 180", "200, 110", "600, 160", "1770, 40", "7200, 900"})
        void asARunningExportGetsOlder(long age, long wait) {
            now = NOON.plus(Duration.ofHours(3));
            // two in flight: no window is planned beside them
            assertWait(with(running(now.minusSeconds(age)), running(now.minusSeconds(age))), Duration.ofSeconds(wait));
        }

        @Test // DynamoDB's start times have fractions of a second, which are not stored (T3)
        void countedFromTheSecondOfTheStart() {
            now = NOON.plus(Duration.ofHours(3));
            Stage running = running(now.minusSeconds(30).plusMillis(622));
            assertWait(with(running, running), Duration.ofSeconds(130));
        }

        @Test // T2
        void anIntentWithoutAnAnswerSoon() {
            now = NOON.plus(Duration.ofHours(1));
            assertWait(with(Stage.Planned.at(now), Stage.Planned.at(now)), Duration.ofSeconds(30));
        }

        @Test // F2, F8
        void aRefusedRequestWhenItIsAskedAgain() {
            now = NOON.plus(Duration.ofHours(1));
            Refusal refusal = new Refusal(Refusal.Reason.QUOTA, now.minusSeconds(400), now.minusSeconds(40));
            Stage planned = new Stage.Planned(NOON, Optional.of(refusal), Optional.empty());
            assertWait(with(planned, planned), Duration.ofSeconds(80));
        }

        @Test // F3, W6: nothing is planned beside it
        void aFailedExportWhenItIsTriedAgain() {
            now = NOON.plus(Duration.ofMinutes(20));
            assertWait(with(new Stage.Failed(now.minusSeconds(60), Optional.empty())), Duration.ofMinutes(4));
        }

        @Test // K2: from the ninth place on only the greatest windows, which nobody waits for
        void notForAWindowThatHasNoPlace() {
            now = NOON.plus(Duration.ofHours(2)).plusSeconds(61);
            JobState seven = with(
                            committed(), committed(), committed(), committed(), committed(), committed(), committed())
                    .withLease(new DeliveryLease.Failing(now, now));
            JobState eight = with(
                            committed(),
                            committed(),
                            committed(),
                            committed(),
                            committed(),
                            committed(),
                            committed(),
                            committed())
                    .withLease(new DeliveryLease.Failing(now.minus(Duration.ofHours(2)), now));
            assertWait(seven, Duration.ofSeconds(30));
            assertWait(eight, Duration.ofMinutes(15));
        }

        @Test // N1
        void atOnceIfSomethingIsOwed() {
            assertWait(with(committed()), Duration.ofSeconds(1));
        }

        @Test // N1
        void whenTheNotifierIsTriedAgain() {
            JobState owed = with(committed()).withLease(new DeliveryLease.Failing(now.minusSeconds(240), now));
            assertWait(owed, Duration.ofSeconds(240));
        }

        @Test // N1
        void whenAnotherStepsClaimIsOver() {
            JobState owed =
                    with(committed()).withLease(new DeliveryLease.Claimed("a", now.minusSeconds(20), Optional.empty()));
            assertWait(owed, Duration.ofSeconds(100));
        }

        @ParameterizedTest // facts are asked for when something is due: until then a call would be in vain
        @EnumSource(names = {"PITR_OFF", "TABLE_GONE", "WINDOW_EXCEEDS_RETENTION"})
        void aMinuteLaterWhileTheFactsForbidWhatIsDue(Kind kind) {
            now = NOON.plus(Duration.ofMinutes(17));
            assertWait(active(kind), Duration.ofMinutes(1));
            now = NOON.minus(Duration.ofHours(3));
            assertWait(active(kind), Duration.ofMinutes(15));
        }

        @Test // G3: the step behind the one that latched a gap may begin a new chain
        void aNewChainBeginsSoonAfterTheGapWasSeen() {
            Settings beginning = new Settings(
                    JOB.toBuilder()
                            .onGap(GapPolicy.startNewChain(Duration.ofDays(1), 99))
                            .build(),
                    SETTINGS.firstRun(),
                    SETTINGS.noticeTakeover(),
                    Optional.empty());
            JobState gap = active(Kind.GAP_FELL_BEHIND);
            assertThat(new Agenda(beginning, gap, NOON).callAgainAt(OperatorRequest.none()))
                    .isEqualTo(NOON.plusSeconds(30));
            assertThat(new Agenda(beginning, gap, NOON.plusSeconds(30)).callAgainAt(OperatorRequest.none()))
                    .isEqualTo(NOON.plusSeconds(930));
        }

        @Test // S4: another step was delivering when it was seen to be complete
        void soonIfSomethingIsToBeCommitted() {
            Stage complete = new Stage.Completed(Samples.exportId(NOON, 8));
            now = NOON.plus(Duration.ofMinutes(15));
            assertWait(with(complete), Duration.ofSeconds(1));
        }

        @Test // a gap: only what runs is worth a look
        void aLatchedGapWaitsForAPerson() {
            now = NOON.plus(Duration.ofHours(1));
            assertWait(active(Kind.GAP_FELL_BEHIND), Duration.ofMinutes(15));
            JobState runs = active(Kind.GAP_FELL_BEHIND)
                    .withGeneration(with(running(now.minusSeconds(600))).generation());
            assertWait(runs, Duration.ofSeconds(160));
        }
    }

    @Nested
    class WhereItStands {

        @Test // K6, W2
        void phases() {
            assertThat(status(JobState.fresh(JOB.table())).phase()).isEqualTo(Phase.NOT_STARTED);
            assertThat(status(state).phase()).isEqualTo(Phase.FOLLOWING);
            assertThat(status(active(Kind.GAP_FELL_BEHIND)).phase()).isEqualTo(Phase.BLOCKED);
            assertThat(status(active(Kind.HISTORY_AT_RISK)).phase()).isEqualTo(Phase.FOLLOWING);
            assertThat(status(active(Kind.NOTIFIER_FAILING)).phase()).isEqualTo(Phase.FOLLOWING);
            assertThat(status(active(Kind.EXPORT_STUCK)).phase()).isEqualTo(Phase.FOLLOWING);
            assertThat(new Statuses(SETTINGS, now)
                            .of(state, new Revision(3), PAUSE)
                            .phase())
                    .isEqualTo(Phase.PAUSED);
            JobState full = JobState.fresh(JOB.table())
                    .generation(generation ->
                            generation.withFull(new TrackedExport(new Span.Full(NOON), 1, running(NOON))));
            assertThat(status(full).phase()).isEqualTo(Phase.FULL_EXPORT);
        }

        @Test // DCIE's formula
        void windowsBehind() {
            now = NOON.plus(Duration.ofHours(2));
            assertThat(status(state).windowsBehind()).isEqualTo(7);
            assertThat(status(JobState.fresh(JOB.table())).windowsBehind()).isZero();
        }

        @Test // K2
        void everyOpenExportSaysSinceWhen() {
            JobState open = with(
                    committed(),
                    new Stage.Completed(Samples.exportId(NOON, 1)),
                    running(NOON.plusSeconds(5)),
                    Stage.Planned.at(NOON.plusSeconds(6)),
                    new Stage.Failed(NOON.plusSeconds(7), Optional.empty()));
            assertThat(status(open).openExports())
                    .extracting(OpenExport::state)
                    .containsExactly(
                            OpenExport.State.COMMITTED,
                            OpenExport.State.COMPLETED,
                            OpenExport.State.RUNNING,
                            OpenExport.State.PLANNED,
                            OpenExport.State.FAILED);
            assertThat(status(open).openExports().subList(2, 5))
                    .extracting(OpenExport::since)
                    .containsExactly(NOON.plusSeconds(5), NOON.plusSeconds(6), NOON.plusSeconds(7));
            assertThat(status(open).openExports().get(1).arn().orElseThrow().value())
                    .isEqualTo(JOB.table() + "/export/" + Samples.exportId(NOON, 1));
            assertThat(status(open).openExports().get(3).arn()).isEmpty();
        }

        @Test // the earliest thing that is not exported yet decides
        void whenHistoryIsLost() {
            JobState known = state.remembering(kept -> kept.withRecoveryDays(2));
            assertThat(status(state).historyLostAt()).isEmpty();
            assertThat(status(known).historyLostAt()).contains(NOON.plus(Duration.ofDays(2)));
            JobState open = with(committed(), running(NOON)).remembering(kept -> kept.withRecoveryDays(2));
            assertThat(status(open).historyLostAt()).contains(NOON.plus(QUARTER).plus(Duration.ofDays(2)));
            JobState done = with(committed(), committed()).remembering(kept -> kept.withRecoveryDays(2));
            assertThat(status(done).historyLostAt())
                    .contains(NOON.plus(QUARTER).plus(QUARTER).plus(Duration.ofDays(2)));
            assertThat(status(active(Kind.GAP_PITR_WAS_OFF).remembering(kept -> kept.withRecoveryDays(2)))
                            .historyLostAt())
                    .isEmpty();
        }

        @Test // W1: before the full export is accepted its time is chosen anew, and nothing can be lost
        void noHistoryIsNeededBeforeTheFullExportIsAccepted() {
            JobState planned = JobState.fresh(JOB.table())
                    .remembering(kept -> kept.withRecoveryDays(2))
                    .generation(generation ->
                            generation.withFull(new TrackedExport(new Span.Full(NOON), 1, Stage.Planned.at(NOON))));
            JobState accepted = planned.generation(
                    generation -> generation.map(tracked -> tracked.with(running(NOON.plusSeconds(300)))));
            assertThat(status(planned).historyLostAt()).isEmpty();
            assertThat(status(accepted).historyLostAt()).contains(NOON.plus(Duration.ofDays(2)));
        }

        @Test // K3
        void readableFields() {
            Statuses statuses = new Statuses(SETTINGS, now);
            assertThat(statuses.readable(JobState.fresh(JOB.table())))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "runStatus", "NOT_STARTED",
                            "watermark", "none yet",
                            "frontier", "none yet",
                            "generation", "1",
                            "condition", "none",
                            "table", JOB.table().value()));
            assertThat(statuses.readable(active(Kind.TABLE_GONE)))
                    .containsEntry("condition", "TABLE_GONE since " + NOON)
                    .containsEntry("watermark", NOON.toString())
                    .containsEntry("frontier", NOON.toString());
        }
    }
}
