package io.github.dcie.micrometer;

import static io.github.dcie.micrometer.Outcomes.NOON;
import static io.github.dcie.micrometer.Outcomes.ORDERS;
import static io.github.dcie.micrometer.Outcomes.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition.Kind;
import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.testkit.SimulatedClock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the meters show of what steps answer. */
class ExportMetricsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimulatedClock clock = SimulatedClock.startingAt(NOON);
    private final MockClock stopwatch = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, stopwatch);
    private final ExportMetrics metrics =
            ExportMetrics.builder(registry).clock(clock).build();
    private final Reading orders = new Reading(registry, ORDERS);

    private void step(AdvanceOutcome outcome) throws StateStoreException {
        metrics.step(outcome.status().job(), () -> outcome);
    }

    private static Outcomes outcome() {
        return new Outcomes();
    }

    @Test
    void theOutcomeIsHandedThrough() throws StateStoreException {
        AdvanceOutcome outcome = outcome().progressed();

        assertThat(metrics.step(ORDERS, () -> outcome)).isSameAs(outcome);
    }

    // ---- ages --------------------------------------------------------------------------------------------------

    @Test
    void whatIsNotKnownHasNoValue() throws StateStoreException {
        step(outcome().idle(Idle.Reason.NOT_DUE));

        assertThat(orders.gauge("dcie.lag")).isNaN();
        assertThat(orders.gauge("dcie.history.left")).isNaN();
    }

    @Test
    void agesGoOnWhenNobodyStepsTheJobAnyMore() throws StateStoreException {
        step(outcome()
                .watermark(NOON.minusSeconds(600))
                .historyLostAt(NOON.plus(Duration.ofDays(2)))
                .progressed());
        assertThat(orders.gauge("dcie.lag")).isEqualTo(600);
        assertThat(orders.gauge("dcie.history.left")).isEqualTo(172_800);
        assertThat(orders.gauge("dcie.step.age")).isZero();

        clock.advance(Duration.ofDays(3));

        assertThat(orders.gauge("dcie.lag")).isEqualTo(600 + 259_200);
        assertThat(orders.gauge("dcie.history.left")).isEqualTo(-86_400);
        assertThat(orders.gauge("dcie.step.age")).isEqualTo(259_200);
    }

    @Test
    void aWatermarkOfAClockThatIsAheadIsNoNegativeLag() throws StateStoreException {
        step(outcome().watermark(NOON.plusSeconds(30)).progressed());

        assertThat(orders.gauge("dcie.lag")).isZero();
    }

    @Test
    void aStepWithoutAnAnswerIsNoStep() {
        failing(new StateStoreException("the store is down"));
        clock.advance(Duration.ofMinutes(31));
        failing(new StateStoreException("the store is down"));

        assertThat(orders.gauge("dcie.step.age")).isEqualTo(1_860);
        assertThat(orders.gauge("dcie.blocked")).isNaN();
    }

    // ---- what only a step can tell -----------------------------------------------------------------------------

    @Test
    void theLastStepShowsWhereTheJobStands() throws StateStoreException {
        step(outcome()
                .windowsBehind(7)
                .pendingEvents(3)
                .running(Optional.empty())
                .running(Optional.of(WINDOW))
                .progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(7);
        assertThat(orders.gauge("dcie.windows.open")).isEqualTo(1); // a full export is no window
        assertThat(orders.gauge("dcie.events.pending")).isEqualTo(3);
        assertThat(orders.gauge("dcie.blocked")).isZero();
    }

    @Test
    void anOldSightIsNotShownAsTheTruth() throws StateStoreException {
        step(outcome().windowsBehind(7).holds(Kind.PITR_OFF).blockedBy(Kind.PITR_OFF));

        clock.advance(Duration.ofHours(1));
        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(7);
        assertThat(orders.gauge("dcie.condition", "kind", "PITR_OFF")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        for (String name : List.of(
                "dcie.windows.behind", "dcie.windows.open", "dcie.events.pending", "dcie.blocked", "dcie.condition")) {
            assertThat(orders.gauge(name)).as(name).isNaN();
        }
    }

    @Test
    void whoStepsSeldomShowsTheLastStepForLonger() throws StateStoreException {
        ExportMetrics patient = ExportMetrics.builder(registry)
                .clock(clock)
                .staleAfter(Duration.ofHours(7))
                .build();
        patient.step(ORDERS, () -> outcome().windowsBehind(7).progressed());

        clock.advance(Duration.ofHours(6));

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(7);
    }

    @Test
    void aConditionIsOneWhileItHoldsAndZeroAfterwards() throws StateStoreException {
        step(outcome().progressed());
        assertThat(orders.has("dcie.condition")).isFalse();

        step(outcome().holds(Kind.HISTORY_AT_RISK).holds(Kind.PITR_OFF).blockedBy(Kind.PITR_OFF));
        assertThat(orders.gauge("dcie.condition", "kind", "PITR_OFF")).isEqualTo(1);
        assertThat(orders.gauge("dcie.condition", "kind", "HISTORY_AT_RISK")).isEqualTo(1);
        assertThat(orders.gauge("dcie.blocked")).isEqualTo(1);

        step(outcome().holds(Kind.HISTORY_AT_RISK).progressed());
        assertThat(orders.gauge("dcie.condition", "kind", "PITR_OFF")).isZero();
        assertThat(orders.gauge("dcie.condition", "kind", "HISTORY_AT_RISK")).isEqualTo(1);
        assertThat(orders.gauge("dcie.blocked")).isZero();
    }

    @Test // K5: a job without state has nothing in its status
    void aConditionThatOnlyTheOutcomeKnowsIsShown() throws StateStoreException {
        step(outcome().blockedBy(Kind.NO_STATE));

        assertThat(orders.gauge("dcie.condition", "kind", "NO_STATE")).isEqualTo(1);
        assertThat(orders.gauge("dcie.blocked")).isEqualTo(1);
    }

    @Test
    void anOlderStateThatComesLateIsNotShown() throws StateStoreException {
        step(outcome().revision(9).asOf(NOON.plusSeconds(9)).windowsBehind(1).progressed());
        step(outcome().revision(8).asOf(NOON.plusSeconds(8)).windowsBehind(2).progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(1);
    }

    @Test
    void aStateThatWasLostAndBegunAnewIsShown() throws StateStoreException {
        step(outcome().revision(9).asOf(NOON).windowsBehind(1).progressed());
        step(outcome().revision(1).asOf(NOON.plusSeconds(60)).windowsBehind(2).progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(2);
    }

    @Test
    void aClockThatIsPutBackDoesNotHideNewerStates() throws StateStoreException {
        step(outcome().revision(9).asOf(NOON).windowsBehind(1).progressed());
        step(outcome()
                .revision(10)
                .asOf(NOON.minusSeconds(3_600))
                .windowsBehind(2)
                .progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(2);
    }

    // ---- exports -----------------------------------------------------------------------------------------------

    @Test
    void countersAreThereFromTheFirstStepOn() throws StateStoreException {
        step(outcome().idle(Idle.Reason.NOT_DUE));

        for (String type : List.of("FULL_EXPORT", "INCREMENTAL_EXPORT")) {
            assertThat(orders.count("dcie.exports", "type", type, "outcome", "committed"))
                    .isZero();
            assertThat(orders.count("dcie.exports", "type", type, "outcome", "failed"))
                    .isZero();
            assertThat(orders.count("dcie.exports.billed", "type", type)).isZero();
            assertThat(orders.timer("dcie.export.duration", "type", type).count())
                    .isZero();
        }
    }

    @Test
    void anExportIsCountedByTheStepThatDeliveredItsEvent() throws StateStoreException {
        step(outcome().did(StepAction.Kind.COMMIT, Optional.of(WINDOW)).progressed()); // its notice is still pending
        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isZero();

        step(outcome().told(Outcomes.window(10_000_000)).progressed());
        step(outcome().told(Outcomes.window(30_000_000)).blockedBy(Kind.PITR_OFF));
        step(outcome().told(Outcomes.full(5)).told(Outcomes.began()).progressed());

        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isEqualTo(2);
        assertThat(orders.count("dcie.exports", "type", "FULL_EXPORT", "outcome", "committed"))
                .isEqualTo(1);
        assertThat(orders.count("dcie.exports.billed", "type", "INCREMENTAL_EXPORT"))
                .isEqualTo(40_000_000);
        assertThat(orders.count("dcie.exports.billed", "type", "FULL_EXPORT")).isEqualTo(5);
        assertThat(orders.timer("dcie.export.duration", "type", "INCREMENTAL_EXPORT")
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(600);
    }

    @Test
    void everyAttemptThatFailedIsCounted() throws StateStoreException {
        step(outcome()
                .did(StepAction.Kind.FAIL, Optional.of(WINDOW))
                .did(StepAction.Kind.RETRY, Optional.of(WINDOW))
                .blockedBy(Kind.EXPORT_FAILING));
        step(outcome().did(StepAction.Kind.FAIL, Optional.empty()).progressed());

        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "failed"))
                .isEqualTo(1);
        assertThat(orders.count("dcie.exports", "type", "FULL_EXPORT", "outcome", "failed"))
                .isEqualTo(1);
    }

    @Test
    void theSumOverProcessesCountsEachExportOnce() throws StateStoreException {
        SimpleMeterRegistry elsewhere = new SimpleMeterRegistry();
        ExportMetrics other = ExportMetrics.builder(elsewhere).clock(clock).build();
        step(outcome().told(Outcomes.window(1)).progressed());
        other.step(ORDERS, () -> outcome().idle(Idle.Reason.LOST_RACE));
        other.step(ORDERS, () -> outcome().told(Outcomes.window(1)).progressed());

        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isEqualTo(1);
        assertThat(new Reading(elsewhere, ORDERS)
                        .count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isEqualTo(1);
    }

    // ---- steps -------------------------------------------------------------------------------------------------

    @Test
    void stepsAreTimedByTheirOutcome() throws StateStoreException {
        metrics.step(ORDERS, () -> {
            stopwatch.add(Duration.ofSeconds(3));
            return outcome().progressed();
        });
        metrics.step(ORDERS, () -> {
            stopwatch.add(Duration.ofSeconds(1));
            return outcome().idle(Idle.Reason.PAUSED);
        });
        step(outcome().blockedBy(Kind.TABLE_GONE));

        assertThat(orders.timer("dcie.step.duration", "outcome", "progressed", "reason", "none")
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(orders.timer("dcie.step.duration", "outcome", "idle", "reason", "PAUSED")
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(orders.timer("dcie.step.duration", "outcome", "blocked", "reason", "none")
                        .count())
                .isEqualTo(1);
    }

    @Test // S12
    void whatAStepThrowsIsCountedAndThrownOn() {
        StateStoreException unreachable = new StateStoreException("the store is down");
        UnusableStateException unusable = UnusableStateException.unknownFormat(ORDERS, 9, 1);
        IllegalStateException misuse = new IllegalStateException("misuse");
        AssertionError error = new AssertionError("out of luck");
        List.of(unreachable, unusable, misuse, error).forEach(this::failing);

        assertThat(failures("STATE_STORE")).isEqualTo(1);
        assertThat(failures("UNUSABLE_STATE")).isEqualTo(1);
        assertThat(failures("ERROR")).isEqualTo(2);
    }

    private long failures(String reason) {
        return orders.timer("dcie.step.duration", "outcome", "failed", "reason", reason)
                .count();
    }

    private void failing(Throwable thrown) {
        assertThatThrownBy(() -> metrics.step(ORDERS, () -> {
                    if (thrown instanceof StateStoreException e) {
                        throw e;
                    } else if (thrown instanceof RuntimeException e) {
                        throw e;
                    }
                    throw (Error) thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void theStepOfAnotherJobIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        metrics.step(JobId.of("customers"), () -> outcome().progressed()))
                .withMessage(
                        "the step of job customers answered for job orders: expected the same job; hand in the step"
                                + " of its own coordinator");
    }

    // ---- many jobs, many objects -------------------------------------------------------------------------------

    @Test
    void jobsDoNotSeeEachOther() throws StateStoreException {
        JobId customers = JobId.of("customers");
        step(outcome().windowsBehind(7).told(Outcomes.window(1)).progressed());
        step(outcome().job(customers).windowsBehind(2).progressed());

        Reading other = new Reading(registry, customers);
        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(7);
        assertThat(other.gauge("dcie.windows.behind")).isEqualTo(2);
        assertThat(other.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isZero();
    }

    @Test
    void nothingIsLeftOfAJobThatIsRemoved() throws StateStoreException {
        JobId customers = JobId.of("customers");
        for (AdvanceOutcome outcome : Outcomes.everything()) {
            step(outcome);
        }
        step(outcome().job(customers).progressed());

        metrics.remove(ORDERS);

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTag("job.id")).isEqualTo("customers"));
    }

    @Test
    void aJobThatIsSteppedAgainAfterItWasRemovedBeginsAnew() throws StateStoreException {
        step(outcome()
                .windowsBehind(7)
                .told(Outcomes.window(1))
                .holds(Kind.PITR_OFF)
                .progressed());
        metrics.remove(ORDERS);

        step(outcome().windowsBehind(2).holds(Kind.PITR_OFF).progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(2);
        assertThat(orders.gauge("dcie.condition", "kind", "PITR_OFF")).isEqualTo(1);
        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isZero();
    }

    @Test
    void aStepThatIsUnderWayWhileItsJobIsRemovedLeavesNothing() throws StateStoreException {
        metrics.step(ORDERS, () -> {
            metrics.remove(ORDERS);
            return outcome().told(Outcomes.window(1)).blockedBy(Kind.PITR_OFF);
        });
        assertThat(registry.getMeters()).isEmpty();

        assertThatThrownBy(() -> metrics.step(ORDERS, () -> {
                    metrics.remove(ORDERS);
                    throw new StateStoreException("the store is down");
                }))
                .isInstanceOf(StateStoreException.class);
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aJobThatWasNeverSteppedMayBeRemoved() {
        metrics.remove(ORDERS);

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test // the registry itself keeps the first gauge of a name for ever
    void theObjectThatSteppedTheJobLastForTheFirstTimeShowsIt() throws StateStoreException {
        step(outcome()
                .windowsBehind(7)
                .holds(Kind.PITR_OFF)
                .told(Outcomes.window(1))
                .progressed());
        ExportMetrics another = ExportMetrics.builder(registry).clock(clock).build();

        another.step(
                ORDERS,
                () -> outcome()
                        .windowsBehind(2)
                        .holds(Kind.PITR_OFF)
                        .told(Outcomes.window(1))
                        .progressed());
        step(outcome().windowsBehind(9).progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(2);
        assertThat(orders.gauge("dcie.condition", "kind", "PITR_OFF")).isEqualTo(1);
        assertThat(orders.count("dcie.exports", "type", "INCREMENTAL_EXPORT", "outcome", "committed"))
                .isEqualTo(2);
    }

    @Test
    void aJobHasABoundedNumberOfMeters() throws StateStoreException {
        for (int life = 0; life < 3; life++) {
            for (AdvanceOutcome outcome : Outcomes.everything()) {
                step(outcome);
            }
        }
        List.of(
                        new StateStoreException("the store is down"),
                        UnusableStateException.unknownFormat(ORDERS, 9, 1),
                        new IllegalStateException("misuse"))
                .forEach(this::failing);

        // docs/metrics.md: 15 from the first step on, 11 for the steps, one for each kind of condition
        assertThat(registry.getMeters()).hasSize(15 + 11 + Kind.values().length);
    }

    @Test
    void theFirstStepBringsFifteenAndItsOwn() throws StateStoreException {
        step(outcome().progressed());

        assertThat(registry.getMeters()).hasSize(15 + 1);
    }

    // ---- options -----------------------------------------------------------------------------------------------

    @Test
    void tagsOfOnesOwnAreOnEveryMeter() throws StateStoreException {
        ExportMetrics tagged = ExportMetrics.builder(registry)
                .clock(clock)
                .tags(Tags.of("stage", "test"))
                .build();
        for (AdvanceOutcome outcome : Outcomes.everything()) {
            tagged.step(ORDERS, () -> outcome);
        }

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .isNotEmpty()
                .allSatisfy(
                        id -> assertThat(id.getTags()).contains(Tag.of("stage", "test"), Tag.of("job.id", "orders")));
    }

    @Test
    void allFaultsOfTheOptionsAreToldAtOnce() {
        ExportMetrics.Builder builder = ExportMetrics.builder(registry)
                .tags(Tags.of("job.id", "x", "kind", "y", "stage", "test"))
                .staleAfter(Duration.ofSeconds(59));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("metrics of export jobs: tag job.id: expected none of this library's own keys; rename it;"
                        + " tag kind: expected none of this library's own keys; rename it;"
                        + " staleAfter PT59S: expected PT1M to PT720H");
    }

    @Test
    void theBoundsOfStaleAfterAreLegal() {
        for (Duration legal : List.of(MINUTE, Duration.ofDays(30))) {
            assertThat(ExportMetrics.builder(registry).staleAfter(legal).build())
                    .isNotNull();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportMetrics.builder(registry)
                        .staleAfter(Duration.ofDays(30).plusSeconds(1))
                        .build());
    }

    @Test
    void theDefaultsAreTheSystemsClockAndAnHour() throws StateStoreException {
        ExportMetrics.create(registry)
                .step(ORDERS, () -> outcome().windowsBehind(7).watermark(NOON).progressed());

        assertThat(orders.gauge("dcie.windows.behind")).isEqualTo(7);
        assertThat(orders.gauge("dcie.step.age")).isBetween(0.0, 600.0);
    }
}
