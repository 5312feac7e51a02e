package io.github.dcie.core.internal.turn;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.CatchUp;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.OperatorAction;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.LookupProgress;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage.Committed;
import io.github.dcie.core.internal.model.Stage.Completed;
import io.github.dcie.core.internal.model.Stage.Failed;
import io.github.dcie.core.internal.model.Stage.Planned;
import io.github.dcie.core.internal.model.Stage.Running;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.timing.Jitter;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The decisions of single steps, fact by fact. */
class TurnTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** P4: the chain begins so much earlier than it could. */
    private static final Duration SPREAD = Jitter.ofChain(JOB);

    private static TrackedExport only(Turn turn) {
        assertThat(turn.state().generation().trackedExports()).hasSize(1);
        return turn.state().generation().trackedExports().get(0);
    }

    private static TrackedExport last(Turn turn) {
        List<TrackedExport> trackedExports = turn.state().generation().trackedExports();
        return trackedExports.get(trackedExports.size() - 1);
    }

    @Nested
    class TheFullExport {

        private final Tale tale = new Tale(SETTINGS, NOON);

        @Test // W1
        void itsTimeIsTheLatestWholeSecondThatCanBeRestored() {
            Instant latest = NOON.minusSeconds(300).plusMillis(400);

            Turn turn = tale.planned(new PitrStatus.On(NOON.minusSeconds(9000), latest, 35));

            assertThat(only(turn))
                    .isEqualTo(TrackedExport.planned(
                            new Span.Full(NOON.minusSeconds(300).minus(SPREAD)), 1, tale.now));
            assertThat(turn.requests()).extracting(Search::tracked).containsExactly(only(turn));
        }

        @Test // W1: recovery was switched on within this second
        void withoutAWholeSecondInTheRangeItIsNotDue() {
            PitrStatus.On fresh = new PitrStatus.On(NOON.plusMillis(100), NOON.plusMillis(900), 35);

            assertThat(tale.planned(fresh).isChanged()).isFalse();
            // the next answer may put the beginning a second later, and the first window must not lie before it (G1)
            assertThat(tale.planned(new PitrStatus.On(NOON, NOON.plusSeconds(4), 35))
                            .requests())
                    .isEmpty();
            assertThat(tale.planned(new PitrStatus.On(NOON, NOON.plusSeconds(5), 35))
                            .requests())
                    .hasSize(1);
        }

        @Test // G3: before the full export's time is chosen nothing can be lost
        void withoutRecoveryItWaits() {
            Turn turn = tale.end(tale.planned(new PitrStatus.Off()));

            assertThat(turn.requests()).isEmpty();
            assertThat(turn.state().active(Kind.PITR_OFF)).isPresent();
            assertThat(tale.later(QUARTER).step().state().active(Kind.PITR_OFF)).isEmpty();
            assertThat(tale.state.generation().trackedExports()).hasSize(1);
        }

        @Test // W2
        void windowsBeginWhenItIsComplete() {
            tale.step();
            tale.later(QUARTER.multipliedBy(9));
            assertThat(new Outlook(Observing.observed(tale.begin(), tale.sightings(Progress.IN_PROGRESS))).wantsFacts())
                    .isFalse();

            Turn turn = tale.planned(
                    Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)), tale.pitr(), Map.of());

            assertThat(turn.state().generation().watermark())
                    .contains(NOON.minusSeconds(300).minus(SPREAD));
            assertThat(turn.state().generation().tableId()).contains(Samples.TABLE_ID);
            assertThat(last(turn).span())
                    .isEqualTo(new Span.Incremental(
                            ExportWindow.of(NOON.minusSeconds(300).minus(SPREAD), QUARTER.multipliedBy(9))));
        }

        @Test // W1, F3: nothing depends on its time before it is complete
        void afterAFailureItsTimeIsChosenAnew() {
            tale.step();
            tale.later(QUARTER);
            tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.FAILED)));
            tale.later(Duration.ofMinutes(5));

            Turn turn = tale.step();

            assertThat(only(turn).span())
                    .isEqualTo(new Span.Full(NOON.plusSeconds(15 * 60).minus(SPREAD)));
            assertThat(only(turn).attempt()).isEqualTo(2);
            assertThat(turn.state().generation().start())
                    .contains(NOON.plusSeconds(15 * 60).minus(SPREAD));
        }

        @Test // W1: never accepted, and its time has left the retention
        void anIntentWhoseTimeIsGoneIsPlannedAnew() {
            tale.keep(tale.planned(tale.pitr()));
            tale.later(Duration.ofDays(36));
            Turn begun = Observing.observed(tale.begin(), Map.of());

            Turn seen = tale.planned(begun, tale.pitr(), tale.findings(begun, new LookupResult.Absent()));
            assertThat(seen.requests()).isEmpty();
            tale.keep(seen).written();

            // an hour in which nobody asked: what had been asked before that would be shown by now
            tale.later(Duration.ofHours(1));
            Turn again = Observing.observed(tale.begin(), Map.of());
            Turn turn = tale.planned(again, tale.pitr(), tale.findings(again, new LookupResult.Absent()));

            assertThat(only(turn).attempt()).isEqualTo(2);
            assertThat(only(turn).span().end())
                    .isEqualTo(tale.now
                            .minusSeconds(300)
                            .minus(SPREAD)
                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
            assertThat(turn.state().latched()).isEmpty();
            assertThat(turn.requests()).hasSize(1);
        }

        @Test // G1: AWS's guidance compared it, and broke after 35 days
        void theTimeOfACompleteOneIsNeverCompared() {
            Tale following = Tale.following(SETTINGS);
            following.later(Duration.ofDays(20));
            for (int i = 0; i < 30; i++) {
                following.step();
                following.later(Duration.ofDays(1));
                following.end(Observing.observed(following.begin(), following.sightings(Progress.COMPLETED)));
            }

            assertThat(following.step().state().latched()).isEmpty();
            assertThat(following.pitr().earliest()).isAfter(NOON);
        }
    }

    @Nested
    class Windows {

        private final Tale tale = Tale.following(SETTINGS);

        @Test // W3, I9
        void nothingIsWantedBeforeOneIsDue() {
            Turn turn = Observing.observed(tale.later(Duration.ofSeconds(304)).begin(), Map.of());

            assertThat(new Outlook(turn).wantsFacts()).isFalse();
            assertThat(new Outlook(turn).toDescribe()).isEmpty();
            assertThat(turn.isChanged()).isFalse();
        }

        @Test // W4
        void asManyRunAsMay() {
            tale.later(Duration.ofDays(9));

            assertThat(tale.planned(tale.pitr()).requests())
                    .extracting(request -> request.tracked().span().end())
                    .containsExactly(NOON.plus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(2)));
        }

        @Test // S3: tiny exports take two minutes; nothing is asked before one can be done
        void anExportIsNotDescribedBeforeItCanBeDone() {
            tale.later(QUARTER);
            tale.step();

            assertThat(new Outlook(tale.later(Duration.ofSeconds(129)).begin()).toDescribe())
                    .isEmpty();
            assertThat(new Outlook(tale.later(Duration.ofSeconds(1)).begin()).toDescribe())
                    .hasSize(1);
        }

        @Test // I2: out of order, the later one waits
        void nothingIsCommittedBeforeItsTurn() {
            tale.later(Duration.ofDays(9));
            tale.step();
            Map<String, DescribeResult> seen = tale.sightings(Progress.COMPLETED);
            String first = tale.state
                    .generation()
                    .trackedExports()
                    .get(0)
                    .stage()
                    .export()
                    .orElseThrow();
            seen.remove(first);
            tale.later(QUARTER);

            Turn turn = tale.end(Observing.observed(tale.begin(), seen));

            assertThat(turn.state().generation().trackedExports())
                    .extracting(tracked -> tracked.stage().getClass().getSimpleName())
                    .containsExactly("Running", "Completed");
            assertThat(turn.state().generation().watermark()).contains(NOON);
        }

        @Test // I2: what DynamoDB exported must be what was planned
        void anotherWindowThanPlannedIsAFailure() {
            tale.later(QUARTER);
            tale.step();
            tale.later(QUARTER);

            Turn turn = Observing.observed(
                    tale.begin(),
                    tale.sightings(
                            Progress.COMPLETED,
                            span -> new Span.Incremental(ExportWindow.of(NOON.plusSeconds(1), QUARTER))));

            assertThat(only(turn).stage()).isInstanceOf(Failed.class);
        }

        @Test // W6
        void whileOneFailsNothingNewIsPlannedAndOnlyTheOldestIsRetried() {
            tale.later(Duration.ofDays(9));
            tale.step();
            tale.later(QUARTER);
            tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.FAILED)));
            assertThat(tale.state.active(Kind.EXPORT_FAILING).flatMap(ActiveCondition::code))
                    .contains("S3NoSuchBucket: gone");
            assertThat(new Outlook(Observing.observed(
                                    tale.later(Duration.ofSeconds(299)).begin(), Map.of()))
                            .wantsFacts())
                    .isFalse();

            Turn retried =
                    tale.end(tale.accepting(tale.later(Duration.ofSeconds(1)).planned(tale.pitr())));

            assertThat(retried.state().generation().trackedExports())
                    .extracting(TrackedExport::attempt)
                    .containsExactly(2, 1);
            assertThat(retried.state().generation().trackedExports())
                    .extracting(tracked -> tracked.stage().getClass().getSimpleName())
                    .containsExactly("Running", "Failed");
            // the second is not retried while the first has not succeeded, however late it is
            assertThat(new Outlook(Observing.observed(
                                    tale.later(Duration.ofHours(9)).begin(), Map.of()))
                            .wantsFacts())
                    .isFalse();
            Turn first = tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)));
            assertThat(first.state().generation().watermark()).contains(NOON.plus(Duration.ofDays(1)));
            assertThat(tale.step().state().generation().trackedExports())
                    .extracting(TrackedExport::attempt)
                    .containsExactly(2);
        }

        @Test // F3: a new attempt has a new token
        void aRetryIsAskedWithAnotherToken() {
            tale.later(QUARTER);
            Token first = tale.planned(tale.pitr()).requests().get(0).token();
            tale.step();
            tale.later(QUARTER);
            tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.FAILED)));
            tale.later(Duration.ofHours(1));

            Search second = tale.planned(tale.pitr()).requests().get(0);

            assertThat(second.token()).isNotEqualTo(first);
            assertThat(second.tracked().span()).isEqualTo(new Span.Incremental(ExportWindow.of(NOON, QUARTER)));
        }

        @Test // K2: an outage on the consumer's side costs one place a day
        void fromTheNinthPlaceOnOnlyWindowsOfTheGreatestLength() {
            consumerDown(8);
            tale.later(Duration.ofHours(23));
            assertThat(new Outlook(Observing.observed(tale.begin(), Map.of())).wantsFacts())
                    .isFalse();

            tale.later(Duration.ofHours(2));

            assertThat(last(tale.planned(tale.pitr()))
                            .span()
                            .window()
                            .orElseThrow()
                            .length())
                    .isEqualTo(Duration.ofHours(24));
        }

        @Test // K2
        void sixteenPlacesAreFull() {
            consumerDown(8);
            for (int i = 0; i < 9; i++) {
                tale.later(Duration.ofHours(25));
                tale.keep(tale.accepting(tale.planned(tale.pitr())));
                tale.keep(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)));
            }

            assertThat(tale.state.generation().trackedExports()).hasSize(16);
            assertThat(tale.later(Duration.ofHours(25)).planned(tale.pitr()).requests())
                    .isEmpty();
        }

        private void consumerDown(int windows) {
            for (int i = 0; i < windows; i++) {
                tale.later(QUARTER);
                tale.keep(tale.accepting(tale.planned(tale.pitr())));
                tale.keep(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)));
            }
            assertThat(tale.state.generation().trackedExports()).hasSize(windows);
        }

        @Test // W4
        void windowByWindowNothingIsMerged() {
            Tale single = Tale.following(Samples.settings(JOB.toBuilder()
                    .catchUp(CatchUp.WINDOW_BY_WINDOW)
                    .maxInFlight(4)
                    .build()));
            single.later(Duration.ofDays(1));

            assertThat(single.planned(single.pitr()).requests())
                    .extracting(request ->
                            request.tracked().span().window().orElseThrow().length())
                    .containsOnly(QUARTER)
                    .hasSize(4);
        }

        @Test // F4: never success
        void anUnknownStatusIsStillInProgress() {
            tale.later(QUARTER);
            tale.step();
            tale.later(QUARTER);

            assertThat(only(Observing.observed(tale.begin(), tale.sightings(Progress.UNKNOWN)))
                            .stage())
                    .isInstanceOf(Running.class);
        }

        @Test // F7
        void anExportThatRunsForTooLongIsAConditionAndInTheEndGivenUp() {
            tale.later(QUARTER);
            tale.step();
            Instant requested = tale.now;
            tale.now = requested.plus(Duration.ofHours(24).minusSeconds(1));
            assertThat(stillRunning().state().conditions()).isEmpty();

            tale.now = requested.plus(Duration.ofHours(24));
            Turn stuck = tale.end(stillRunning());
            assertThat(stuck.state().active(Kind.EXPORT_STUCK)).isPresent();
            // the other place of two goes on meanwhile
            assertThat(stuck.state().generation().trackedExports()).hasSize(2);

            // the window's beginning is 26 days and 6 hours old: three quarters of the retention
            tale.now = NOON.plus(Duration.ofDays(35).multipliedBy(3).dividedBy(4));
            assertThat(stillRunning()
                            .state()
                            .generation()
                            .trackedExports()
                            .get(0)
                            .stage())
                    .isInstanceOf(Running.class);
            tale.later(Duration.ofSeconds(1));
            Turn givenUp = tale.end(stillRunning());

            // any delay might take its history, so the next attempt is requested in the same step
            TrackedExport again = givenUp.state().generation().trackedExports().get(0);
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.stage()).isInstanceOf(Running.class);
            assertThat(givenUp.state().active(Kind.EXPORT_FAILING).flatMap(ActiveCondition::code))
                    .hasValueSatisfying(code -> assertThat(code).contains("given up"));
        }

        @Test // F7: nothing could replace it, so it is watched to its end
        void anExportWhoseWindowIsOutOfReachIsNotGivenUp() {
            tale.later(QUARTER);
            tale.step();
            tale.now = NOON.plus(Duration.ofDays(35)).minus(Duration.ofMinutes(59));

            Turn turn = tale.end(stillRunning());

            assertThat(turn.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);
            assertThat(turn.state().generation().trackedExports().get(0).attempt())
                    .isEqualTo(1);
            assertThat(turn.state().active(Kind.EXPORT_STUCK)).isPresent();
        }

        private Turn stillRunning() {
            Turn observed = Observing.observed(tale.begin(), tale.sightings(Progress.IN_PROGRESS));
            Turn turn = tale.planned(observed, tale.pitr(), Map.of());
            return tale.accepting(turn);
        }

        @Test // F7: a full export is given seven times as long, and is never given up
        void aFullExportMayTakeAWeek() {
            Tale fresh = new Tale(SETTINGS, NOON);
            fresh.step();
            fresh.later(Duration.ofDays(7).minusSeconds(1));
            assertThat(new Outlook(Observing.observed(fresh.begin(), fresh.sightings(Progress.IN_PROGRESS)))
                            .wantsFacts())
                    .isFalse();

            fresh.later(Duration.ofDays(30));
            Turn turn = fresh.planned(
                    Observing.observed(fresh.begin(), fresh.sightings(Progress.IN_PROGRESS)), fresh.pitr(), Map.of());

            assertThat(turn.state().active(Kind.EXPORT_STUCK)).isPresent();
            assertThat(only(turn).stage()).isInstanceOf(Running.class);
            Turn done = fresh.end(turn);
            assertThat(Observing.observed(fresh.begin(), fresh.sightings(Progress.COMPLETED))
                            .state()
                            .active(Kind.EXPORT_STUCK))
                    .isEmpty();
            assertThat(done.state().latched()).isEmpty();
        }

        @Test // F7
        void notFoundIsAVerdictOnlyAfterAnHourByDynamoDbsClock() {
            tale.later(QUARTER);
            tale.step();
            String id = only(tale.begin()).stage().export().orElseThrow();
            Map<String, DescribeResult> missing = Map.of(id, new DescribeResult.NotFound());
            Instant requested = tale.now;

            tale.now = requested.plusSeconds(3599);
            Turn early = tale.planned(Observing.observed(tale.begin(), missing), tale.pitr(), Map.of());
            assertThat(early.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);

            // a local clock that is five hours slow: the export seems to come from the future
            tale.now = requested.minus(Duration.ofHours(5));
            Turn behind = tale.planned(
                    Observing.observed(tale.begin(), missing), Samples.pitr(requested.plusSeconds(60)), Map.of());
            assertThat(behind.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);

            // a local clock that is a month ahead: DynamoDB's own says that it is too early
            tale.now = requested.plus(Duration.ofDays(30));
            Turn ahead = tale.planned(
                    Observing.observed(tale.begin(), missing), Samples.pitr(requested.plusSeconds(60)), Map.of());
            assertThat(ahead.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);

            // one answer is no verdict, however late it comes: an hour of asking is
            tale.now = requested.plus(Duration.ofHours(9));
            tale.keep(tale.planned(Observing.observed(tale.begin(), missing), tale.pitr(), Map.of()));
            assertThat(tale.state.generation().trackedExports().get(0).stage()).isInstanceOf(Running.class);
            tale.later(Duration.ofSeconds(3599));
            tale.keep(tale.planned(Observing.observed(tale.begin(), missing), tale.pitr(), Map.of()));
            assertThat(tale.state.generation().trackedExports().get(0).stage()).isInstanceOf(Running.class);
            JobState unseen = tale.state;
            tale.later(Duration.ofSeconds(1));
            Turn late = tale.planned(Observing.observed(tale.begin(), missing), tale.pitr(), Map.of());
            assertThat(late.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Failed.class);

            // seen once in between, and the hour begins anew
            tale.state = unseen;
            tale.keep(tale.planned(
                    Observing.observed(tale.begin(), tale.sightings(Progress.IN_PROGRESS)), tale.pitr(), Map.of()));
            Turn again = tale.planned(Observing.observed(tale.begin(), missing), tale.pitr(), Map.of());
            assertThat(again.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);
        }
    }

    @Nested
    class Intents {

        private final Tale tale = Tale.following(SETTINGS);

        @Test // T2: a crash between intent and request repeats the identical request
        void aYoungIntentIsAskedAgainWithTheSameToken() {
            Turn crashed = tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            tale.later(Duration.ofHours(4).minusSeconds(1));

            Turn turn = tale.planned(tale.pitr());

            assertThat(turn.requests().get(0)).isEqualTo(crashed.requests().get(0));
            assertThat(new Outlook(tale.begin()).toSeek(tale.pitr())).isEmpty();
        }

        @Test // T3
        void anOldOneIsLookedForFirst() {
            tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            tale.later(Duration.ofHours(4));
            Turn begun = Observing.observed(tale.begin(), Map.of());

            assertThat(new Outlook(begun).toSeek(tale.pitr())).hasSize(1);
            assertThat(ofOldIntent(tale.planned(begun, tale.pitr(), Map.of()))).isFalse();
            assertThat(ofOldIntent(tale.planned(begun, tale.pitr(), tale.findings(begun, new LookupResult.Absent()))))
                    .isTrue();
        }

        private boolean ofOldIntent(Turn turn) {
            return turn.requests().stream()
                    .anyMatch(request -> request.tracked().span().needs().equals(NOON));
        }

        @Test // T3, S14: a local clock five hours behind must not make an expired token look young
        void itsAgeIsAlsoThatOfDynamoDbsClock() {
            tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            Instant really = tale.now.plus(Duration.ofHours(9));
            tale.later(Duration.ofHours(3));

            assertThat(new Outlook(tale.begin()).toSeek(Samples.pitr(really))).hasSize(1);
        }

        @Test // T3, S14: exports made for an intent are never older than it, even if its planner's clock is ahead
        void itsTimeIsHeldBackToDynamoDbsClock() {
            Instant really = NOON.plus(Duration.ofHours(1));
            tale.now = really.plus(Duration.ofDays(30));

            Turn turn = tale.planned(Samples.pitr(really));

            assertThat(((Planned) last(turn).stage()).at()).isEqualTo(really.plusSeconds(300));
            assertThat(turn.requests().get(0).oldest()).isLessThan(Samples.exportId(really, 0));
        }

        @Test // T3
        void aFoundExportIsAdoptedAsDynamoDbDescribesIt() {
            tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            String id = tale.newId();
            tale.later(Duration.ofHours(9));
            Turn begun = Observing.observed(tale.begin(), Map.of());
            Search search = new Outlook(begun).toSeek(tale.pitr()).get(0);

            Turn turn = tale.planned(
                    begun,
                    tale.pitr(),
                    Map.of(search, new LookupResult.Found(Tale.described(search, id, Progress.COMPLETED))));

            assertThat(turn.state().generation().trackedExports().get(0).stage())
                    .isEqualTo(new Committed(id));
            assertThat(turn.requests())
                    .extracting(request -> request.tracked().attempt())
                    .containsOnly(1);
            assertThat(ofOldIntent(turn)).isFalse();
        }

        @Test // T3: all that have the token failed, so this attempt did
        void aFoundFailureIsTheAttemptsFailure() {
            tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            tale.later(Duration.ofHours(9));
            Turn begun = Observing.observed(tale.begin(), Map.of());
            Search search = new Outlook(begun).toSeek(tale.pitr()).get(0);

            Turn turn = tale.planned(
                    begun,
                    tale.pitr(),
                    Map.of(search, new LookupResult.Found(Tale.described(search, tale.newId(), Progress.FAILED))));

            assertThat(only(turn).stage()).isInstanceOf(Failed.class);
            assertThat(turn.requests()).isEmpty();
        }

        private LookupResult unfinished(String seen) {
            return new LookupResult.Unfinished(
                    LookupProgress.upTo(Optional.of(seen)),
                    new Trouble(Trouble.Kind.WAITING, Trouble.DESCRIBE_EXPORT, "no call is left"));
        }

        @Test // T3: the next step goes on where this one stopped
        void anUnfinishedSearchGoesOn() {
            tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            tale.later(Duration.ofHours(9));
            Turn begun = Observing.observed(tale.begin(), Map.of());
            String seen = Samples.exportId(tale.now.minusSeconds(60), 1);

            Turn turn = tale.planned(begun, tale.pitr(), tale.findings(begun, unfinished(seen)));
            tale.end(turn);

            assertThat(ofOldIntent(turn)).isFalse();
            Search next = new Outlook(tale.begin()).toSeek(tale.pitr()).get(0);
            String later = Samples.exportId(tale.now, 2);
            assertThat(next.candidates(List.of(later, seen))).containsExactly(later);
        }

        @Test // F8: InvalidExportTime is never by itself a verdict, and may hide an export (T3)
        void aRefusedTimeIsLookedForAndAskedAgainSlowly() {
            tale.end(tale.refusing(tale.later(QUARTER).planned(tale.pitr()), Refusal.Reason.TIME));
            assertThat(tale.state.conditions()).isEmpty();
            assertThat(new Outlook(Observing.observed(
                                    tale.later(Duration.ofSeconds(19)).begin(), Map.of()))
                            .wantsFacts())
                    .isFalse();
            tale.later(Duration.ofSeconds(1));

            Turn begun = Observing.observed(tale.begin(), Map.of());

            assertThat(new Outlook(begun).wantsFacts()).isTrue();
            assertThat(new Outlook(begun).toSeek(tale.pitr())).hasSize(1);
            assertThat(tale.state.latched()).isEmpty();
        }

        @Test // F8
        void aTimeThatIsRefusedForHalfAnHourIsACondition() {
            tale.end(tale.refusing(tale.later(QUARTER).planned(tale.pitr()), Refusal.Reason.TIME));
            while (tale.state.active(Kind.EXPORT_TIME_REFUSED).isEmpty()) {
                assertThat(tale.now).isBefore(NOON.plus(Duration.ofHours(2)));
                tale.later(Duration.ofMinutes(10));
                Turn begun = Observing.observed(tale.begin(), Map.of());
                tale.end(tale.refusing(
                        tale.planned(begun, tale.pitr(), tale.findings(begun, new LookupResult.Absent())),
                        Refusal.Reason.TIME));
            }

            assertThat(tale.now).isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(25 + 30)));
            assertThat(tale.state.active(Kind.EXPORT_TIME_REFUSED).flatMap(ActiveCondition::code))
                    .contains("TIME: words");
            assertThat(tale.state.latched()).isEmpty();
        }

        @Test // T4
        void aConflictIsAConditionOnlyIfNoExportIsFound() {
            tale.end(tale.refusing(tale.later(QUARTER).planned(tale.pitr()), Refusal.Reason.CONFLICT));
            assertThat(tale.state.conditions()).isEmpty();
            tale.later(Duration.ofMinutes(1));
            Turn begun = Observing.observed(tale.begin(), Map.of());
            tale.end(tale.refusing(
                    tale.planned(begun, tale.pitr(), tale.findings(begun, new LookupResult.Absent())),
                    Refusal.Reason.CONFLICT));

            assertThat(tale.state.active(Kind.TOKEN_CONFLICT)).isPresent();
        }

        @Test // F2: back off, keep the plan
        void aQuotaKeepsThePlan() {
            Turn planned = tale.later(QUARTER).planned(tale.pitr());
            tale.end(tale.refusing(planned, Refusal.Reason.QUOTA));
            assertThat(tale.state.active(Kind.QUOTA_REACHED)).isPresent();
            tale.later(Duration.ofMinutes(1));

            Turn again = tale.end(tale.accepting(tale.planned(tale.pitr())));

            assertThat(again.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);
            assertThat(again.state().active(Kind.QUOTA_REACHED)).isEmpty();
        }

        @Test // F1: all that is written is since when
        void noAnswerLeavesTheIntentAsItIs() {
            Turn planned = tale.later(QUARTER).planned(tale.pitr());
            Trouble trouble = new Trouble(Trouble.Kind.PASSING, "ExportTableToPointInTime", "timed out");

            Turn turn = Answering.answered(planned.written(), only(planned), new RequestResult.Unanswered(trouble));

            assertThat(turn.state().generation()).isEqualTo(planned.state().generation());
            assertThat(turn.state().active(Kind.SERVICE_TROUBLE)).isEmpty();
            assertThat(turn.notes().troubles()).first().isEqualTo(trouble);
        }

        @Test
        void aDeniedCallIsAConditionUntilThatCallIsAnswered() {
            Trouble denied = new Trouble(Trouble.Kind.ACCESS_DENIED, "DescribeContinuousBackups", "AccessDenied: no");
            tale.later(QUARTER);

            tale.end(tale.planned(new PitrStatus.Unanswered(denied)));
            assertThat(tale.state.active(Kind.ACCESS_DENIED)).isPresent();

            tale.step();
            assertThat(tale.state.active(Kind.ACCESS_DENIED)).isEmpty();
        }
    }

    @Nested
    class GapsInHistory {

        private final Tale tale = Tale.following(SETTINGS);

        @Test // G1, G2
        void aFrontierThatTheRetentionHasPassedIsAGap() {
            tale.later(Duration.ofDays(36));

            Turn turn = tale.end(tale.planned(tale.pitr()));

            assertThat(turn.state().latched().map(ActiveCondition::kind)).contains(Kind.GAP_FELL_BEHIND);
            assertThat(turn.requests()).isEmpty();
            assertThat(turn.state().generation().watermark()).contains(NOON);
            // nothing but a reset ends it: no call is made any more
            assertThat(new Outlook(Observing.observed(tale.later(QUARTER).begin(), Map.of())).wantsFacts())
                    .isFalse();
        }

        @Test // G1: to the second
        void historyThatReachesBackToTheFrontierIsEnough() {
            tale.later(QUARTER);

            assertThat(tale.planned(new PitrStatus.On(NOON, tale.now, 35)).requests())
                    .hasSize(1);
            assertThat(tale.planned(new PitrStatus.On(NOON.plusMillis(1), tale.now, 35))
                            .state()
                            .latched())
                    .isPresent();
        }

        @Test // G2
        void recoveryThatWasSwitchedOffAndOnIsTold() {
            tale.later(QUARTER);
            tale.end(tale.planned(new PitrStatus.Off()));
            assertThat(tale.state.active(Kind.PITR_OFF)).isPresent();

            Turn turn = tale.planned(new PitrStatus.On(tale.now.minusSeconds(30), tale.now, 35));

            assertThat(turn.state().latched().map(ActiveCondition::kind)).contains(Kind.GAP_PITR_WAS_OFF);
            assertThat(turn.state().active(Kind.PITR_OFF)).isEmpty();
        }

        @Test // G2
        void aShortenedRetentionIsTold() {
            tale.later(QUARTER);
            tale.step();
            tale.later(Duration.ofDays(3));
            tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)));

            Turn turn =
                    tale.planned(new PitrStatus.On(tale.now.minus(Duration.ofDays(1)), tale.now.minusSeconds(300), 1));

            assertThat(turn.state().latched().map(ActiveCondition::kind)).contains(Kind.GAP_RETENTION_SHORTENED);
        }

        @Test // G2
        void aReCreatedTableIsTold() {
            tale.later(QUARTER);
            PitrStatus.On fresh = new PitrStatus.On(tale.now.minusSeconds(30), tale.now, 35);
            Turn informed = Informing.informed(Observing.observed(tale.begin(), Map.of()), fresh, Map.of());
            assertThat(new Outlook(informed).wantsTable(fresh)).isTrue();

            Turn turn = Planning.planned(informed, fresh, Optional.of(new TableFacts(Optional.of("another"), 5)));

            assertThat(turn.state().latched().map(ActiveCondition::kind)).contains(Kind.GAP_TABLE_RECREATED);
        }

        @Test // G1: an export that reports another table id is not committed
        void anExportOfAnotherTableIsAGap() {
            tale.later(QUARTER);
            tale.step();
            tale.state = tale.state.generation(generation -> generation.withTableId("the first table"));
            tale.later(QUARTER);

            Turn turn = tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)));

            assertThat(turn.state().latched().map(ActiveCondition::kind)).contains(Kind.GAP_TABLE_RECREATED);
            assertThat(turn.state().generation().watermark()).contains(NOON);
        }

        @Test // G1: recovery was off for a second between intent and request; the export may exist all the same
        void anIntentIsLookedForBeforeItsHistoryIsDeclaredLost() {
            tale.later(QUARTER).keep(tale.planned(tale.pitr()));
            tale.later(Duration.ofMinutes(1));
            PitrStatus.On flapped = new PitrStatus.On(tale.now.minusSeconds(30), tale.now, 35);
            Turn begun = Observing.observed(tale.begin(), Map.of());
            Search search = new Outlook(begun).toSeek(flapped).get(0);

            Turn found = tale.planned(
                    begun,
                    flapped,
                    Map.of(search, new LookupResult.Found(Tale.described(search, tale.newId(), Progress.IN_PROGRESS))));
            assertThat(found.state().generation().trackedExports().get(0).stage())
                    .isInstanceOf(Running.class);
            // its window is safe, the next one is not
            assertThat(found.state().latched()).isPresent();

            // DynamoDB may not show it at once: within the hour "absent" is no verdict
            Turn early = tale.planned(begun, flapped, Map.of(search, new LookupResult.Absent()));
            assertThat(early.state().latched()).isEmpty();
            assertThat(early.requests()).isEmpty();
            tale.keep(early);

            tale.later(Duration.ofHours(1));
            Turn later = Observing.observed(tale.begin(), Map.of());
            PitrStatus.On then = new PitrStatus.On(flapped.earliest(), tale.now, 35);
            Turn absent = tale.planned(
                    later, then, Map.of(new Outlook(later).toSeek(then).get(0), new LookupResult.Absent()));
            assertThat(absent.state().latched()).isPresent();
            assertThat(absent.requests()).isEmpty();
        }

        @Test // G3: what was requested already is still committed up to the gap
        void whatRunsIsStillCommitted() {
            tale.later(QUARTER);
            tale.step();
            tale.later(QUARTER);
            tale.end(tale.planned(new PitrStatus.On(tale.now.minusSeconds(30), tale.now, 35)));
            assertThat(tale.state.latched()).isPresent();

            Turn turn = tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED)));

            assertThat(turn.state().generation().watermark()).contains(NOON.plus(QUARTER));
        }

        @Test // G3
        void aPolicyMayBeginANewChain() {
            Tale auto = Tale.following(Samples.settings(JOB.toBuilder()
                    .onGap(GapPolicy.startNewChain(Duration.ofDays(7), 1000))
                    .build()));
            auto.later(Duration.ofDays(36));
            auto.end(auto.planned(auto.pitr()));
            assertThat(auto.state.latched()).isPresent();
            auto.later(QUARTER);

            assertThat(again(auto, 1001).state().generation().number()).isEqualTo(1);
            Turn turn = auto.end(again(auto, 1000));

            assertThat(turn.state().generation().number()).isEqualTo(2);
            assertThat(turn.state().generation().cause()).isEqualTo(Cause.GAP);
            assertThat(turn.requests()).hasSize(1);
            // at most once per period
            auto.state = auto.state.with(Kind.GAP_PITR_WAS_OFF, auto.now, Optional.empty());
            assertThat(new Outlook(auto.later(Duration.ofDays(7).minusSeconds(1))
                                    .begin())
                            .wantsFacts())
                    .isFalse();
            assertThat(new Outlook(auto.later(Duration.ofSeconds(1)).begin()).wantsFacts())
                    .isTrue();
        }

        private Turn again(Tale auto, long bytes) {
            Turn begun = Observing.observed(auto.begin(), Map.of());
            assertThat(new Outlook(begun).wantsFacts()).isTrue();
            return Planning.planned(
                    Informing.informed(begun, auto.pitr(), Map.of()),
                    auto.pitr(),
                    Optional.of(new TableFacts(Optional.empty(), bytes)));
        }

        @Test // K2
        void halfOfTheRetentionIsARisk() {
            tale.now = NOON.plus(Duration.ofHours(19 * 24 + 12));

            // two windows of a day each are planned, and half of 35 days remain
            Turn healthy = tale.planned(tale.pitr());
            assertThat(healthy.state().generation().frontier()).contains(NOON.plus(Duration.ofDays(2)));
            assertThat(healthy.state().active(Kind.HISTORY_AT_RISK)).isEmpty();

            tale.later(Duration.ofSeconds(1));
            assertThat(tale.planned(tale.pitr()).state().active(Kind.HISTORY_AT_RISK))
                    .isPresent();
        }

        @Test // K2: where history is kept for a day or two, a window that is not over yet is more than half of it
        void aLongWindowThatIsNotOverIsNoRisk() {
            Tale daily = Tale.following(Samples.settings(
                    JOB.toBuilder().windowSize(Duration.ofHours(20)).build()));
            daily.later(Duration.ofHours(20));
            PitrStatus.On oneDay = new PitrStatus.On(NOON.minusSeconds(3600), daily.now, 1);

            Turn turn = daily.planned(oneDay);

            assertThat(turn.requests()).hasSize(1);
            assertThat(turn.state().conditions()).isEmpty();
        }

        @Test // G4: what is lost is not out of danger
        void aGapDoesNotEndTheRisk() {
            tale.later(Duration.ofDays(34));
            tale.end(tale.accepting(tale.planned(tale.pitr())));
            assertThat(tale.state.active(Kind.HISTORY_AT_RISK)).isPresent();
            tale.later(Duration.ofDays(4));

            Turn gap = tale.end(tale.planned(tale.pitr()));

            assertThat(gap.state().latched()).isPresent();
            assertThat(gap.state().active(Kind.HISTORY_AT_RISK)).isPresent();
        }

        @Test // F6
        void aWindowThatDoesNotFitIntoTheRetentionIsACondition() {
            Tale daily = Tale.following(Samples.settings(
                    JOB.toBuilder().windowSize(Duration.ofHours(23)).build()));
            daily.later(Duration.ofHours(23));
            PitrStatus.On oneDay = new PitrStatus.On(NOON.minusSeconds(3600), daily.now, 1);

            Turn turn = daily.planned(oneDay);

            assertThat(turn.state().active(Kind.WINDOW_EXCEEDS_RETENTION)).isPresent();
            assertThat(turn.requests()).isEmpty();
        }
    }

    @Nested
    class Resets {

        private final Tale tale = Tale.following(SETTINGS);
        private final OperatorRequest reset = OperatorRequest.parse(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN.name());

        @Test // S2, F5
        void whatIsNotCommittedIsDroppedAndWhatIsOwedIsKept() {
            tale.later(Duration.ofDays(9));
            tale.step();
            Map<String, DescribeResult> seen = tale.sightings(Progress.COMPLETED);
            seen.remove(tale.state
                    .generation()
                    .trackedExports()
                    .get(1)
                    .stage()
                    .export()
                    .orElseThrow());
            tale.later(QUARTER).keep(Observing.observed(tale.begin(), seen));
            String owed =
                    tale.state.generation().committed().get(0).stage().export().orElseThrow();

            Turn turn = tale.begin(reset);

            assertThat(turn.acknowledges()).contains(reset);
            assertThat(turn.state().generation())
                    .isEqualTo(Generation.begin(2, Cause.OPERATOR_RESET, Optional.of(NOON)));
            assertThat(turn.state().past())
                    .containsExactly(new PastGeneration(
                            1, Cause.FIRST, false, NOON, 1, Optional.of(Samples.exportId(NOON, 0)), List.of(owed)));
        }

        @Test // F5, G4: a reset ends a gap
        void itEndsWhatWasWrongWithTheChain() {
            tale.later(Duration.ofDays(36));
            tale.end(tale.planned(tale.pitr()));
            assertThat(tale.state.latched()).isPresent();

            Turn turn = tale.begin(reset);

            assertThat(turn.state().latched()).isEmpty();
            assertThat(new Outlook(turn).wantsFacts()).isTrue();
            assertThat(turn.claimed().notices()).hasSize(1).first().isInstanceOf(Notice.End.class);
        }

        @Test // K6: numbered requests are carried out once
        void aSpentResetIsNotCarriedOutAgain() {
            tale.keep(tale.begin(reset.numbered(7)));

            assertThat(tale.state.remembered().operatorNumber()).hasValue(7);
            assertThat(tale.begin(reset.numbered(7)).isChanged()).isFalse();
            assertThat(tale.begin(reset.numbered(6)).isChanged()).isFalse();
            assertThat(tale.begin(reset.numbered(8)).state().generation().number())
                    .isEqualTo(3);
        }

        @Test // K6: creating a job takes note of a reset that is there, which is no second full export
        void aNewJobAcknowledgesIt() {
            Tale fresh = new Tale(SETTINGS, NOON);

            Turn begun = Observing.observed(fresh.begin(reset), Map.of());
            assertThat(begun.acknowledges()).as("before a chain begins").isEmpty();
            assertThat(fresh.begin(reset.numbered(3)).acknowledges()).contains(reset.numbered(3));

            Turn turn = Newness.proved(fresh.planned(begun, fresh.pitr(), Map.of()), new LookupResult.Absent());
            assertThat(turn.acknowledges()).contains(reset);
            assertThat(turn.state().generation().number()).isEqualTo(1);
            assertThat(turn.requests()).hasSize(1);
        }

        @Test // K5, K6: what a person asks while the state is lost is what heals that
        void aResetAskedWhileTheStateIsLostIsCarriedOut() {
            Tale lost = new Tale(SETTINGS, NOON);
            ExportFacts known =
                    Samples.described(new Span.Full(NOON), Samples.exportId(NOON, 1), Progress.COMPLETED, "d1-");

            Turn turn = Newness.proved(
                    lost.planned(Observing.observed(lost.begin(reset), Map.of()), lost.pitr(), Map.of()),
                    new LookupResult.Found(known));
            assertThat(turn.acknowledges()).contains(reset);
            assertThat(turn.state().generation().number()).isEqualTo(2);
            assertThat(turn.state().latched()).isEmpty();
            assertThat(turn.requests()).isEmpty();

            Turn numbered = Newness.proved(
                    lost.planned(Observing.observed(lost.begin(reset.numbered(7)), Map.of()), lost.pitr(), Map.of()),
                    new LookupResult.Found(known));
            assertThat(numbered.state().latched().map(ActiveCondition::kind)).contains(Kind.STATE_LOST);
            assertThat(numbered.requests()).isEmpty();
        }

        @Test // W1, N1: events of two generations never bear the same ids
        void theNewChainsTimeIsLaterThanTheOldOnes() {
            tale.keep(tale.begin(reset));

            Turn turn = tale.planned(new PitrStatus.On(NOON.minusSeconds(900), NOON.plusMillis(999), 35));

            assertThat(turn.requests()).isEmpty();
            assertThat(tale.planned(new PitrStatus.On(NOON.minusSeconds(900), NOON.plusSeconds(1), 35))
                            .requests())
                    .hasSize(1);
        }

        @Test // K5
        void aNewJobMustBeSureThatNoStateWasLost() {
            Tale fresh = new Tale(SETTINGS, NOON);
            Turn planned = fresh.planned(fresh.pitr());
            assertThat(Newness.isToBeProved(planned)).isTrue();

            Turn lost = Newness.proved(
                    planned,
                    new LookupResult.Found(Samples.described(
                            new Span.Full(NOON), Samples.exportId(NOON, 1), Progress.COMPLETED, "t")));

            assertThat(lost.requests()).isEmpty();
            assertThat(lost.state().latched().map(ActiveCondition::kind)).contains(Kind.STATE_LOST);
            assertThat(lost.state().generation().trackedExports()).isEmpty();
            fresh.end(planned);
            assertThat(Newness.isToBeProved(fresh.later(QUARTER).planned(fresh.pitr())))
                    .isFalse();
        }
    }

    @Nested
    class Deliveries {

        private final Tale tale = Tale.following(SETTINGS);

        private Turn claimedByAStepThatDies() {
            tale.later(QUARTER);
            tale.step();
            tale.later(QUARTER);
            return tale.keep(Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED))
                    .claimed());
        }

        @Test // N1
        void aStepThatFindsOwedNoticesOfAnotherCommitsNothing() {
            claimedByAStepThatDies();
            tale.keep(tale.accepting(tale.planned(tale.pitr())));
            tale.later(Duration.ofSeconds(119));

            Turn turn = Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED))
                    .claimed();

            assertThat(turn.notices()).isEmpty();
            assertThat(last(turn).stage()).isInstanceOf(Completed.class);
        }

        @Test // N1
        void afterTheTakeoverTimeItTakesAllOfThemOver() {
            claimedByAStepThatDies();
            tale.keep(tale.accepting(tale.planned(tale.pitr())));
            tale.later(Duration.ofSeconds(120));

            Turn turn = Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED))
                    .claimed();

            assertThat(turn.notices()).hasSize(2);
            assertThat(last(turn).stage()).isInstanceOf(Committed.class);
        }

        @Test // N1: the late mark of a step whose notices were taken over changes nothing twice
        void aLateMarkIsMergedIntoWhatBecameOfTheState() {
            Turn first = claimedByAStepThatDies();
            tale.later(Duration.ofMinutes(3));
            Turn second = Observing.observed(tale.begin(), Map.of()).claimed();
            assertThat(second.notices()).isEqualTo(first.notices());
            tale.keep(second.delivered(second.notices(), Optional.empty()));

            Turn late = first.reread(tale.state).delivered(first.notices(), Optional.empty());

            assertThat(late.isChanged()).isFalse();
        }

        @Test // N1: a failed delivery is repeated after a growing stored delay
        void aFailedDeliveryIsRepeatedLater() {
            Turn claimed = claimedByAStepThatDies();
            tale.keep(claimed.delivered(List.of(), Optional.of("IOException: no")));

            assertThat(tale.later(Duration.ofSeconds(59)).begin().claimed().notices())
                    .isEmpty();
            assertThat(tale.later(Duration.ofSeconds(1)).begin().claimed().notices())
                    .hasSize(1);
        }

        @Test // N4: a failing notifier stops nothing
        void aFailingNotifierDoesNotStopCommits() {
            Turn claimed = claimedByAStepThatDies();
            tale.keep(claimed.delivered(List.of(), Optional.of("IOException: no")));
            tale.keep(tale.accepting(tale.planned(tale.pitr())));
            tale.later(Duration.ofSeconds(30));

            Turn turn = Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED));

            assertThat(turn.state().generation().committed())
                    .hasSize(tale.state.generation().trackedExports().size());
        }

        @Test // N4
        void aNotifierThatFailsForLongIsACondition() {
            Turn claimed = claimedByAStepThatDies();
            tale.keep(claimed.delivered(List.of(), Optional.of("IOException: no")));
            while (tale.state.active(Kind.NOTIFIER_FAILING).isEmpty()) {
                assertThat(tale.now).isBefore(NOON.plus(Duration.ofHours(2)));
                tale.later(Duration.ofMinutes(9));
                tale.keep(tale.begin().claimed().delivered(List.of(), Optional.of("IOException: no")));
            }

            Turn well = tale.later(Duration.ofHours(1)).begin().claimed();
            tale.keep(well.delivered(well.notices(), Optional.empty()));

            assertThat(tale.state.active(Kind.NOTIFIER_FAILING)).isEmpty();
        }

        @Test // N2: success events in chain order, sequence without a hole
        void exportsAreOwedInChainOrder() {
            tale.later(Duration.ofDays(9));
            tale.step();
            tale.later(QUARTER);

            Turn turn = Observing.observed(tale.begin(), tale.sightings(Progress.COMPLETED))
                    .claimed();

            List<String> ids = turn.state().generation().trackedExports().stream()
                    .map(tracked -> tracked.stage().export().orElseThrow())
                    .toList();
            assertThat(turn.notices())
                    .containsExactly(
                            new Notice.Export(1, NOON, 1, ids.get(0), Optional.of(Samples.exportId(NOON, 0))),
                            new Notice.Export(1, NOON, 2, ids.get(1), Optional.of(ids.get(0))));
        }

        @Test // F5
        void olderGenerationsComeFirst() {
            claimedByAStepThatDies();
            tale.later(Duration.ofMinutes(3));
            Turn reset = tale.begin(OperatorRequest.parse("RESET_WITH_FULL_EXPORT_AGAIN"));
            tale.keep(tale.accepting(tale.planned(Observing.observed(reset, Map.of()), tale.pitr(), Map.of())));

            List<Notice> owed = tale.begin().claimed().notices();

            assertThat(owed).hasSize(2);
            assertThat(owed.get(0)).isInstanceOf(Notice.Export.class);
            assertThat(owed.get(1)).isInstanceOf(Notice.Start.class);
            Turn settled = tale.end(tale.begin());
            assertThat(settled.state().past()).isEmpty();
            assertThat(settled.state().generation().startPending()).isFalse();
        }
    }
}
