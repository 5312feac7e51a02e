package io.github.dcie.core.internal.turn;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.GapPolicy;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Remembered;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Agenda;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.rules.Notices;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Traces of single turns that once broke a promise. */
class TurnTracesTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test // F7, T5, I3: slow clock
    void notFoundIsNoVerdictForASlowClock() {
        Tale tale = Tale.following(SETTINGS);
        tale.later(QUARTER);
        tale.step();
        Instant requested = tale.now;
        String id =
                tale.state.generation().trackedExports().get(0).stage().export().orElseThrow();
        tale.now = requested.minus(Duration.ofMinutes(6)); // this process' clock is 6 min slow, 10 s later
        Turn turn = tale.planned(
                Observing.observed(tale.begin(), Map.of(id, new DescribeResult.NotFound())),
                Samples.pitr(requested.plusSeconds(10)),
                Map.of());
        assertThat(turn.state().generation().trackedExports().get(0).stage()).isInstanceOf(Stage.Running.class);
    }

    @Test // G3, S14
    void aFastClockDoesNotBeginAnotherChain() {
        Tale auto = Tale.following(Samples.settings(JOB.toBuilder()
                .onGap(GapPolicy.startNewChain(Duration.ofDays(7), 1000))
                .build()));
        auto.state = new JobState(
                auto.state.table(),
                auto.state.generation(),
                List.of(),
                List.of(),
                auto.state.lease(),
                Remembered.NOTHING.withRecoveryDays(35).withLastAutomaticReset(NOON)); // an automatic reset at NOON
        Instant real = NOON.plus(Duration.ofDays(1));
        auto.state = auto.state.with(Kind.GAP_PITR_WAS_OFF, real, Optional.empty());
        auto.now = real.plus(Duration.ofDays(30)); // a clock a month ahead; DynamoDB's says one day
        Turn turn = Observing.observed(auto.begin(), Map.of());
        if (new Outlook(turn).wantsFacts()) {
            turn = Planning.planned(
                    Informing.informed(turn, Samples.pitr(real), Map.of()),
                    Samples.pitr(real),
                    Optional.of(new TableFacts(Optional.empty(), 1)));
        }
        assertThat(turn.state().generation().number()).isEqualTo(1);
    }

    @Test // G3, K7: the last automatic reset was stamped by a clock ten minutes ahead
    void aResetStampedByAFastClockStillCounts() {
        Tale auto = Tale.following(Samples.settings(JOB.toBuilder()
                .onGap(GapPolicy.startNewChain(Duration.ofDays(7), 1000))
                .build()));
        auto.state = new JobState(
                auto.state.table(),
                auto.state.generation(),
                List.of(),
                List.of(),
                auto.state.lease(),
                Remembered.NOTHING.withRecoveryDays(35).withLastAutomaticReset(NOON.plus(Duration.ofHours(2))));
        auto.now = NOON.plus(Duration.ofHours(1));
        auto.state = auto.state.with(Kind.GAP_PITR_WAS_OFF, auto.now, Optional.empty());
        Turn turn = Observing.observed(auto.begin(), Map.of());
        if (new Outlook(turn).wantsFacts()) {
            turn = Planning.planned(
                    Informing.informed(turn, auto.pitr(), Map.of()),
                    auto.pitr(),
                    Optional.of(new TableFacts(Optional.empty(), 1)));
        }
        assertThat(turn.state().generation().number()).isEqualTo(1);
    }

    @Test // N3: without the end a pager would ring for ever
    void anOwedEndIsNotLostWhenItBeginsAgain() {
        Tale tale = Tale.following(SETTINGS);
        tale.state = tale.state.with(Kind.PITR_OFF, NOON, Optional.empty());
        tale.end(tale.begin()); // told
        tale.state = tale.state.without(Kind.PITR_OFF); // END_OWED, notifier is down
        tale.state = tale.state.with(Kind.PITR_OFF, NOON.plusSeconds(600), Optional.empty());
        tale.end(tale.begin());
        tale.state = tale.state.without(Kind.PITR_OFF);
        List<Notice> all = Notices.pending(tale.state);
        assertThat(all)
                .as("an end for what was told at NOON")
                .anyMatch(n -> n instanceof Notice.End e && e.active().since().equals(NOON));
    }

    @Test // G4: a gap's beginning is never dropped
    void aGapsBeginningIsNeverDropped() {
        Tale tale = Tale.following(SETTINGS);
        tale.state = tale.state.with(Kind.GAP_PITR_WAS_OFF, NOON, Optional.empty()); // notifier is down
        tale.state = tale.state.reset(Cause.OPERATOR_RESET, NOON.plusSeconds(60));
        tale.state =
                tale.state.with(Kind.GAP_PITR_WAS_OFF, NOON.plusSeconds(7200), Optional.empty()); // and again in gen 2
        assertThat(Notices.pending(tale.state))
                .anyMatch(n -> n instanceof Notice.Begin b && b.active().since().equals(NOON));
    }

    @Test // W1, N3
    void aFullExportThatNeverWasAcceptedHasNotFailed() {
        Tale tale = new Tale(SETTINGS, NOON);
        tale.keep(tale.planned(tale.pitr()));
        tale.later(Duration.ofDays(36));
        Turn begun = Observing.observed(tale.begin(), Map.of());
        tale.end(tale.accepting(tale.planned(begun, tale.pitr(), tale.findings(begun, new LookupResult.Absent()))));
        assertThat(tale.state.active(Kind.EXPORT_FAILING)).isEmpty();
    }

    @Test // G1, G3: an intent is looked for before its history is declared lost
    void aSearchThatCouldNotBeMadeIsMadeLater() {
        Tale tale = Tale.following(SETTINGS);
        tale.later(QUARTER);
        tale.keep(tale.planned(tale.pitr())); // planned, requested, the reply was lost
        tale.later(QUARTER);
        PitrStatus.On flapped = new PitrStatus.On(tale.now.minusSeconds(60), tale.now, 35);
        Turn begun = Observing.observed(tale.begin(), Map.of());
        Search search = new Outlook(begun).toSeek(flapped).get(0);
        tale.end(tale.planned(
                begun,
                flapped,
                Map.of(
                        search,
                        new LookupResult.Unanswered(
                                new Trouble(Trouble.Kind.PASSING, "ListExports", "ThrottlingException")))));
        tale.later(QUARTER);
        begun = Observing.observed(tale.begin(), Map.of());
        PitrStatus.On later = new PitrStatus.On(flapped.earliest(), tale.now, 35);
        assertThat(new Outlook(begun).wantsFacts() ? new Outlook(begun).toSeek(later) : List.of())
                .as("looked for")
                .isNotEmpty();
    }

    @Test // S10
    void otherWordsForTheSameDenialAreNoChange() {
        Tale tale = Tale.following(SETTINGS);
        Turn a = tale.begin()
                .troubled(new Trouble(
                        Trouble.Kind.ACCESS_DENIED,
                        "DescribeExport",
                        "AccessDenied: User: arn:aws:sts::1:assumed-role/r/i-aaa is not"));
        tale.end(a);
        Turn b = tale.begin()
                .troubled(new Trouble(
                        Trouble.Kind.ACCESS_DENIED,
                        "DescribeExport",
                        "AccessDenied: User: arn:aws:sts::1:assumed-role/r/i-bbb is not"));
        assertThat(b.isChanged()).isFalse();
    }

    @Test // T3, I3
    void aSearchDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            Tale tale = Tale.following(SETTINGS);
            tale.later(QUARTER);
            tale.keep(tale.planned(tale.pitr()));
            TrackedExport tracked = tale.state.generation().trackedExports().get(0);
            Search search = new Search(tracked, tale.begin().token(tracked));
            String id = String.format(Locale.ROOT, "%014d-%08x", tale.now.toEpochMilli(), 1);
            assertThat(search.candidates(List.of(id))).containsExactly(id);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test // S14, G2
    void aSlowClockNamesTheRightCause() {
        Tale tale = Tale.following(SETTINGS);
        Instant real = NOON.plus(Duration.ofDays(36));
        tale.now = real.minus(Duration.ofHours(5));
        Turn turn = tale.planned(Samples.pitr(real));
        assertThat(turn.state().latched().map(ActiveCondition::kind)).contains(Kind.GAP_FELL_BEHIND);
    }

    @Test // I9
    void aDueRetryWithoutFactsDoesNotSpin() {
        Tale tale = Tale.following(SETTINGS);
        tale.later(QUARTER);
        tale.step();
        tale.later(QUARTER);
        tale.end(Observing.observed(tale.begin(), tale.sightings(Progress.FAILED)));
        tale.later(QUARTER);
        PitrStatus denied = new PitrStatus.Unanswered(
                new Trouble(Trouble.Kind.ACCESS_DENIED, "DescribeContinuousBackups", "AccessDenied"));
        tale.end(tale.planned(denied));
        assertThat(new Agenda(SETTINGS, tale.state, tale.now).callAgainAt(OperatorRequest.none()))
                .isAfterOrEqualTo(tale.now.plusSeconds(30));
    }

    @Test // G4, N3: a step died while it told the end of the first gap
    void aSecondGapBeginsAfterTheEndOfTheFirst() {
        Tale tale = Tale.following(SETTINGS);
        tale.later(QUARTER);
        tale.state = tale.state
                .withConditions(List.of(new ActiveCondition(
                        Kind.GAP_PITR_WAS_OFF,
                        NOON,
                        1,
                        ActiveCondition.NotificationState.END_PENDING,
                        Optional.empty())))
                .withLease(new DeliveryLease.Claimed("dead", tale.now.minusSeconds(600), Optional.empty()));
        PitrStatus.On flapped = new PitrStatus.On(tale.now.minusSeconds(30), tale.now, 35);

        Turn turn = tale.planned(flapped).claimed();
        assertThat(turn.state().latched().map(ActiveCondition::since)).contains(tale.now);
        assertThat(turn.requests()).isEmpty();
        assertThat(turn.notices()).hasSize(2);
        assertThat(((Notice.End) turn.notices().get(0)).active().since()).isEqualTo(NOON);
        assertThat(((Notice.Begin) turn.notices().get(1)).active().since()).isEqualTo(tale.now);

        Turn first = turn.delivered(turn.notices().subList(0, 1), Optional.of("no more"));
        assertThat(Notices.pending(first.state()))
                .isEqualTo(turn.notices().subList(1, 2).stream()
                        .map(notice -> (Notice)
                                new Notice.Begin(first.state().latched().orElseThrow()))
                        .toList());
        tale.end(turn);
        assertThat(tale.state.conditions()).singleElement().satisfies(active -> {
            assertThat(active.notification()).isEqualTo(ActiveCondition.NotificationState.NOTIFIED);
            assertThat(active.earlier()).isEmpty();
        });
    }

    @Test // N1: ids name the second in which a gap began
    void twoGapsOfOneSecondHaveTwoIds() {
        ActiveCondition ended = new ActiveCondition(
                Kind.GAP_PITR_WAS_OFF, NOON, 1, ActiveCondition.NotificationState.END_PENDING, Optional.empty());
        assertThat(ended.again(NOON, 2, false).since()).isEqualTo(NOON.plusSeconds(1));
        assertThat(ended.again(NOON.plusSeconds(9), 2, false).since()).isEqualTo(NOON.plusSeconds(9));
        assertThat(ended.again(NOON, 2, false).earlier()).contains(NOON);
    }

    @Test // F1: one export that is described does not hide that another is not
    void anAnsweredCallDoesNotEndTheTroubleOfAnother() {
        Tale tale =
                Tale.following(Samples.settings(JOB.toBuilder().maxInFlight(2).build()));
        for (int i = 0; i < 2; i++) {
            tale.later(QUARTER);
            tale.step();
        }
        List<String> ids = tale.state.generation().trackedExports().stream()
                .flatMap(tracked -> tracked.stage().export().stream())
                .toList();
        assertThat(ids).hasSize(2);
        for (int i = 0; i < 7; i++) {
            Map<String, DescribeResult> seen = new HashMap<>(tale.sightings(Progress.IN_PROGRESS));
            seen.put(
                    ids.get(i % 2),
                    new DescribeResult.Unanswered(new Trouble(Trouble.Kind.PASSING, "DescribeExport", "500")));
            tale.end(Observing.observed(tale.begin(), seen));
            assertThat(tale.state.holds(Kind.SERVICE_TROUBLE)).isEqualTo(i == 6);
            tale.later(Duration.ofMinutes(10));
        }
    }
}
