package io.github.dcie.core.internal.turn;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.condition.Words;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.report.Events;
import io.github.dcie.core.internal.rules.Gaps;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.rules.Reminders;
import io.github.dcie.core.internal.rules.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every reader of a chain relies on, and the small rules between the large ones. */
class ChainRulesTest {

    private static final Settings SETTINGS = Samples.settings(JOB);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static TrackedExport window(Instant from, Stage stage) {
        return new TrackedExport(new Span.Incremental(ExportWindow.of(from, QUARTER)), 1, stage);
    }

    private static Generation chain(
            Optional<Announced> announced, Optional<Instant> start, TrackedExport... trackedExports) {
        return new Generation(
                1, Cause.FIRST, false, Optional.empty(), Optional.empty(), start, announced, List.of(trackedExports));
    }

    @Nested // I1, I2
    class AGeneration {

        private final Optional<Announced> full = Optional.of(new Announced(0, NOON, Samples.exportId(NOON, 0)));
        private final Stage planned = Stage.Planned.at(NOON);
        private final Stage owed = new Stage.Committed(Samples.exportId(NOON, 1));

        @Test
        void hasNoHole() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> chain(full, Optional.of(NOON), window(NOON.plusSeconds(1), planned)))
                    .withMessageContaining("does not begin at");
        }

        @Test
        void beginsWithItsFullExport() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> chain(Optional.empty(), Optional.of(NOON), window(NOON, planned)))
                    .withMessageContaining("a full export stands first");
            TrackedExport second = new TrackedExport(new Span.Full(NOON), 1, planned);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> chain(full, Optional.of(NOON), second))
                    .withMessageContaining("a full export stands first");
        }

        @Test
        void hasAStartIfItHasAnything() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> chain(full, Optional.empty()))
                    .withMessageContaining("a chain has a start");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> chain(Optional.empty(), Optional.of(NOON)))
                    .withMessageContaining("a chain has a start");
        }

        @Test
        void isCommittedInOrder() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            chain(full, Optional.of(NOON), window(NOON, planned), window(NOON.plus(QUARTER), owed)))
                    .withMessageContaining("committed before its turn");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> chain(
                            full,
                            Optional.of(NOON),
                            window(NOON, owed),
                            window(NOON.plus(QUARTER), planned),
                            window(NOON.plus(QUARTER).plus(QUARTER), owed)))
                    .withMessageContaining("committed before its turn");
        }

        @Test // S10: nothing to commit is no other chain
        void thatHasNothingToCommitStaysTheSame() {
            Generation generation = chain(full, Optional.of(NOON), window(NOON, planned));
            assertThat(generation.commit()).isSameAs(generation);
        }
    }

    @ParameterizedTest // F3: growing, for ever and slowly
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "5, 80", "6, 120", "7, 120", "1000, 120"})
    void attemptsGetRarer(int attempt, long minutes) {
        TrackedExport failed = new TrackedExport(
                new Span.Incremental(ExportWindow.of(NOON, QUARTER)),
                attempt,
                new Stage.Failed(NOON, Optional.empty()));
        assertThat(failed.retryAt()).contains(NOON.plus(Duration.ofMinutes(minutes)));
        assertThat(failed.isRetryDue(NOON.plus(Duration.ofMinutes(minutes)))).isTrue();
        assertThat(failed.isRetryDue(NOON.plus(Duration.ofMinutes(minutes)).minusSeconds(1)))
                .isFalse();
    }

    @Test // K1
    void wordsOfAwsAreCutAt120() {
        assertThat(Words.cut("x".repeat(120))).isEqualTo("x".repeat(120));
        assertThat(Words.cut("x".repeat(121))).isEqualTo("x".repeat(117) + "...");
        assertThat(Words.cut(" a \"b\" {{c}} \\ \u00e4\n d ")).isEqualTo("a 'b' ((c)) /   d");
    }

    @Nested // F8, K7
    class ARefusal {

        private final Refusal earlier = new Refusal(Refusal.Reason.TIME, NOON, NOON.plusSeconds(600));

        @Test
        void lastsFromTheFirstNoToTheLast() {
            assertThat(earlier.again(Refusal.Reason.TIME, NOON.plusSeconds(900)))
                    .isEqualTo(new Refusal(Refusal.Reason.TIME, NOON, NOON.plusSeconds(900)));
            Instant later = NOON.plusSeconds(900);
            assertThat(earlier.again(Refusal.Reason.QUOTA, later))
                    .isEqualTo(new Refusal(Refusal.Reason.QUOTA, later, later));
        }

        @Test // one clock is an hour late: it is no new refusal
        void isNotBegunAnewByALateClock() {
            assertThat(earlier.again(Refusal.Reason.TIME, NOON.minusSeconds(3600)))
                    .isEqualTo(earlier);
            assertThat(earlier.again(Refusal.Reason.TIME, NOON.plusSeconds(599)))
                    .isEqualTo(earlier);
            Instant before = NOON.minusSeconds(7201);
            assertThat(earlier.again(Refusal.Reason.TIME, before))
                    .isEqualTo(new Refusal(Refusal.Reason.TIME, before, before));
        }
    }

    @Test // N1: the same second is the same event, which is not told twice
    void aFullExportOfTheSameSecondIsTheSameBeginning() {
        TrackedExport full = new TrackedExport(new Span.Full(NOON), 1, Stage.Planned.at(NOON));
        TrackedExport again = new TrackedExport(new Span.Full(NOON), 2, Stage.Planned.at(NOON));
        TrackedExport later = new TrackedExport(new Span.Full(NOON.plusSeconds(1)), 2, Stage.Planned.at(NOON));
        Generation told = Generation.begin(1, Cause.FIRST, Optional.empty())
                .withFull(full)
                .announceStart();
        assertThat(told.withFull(again).startPending()).isFalse();
        assertThat(told.withFull(later).startPending()).isTrue();
        assertThat(Generation.begin(1, Cause.FIRST, Optional.empty())
                        .withFull(full)
                        .withFull(again)
                        .startPending())
                .isTrue();
    }

    @Test // I9: a step that takes an end back has done something, and says so
    void whatHoldsAgainBeforeItsEndWasToldIsAnAction() {
        Tale tale = Tale.following(SETTINGS);
        tale.state = tale.state.withConditions(List.of(new ActiveCondition(
                Kind.ACCESS_DENIED, NOON, 1, ActiveCondition.NotificationState.END_PENDING, Optional.empty())));
        Turn again = tale.begin().with(state -> state.with(Kind.ACCESS_DENIED, tale.now, Optional.empty()));
        assertThat(again.written().actions()).extracting(StepAction::kind).containsExactly(StepAction.Kind.CONTINUE);
        assertThat(again.written().written().actions()).hasSize(1);
        Turn other = tale.begin().with(state -> state.with(Kind.PITR_OFF, tale.now, Optional.empty()));
        assertThat(other.written().actions()).isEmpty();
    }

    @Nested // G2
    class ACause {

        private Kind cause(Duration asleep, int days, int knownDays, Duration sinceEarliest) {
            Tale tale = Tale.following(SETTINGS).later(asleep);
            tale.state = tale.state.remembering(kept -> kept.withRecoveryDays(knownDays));
            PitrStatus.On on = new PitrStatus.On(tale.now.minus(sinceEarliest), tale.now, days);
            return Gaps.cause(tale.state, on, Optional.empty(), tale.now);
        }

        @Test
        void recoveryWasOff() {
            assertThat(cause(Duration.ofDays(2), 35, 35, Duration.ofHours(1))).isEqualTo(Kind.GAP_PITR_WAS_OFF);
        }

        @Test // an hour of tolerance, and not more
        void theEndOfTheRetentionSlides() {
            Duration end = Duration.ofDays(35).minusHours(1);
            assertThat(cause(Duration.ofDays(40), 35, 35, end)).isEqualTo(Kind.GAP_FELL_BEHIND);
            assertThat(cause(Duration.ofDays(40), 35, 35, end.minusSeconds(1))).isEqualTo(Kind.GAP_PITR_WAS_OFF);
        }

        @Test
        void theRetentionWasShortened() {
            assertThat(cause(Duration.ofDays(3), 1, 35, Duration.ofDays(1))).isEqualTo(Kind.GAP_RETENTION_SHORTENED);
            // with the old one it would be gone, too
            assertThat(cause(Duration.ofDays(36), 1, 35, Duration.ofDays(1))).isEqualTo(Kind.GAP_FELL_BEHIND);
        }

        @Test
        void anotherTable() {
            Tale tale = Tale.following(SETTINGS).later(Duration.ofDays(1));
            PitrStatus.On on = new PitrStatus.On(tale.now, tale.now, 35);
            assertThat(Gaps.cause(tale.state, on, table(Optional.of("another")), tale.now))
                    .isEqualTo(Kind.GAP_TABLE_RECREATED);
            assertThat(Gaps.cause(tale.state, on, table(Optional.of(Samples.TABLE_ID)), tale.now))
                    .isEqualTo(Kind.GAP_PITR_WAS_OFF);
            assertThat(Gaps.cause(tale.state, on, table(Optional.empty()), tale.now))
                    .isEqualTo(Kind.GAP_PITR_WAS_OFF);
        }

        private Optional<TableFacts> table(Optional<String> id) {
            return Optional.of(new TableFacts(id, 1_000));
        }
    }

    @ParameterizedTest // G3: a policy that may not begin a new chain says so
    @CsvSource({"1000, true", "1001, false"})
    void aTableTooLargeForTheGapPolicy(long bytes, boolean small) {
        Settings settings = Samples.settings(JOB.toBuilder()
                .onGap(GapPolicy.startNewChain(Duration.ofDays(7), 1_000))
                .build());
        Tale tale = Tale.following(settings).later(Duration.ofHours(1));
        PitrStatus.On flapped = new PitrStatus.On(tale.now.minusSeconds(30), tale.now, 35);
        Optional<TableFacts> table = Optional.of(new TableFacts(Optional.of(Samples.TABLE_ID), bytes));

        Turn latched = tale.end(Planning.planned(
                Informing.informed(Observing.observed(tale.begin(), Map.of()), flapped, Map.of()), flapped, table));
        Optional<String> code = latched.state().latched().flatMap(ActiveCondition::code);
        if (small) {
            assertThat(code).isEmpty();
        } else {
            assertThat(code)
                    .hasValueSatisfying(
                            text -> assertThat(text).contains("1001").contains("1000"));
        }

        Turn next = Planning.planned(
                Informing.informed(Observing.observed(tale.begin(), Map.of()), flapped, Map.of()), flapped, table);
        assertThat(next.state().generation().number()).isEqualTo(small ? 2 : 1);
    }

    @Nested // N1, N2
    class AnEvent {

        private final Tale tale = Tale.following(SETTINGS).later(Duration.ofHours(2));

        private ConditionEvent began() {
            ActiveCondition active = new ActiveCondition(
                    Kind.EXPORT_FAILING,
                    NOON,
                    1,
                    ActiveCondition.NotificationState.BEGIN_PENDING,
                    Optional.of("S3NoSuchBucket"));
            return (ConditionEvent) new Events(SETTINGS, tale.state, tale.now).of(new Notice.Begin(active));
        }

        @Test
        void ofAConditionSaysHowFarTheChainIsBehind() {
            assertThat(began()).isInstanceOf(ConditionBegan.class);
            assertThat(began().exportType()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
            assertThat(began().windowsBehind()).isEqualTo(7);
            assertThat(began().table().id()).contains(Samples.TABLE_ID);
            assertThat(began().condition().code()).contains("S3NoSuchBucket");
        }

        @Test
        void beforeTheFullExportIsCompleteIsAboutThat() {
            tale.state = JobState.fresh(JOB.table())
                    .generation(generation ->
                            generation.withFull(new TrackedExport(new Span.Full(NOON), 1, Stage.Planned.at(NOON))));
            assertThat(began().exportType()).isEqualTo(ExportType.FULL_EXPORT);
        }

        @Test // 90 days (Developer Guide, S3DataExport), less a day
        void canBeMadeForEightyNineDays() {
            Events events = new Events(SETTINGS, tale.state, NOON.plus(Duration.ofDays(89)));
            assertThat(events.isBeyondMemory(export(Samples.exportId(NOON, 1)))).isFalse();
            assertThat(events.isBeyondMemory(export(Samples.exportId(NOON.minusMillis(1), 1))))
                    .isTrue();
            assertThat(events.isBeyondMemory(export("of-another-form"))).isFalse();
        }

        private Notice.Export export(String id) {
            return new Notice.Export(1, NOON, 1, id, Optional.empty());
        }
    }

    @Nested // F4, F6, I2
    class Facts {

        private final Span full = new Span.Full(NOON);
        private final Span quarter = new Span.Incremental(ExportWindow.of(NOON, QUARTER));

        @Test
        void coverTheirSpanAndNoOther() {
            ExportFacts ofFull = Samples.described(full, Samples.exportId(NOON, 1), Progress.COMPLETED, "t");
            ExportFacts ofQuarter = Samples.described(quarter, Samples.exportId(NOON, 2), Progress.COMPLETED, "t");
            assertThat(ofFull.covers(full)).isTrue();
            assertThat(ofFull.covers(quarter)).isFalse();
            assertThat(ofFull.covers(new Span.Full(NOON.plusSeconds(1)))).isFalse();
            assertThat(ofQuarter.covers(quarter)).isTrue();
            assertThat(ofQuarter.covers(full)).isFalse();
            assertThat(ofQuarter.covers(new Span.Incremental(ExportWindow.of(NOON, QUARTER.plusSeconds(1)))))
                    .isFalse();
            assertThat(ofQuarter.covers(
                            new Span.Incremental(ExportWindow.of(NOON.minusSeconds(1), QUARTER.plusSeconds(1)))))
                    .isFalse();
        }

        @Test
        void thatLackTheManifestAreNotWhole() {
            ExportFacts running = Samples.described(quarter, Samples.exportId(NOON, 2), Progress.IN_PROGRESS, "t");
            ExportFacts done = Samples.described(quarter, Samples.exportId(NOON, 2), Progress.COMPLETED, "t");
            assertThat(running.isWhole()).isFalse();
            assertThat(running.isOver()).isFalse();
            assertThat(done.isOver()).isTrue();
            assertThat(done.waiting("why").isOver()).isFalse();
            assertThat(done.rejected("why").isFailed()).isTrue();
        }
    }

    @Nested // N3
    class Reminding {

        private final Reminders daily = new Reminders(Duration.ofDays(1));
        private final ActiveCondition first = new ActiveCondition(
                Kind.PITR_OFF, NOON, 1, ActiveCondition.NotificationState.NOTIFIED, Optional.empty());
        private final ActiveCondition second = new ActiveCondition(
                Kind.ACCESS_DENIED,
                NOON.plusSeconds(600),
                1,
                ActiveCondition.NotificationState.NOTIFIED,
                Optional.empty());
        private final JobState state = Tale.following(SETTINGS).state.withConditions(List.of(first, second));
        private final Instant tomorrow = NOON.plus(Duration.ofDays(1));

        @Test
        void whenAWholeDayIsOver() {
            assertThat(daily.due(state, tomorrow.minusSeconds(1))).isEmpty();
            assertThat(daily.due(state, tomorrow)).containsExactly(new Notice.Still(first, tomorrow));
        }

        @Test
        void onceEachAndInOrder() {
            Instant later = tomorrow.plusSeconds(600);
            Notice.Still next = new Notice.Still(second, later);
            assertThat(daily.due(state, later)).containsExactly(new Notice.Still(first, tomorrow), next);
            assertThat(daily.due(state.remembering(kept -> kept.withRemindedAt(tomorrow)), later))
                    .containsExactly(next);
            assertThat(daily.due(state.remembering(kept -> kept.withRemindedAt(later)), later))
                    .isEmpty();
        }

        @Test
        void onlyOfTheLastOneThatWasMissed() {
            assertThat(daily.due(state, tomorrow.plus(Duration.ofDays(5))))
                    .extracting(Notice.Still::at)
                    .containsExactly(
                            tomorrow.plus(Duration.ofDays(4)).plusSeconds(600), tomorrow.plus(Duration.ofDays(5)));
        }

        @Test // K7: told by a clock that was a month ahead
        void inSpiteOfATimeFromTheFuture() {
            assertThat(daily.due(
                            state.remembering(kept -> kept.withRemindedAt(tomorrow.plus(Duration.ofDays(30)))),
                            tomorrow))
                    .hasSize(1);
            assertThat(daily.due(state.remembering(kept -> kept.withRemindedAt(tomorrow.plusSeconds(299))), tomorrow))
                    .isEmpty();
        }

        @Test // what is not told, or over, is not reminded of
        void notOfWhatIsNotTold() {
            for (ActiveCondition.NotificationState notification : ActiveCondition.NotificationState.values()) {
                ActiveCondition active = new ActiveCondition(Kind.PITR_OFF, NOON, 1, notification, Optional.empty());
                assertThat(daily.due(state.withConditions(List.of(active)), tomorrow))
                        .hasSize(notification == ActiveCondition.NotificationState.NOTIFIED ? 1 : 0);
            }
        }
    }

    @Nested
    class ATurn {

        private final Tale tale = Tale.following(SETTINGS).later(QUARTER.plusMinutes(2));

        @Test
        void isAskingAgainIfARequestWasRefusedOrItsExportIsSought() {
            assertThat(tale.begin().state().generation().isAskingAgain()).isFalse();
            Turn planned = tale.planned(tale.pitr());
            assertThat(planned.state().generation().isAskingAgain()).isFalse();
            assertThat(tale.refusing(planned, Refusal.Reason.QUOTA)
                            .state()
                            .generation()
                            .isAskingAgain())
                    .isTrue();
            TrackedExport intent = planned.state().generation().trackedExports().get(0);
            TrackedExport sought =
                    intent.with(new Stage.Planned(tale.now, Optional.empty(), Optional.of(Samples.exportId(NOON, 1))));
            assertThat(planned.replacing(intent, sought).state().generation().isAskingAgain())
                    .isTrue();
        }

        @Test
        void saysWhichConditionsAreNew() {
            Turn began = tale.begin().with(state -> state.with(Kind.PITR_OFF, tale.now, Optional.empty()));
            assertThat(began.newConditions())
                    .singleElement()
                    .satisfies(text -> assertThat(text).startsWith("began: PITR_OFF"));
            Turn over = began.written().with(state -> state.without(Kind.PITR_OFF));
            assertThat(over.newConditions())
                    .singleElement()
                    .satisfies(text -> assertThat(text).startsWith("is over: PITR_OFF"));
            assertThat(over.written().newConditions()).isEmpty();
            Turn unsaid = tale.begin().troubled(new Trouble(Trouble.Kind.PASSING, "DescribeExport", "500"));
            assertThat(unsaid.newConditions()).isEmpty();
            assertThat(unsaid.isChanged()).isTrue();
        }
    }
}
