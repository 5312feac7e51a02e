package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls and writes it takes: counted, not timed. */
class CallsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Stage stage;
    private long reads;
    private long writes;
    private Map<String, Long> calls;

    @BeforeEach
    void follow() throws StateStoreException {
        stage = new Stage().following();
        mark();
    }

    private void mark() {
        reads = stage.store.reads();
        writes = stage.store.writes();
        calls = stage.aws.calls().counts();
    }

    private Map<String, Long> callsSince() {
        Map<String, Long> since = new TreeMap<>(stage.aws.calls().counts());
        calls.forEach((operation, before) -> since.merge(operation, -before, Long::sum));
        since.values().removeIf(count -> count == 0);
        return since;
    }

    private void assertReadsAndWrites(long expectedReads, long expectedWrites) {
        assertThat(stage.store.reads() - reads).as("reads").isEqualTo(expectedReads);
        assertThat(stage.store.writes() - writes).as("writes").isEqualTo(expectedWrites);
    }

    private Duration untilDue() throws StateStoreException {
        Instant frontier = stage.exports.status().chain().orElseThrow().frontier();
        mark();
        return Duration.between(stage.aws.clock().instant(), frontier.plus(Duration.ofMinutes(16)));
    }

    @Test // S1, I9
    void aStepWithNothingToDoIsOneRead() throws StateStoreException {
        AdvanceOutcome outcome = stage.step();

        assertThat(outcome).isInstanceOf(Idle.class);
        assertReadsAndWrites(1, 0);
        assertThat(callsSince()).isEmpty();
    }

    @Test // S1, K6
    void aPausedStepIsOneRead() throws StateStoreException {
        stage.exports.pause();
        stage.aws.clock().advance(Duration.ofDays(2));

        stage.step();

        assertReadsAndWrites(1, 0);
        assertThat(callsSince()).isEmpty();
    }

    @Test // S3: an export that cannot be done yet is not asked for
    void aStepBesideAFreshExportIsOneRead() throws StateStoreException {
        stage.stepAfter(untilDue());
        mark();

        stage.stepAfter(MINUTE);

        assertReadsAndWrites(1, 0);
        assertThat(callsSince()).isEmpty();
    }

    @Test // S5, S6, S7, S8
    void startingAWindowIsOneReadTwoWritesAndTwoCalls() throws StateStoreException {
        stage.stepAfter(untilDue());

        assertReadsAndWrites(1, 2);
        assertThat(callsSince()).isEqualTo(Map.of("DescribeContinuousBackups", 1L, "ExportTableToPointInTime", 1L));
    }

    @Test // S6, S8, S4, S9: planned, ARN, committed, announced
    void aWholeWindowIsAtMostFourWrites() throws StateStoreException {
        stage.stepAfter(untilDue());
        int told = stage.events.events(WindowCommitted.class).size();
        while (stage.events.events(WindowCommitted.class).size() == told) {
            stage.stepAfter(Duration.ofSeconds(90));
        }

        assertThat(stage.store.writes() - writes).isLessThanOrEqualTo(4);
        assertThat(callsSince())
                .containsEntry("DescribeContinuousBackups", 1L)
                .containsEntry("ExportTableToPointInTime", 1L)
                .containsOnlyKeys("DescribeContinuousBackups", "ExportTableToPointInTime", "DescribeExport");
    }

    private static Map<String, Long> callsOfAWindow(long polls) {
        return Map.of("DescribeContinuousBackups", 1L, "ExportTableToPointInTime", 1L, "DescribeExport", polls);
    }

    @Test // S3: with the announcement 18 calls
    void aWindowOfTwelveMinutesIsLookedAtFiveTimes() throws StateStoreException {
        stage.aws.exportsTake(Duration.ofMinutes(12));
        Duration untilDue = untilDue();

        AdvanceOutcome outcome = stage.stepAfter(untilDue);
        while (outcome.events().isEmpty()) {
            outcome = stage.stepAfter(outcome.callAgainAfter(stage.aws.clock().instant()));
        }

        assertReadsAndWrites(6, 4);
        assertThat(callsSince()).isEqualTo(callsOfAWindow(5));
    }

    @Test // S3: with the announcement 27 calls, 28 at the most
    void whoStepsEveryMinuteLooksAsOften() throws StateStoreException {
        stage.aws.exportsTake(Duration.ofMinutes(12));
        Duration untilDue = untilDue();

        stage.stepAfter(untilDue);
        for (int minute = 1; minute < 15; minute++) {
            stage.stepAfter(MINUTE);
        }

        assertReadsAndWrites(15, 4);
        assertThat(callsSince()).isEqualTo(callsOfAWindow(5));
    }

    @Test // S8: DynamoDB's answers are written with what became of the notices
    void whatCommitsOneAndBeginsTheNextIsTwoWrites() throws StateStoreException {
        stage.aws.exportsTake(Duration.ofMinutes(12));
        stage.stepAfter(untilDue());
        mark();

        AdvanceOutcome outcome = stage.stepAfter(Duration.ofMinutes(15));

        assertThat(outcome.events()).hasSize(1);
        assertReadsAndWrites(1, 2);
        assertThat(callsSince()).isEqualTo(callsOfAWindow(1));
    }

    @Test // W4
    void aDayBehindIsOneExportRequestedInOneStep() throws StateStoreException {
        stage.aws.clock().advance(untilDue());
        stage.aws.clock().advance(Duration.ofMinutes(95 * 15));

        stage.step();

        assertThat(callsSince()).isEqualTo(Map.of("DescribeContinuousBackups", 1L, "ExportTableToPointInTime", 1L));
        assertThat(stage.exports
                        .status()
                        .openExports()
                        .get(0)
                        .window()
                        .orElseThrow()
                        .length())
                .isEqualTo(Duration.ofHours(24));
    }

    @Test
    void followingCallAgainAtADayTakesFewSteps() throws StateStoreException {
        Instant end = stage.aws.clock().instant().plus(Duration.ofDays(1));
        int told = stage.events.events(WindowCommitted.class).size();
        long steps = 0;
        while (stage.aws.clock().instant().isBefore(end)) {
            AdvanceOutcome outcome = stage.step();
            stage.aws.clock().advance(outcome.callAgainAfter(stage.aws.clock().instant()));
            steps++;
        }
        long windows = stage.events.events(WindowCommitted.class).size() - told;

        System.out.println("a day by callAgainAt: " + steps + " steps, " + windows + " windows, "
                + (stage.store.writes() - writes) + " writes, calls " + callsSince());
        assertThat(windows).isBetween(95L, 97L);
        assertThat(stage.store.writes() - writes).isLessThanOrEqualTo(4 * (windows + 1));
        assertThat(stage.aws.calls("ExportTableToPointInTime")).isLessThanOrEqualTo(windows + 5);
    }
}
