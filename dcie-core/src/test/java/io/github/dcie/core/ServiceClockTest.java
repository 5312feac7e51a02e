package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** W3: DynamoDB's own clock says whether a window is over, the local one only when to ask. */
class ServiceClockTest {

    private Duration ahead = Duration.ZERO;
    private final Stage stage = new Stage();
    private final ExportCoordinator exports = stage.coordinator(
            builder -> builder.clock(() -> stage.aws.clock().instant().plus(ahead)));

    /** Follows until the next window is requested; how long after its end that is. */
    private Duration requestedAfter() throws Exception {
        Instant end = exports.status().chain().orElseThrow().frontier().plus(Stage.JOB.windowSize());
        long requests = requests();
        while (requests() == requests) {
            Instant again = exports.advance().callAgainAt().minus(ahead);
            if (requests() == requests && again.isAfter(stage.aws.clock().instant())) {
                stage.aws.clock().advanceTo(again);
            }
        }
        return Duration.between(end, stage.aws.clock().instant());
    }

    private long requests() {
        return stage.aws.calls("ExportTableToPointInTime");
    }

    @Test
    void withTheRightClockAWindowIsRequestedAsSoonAsItHasSettled() throws Exception {
        stage.following();

        assertThat(requestedAfter()).isEqualTo(Stage.JOB.settleDelay());
    }

    @Test
    void aClockThatIsAheadAsksOnceTooEarlyAndIsToldWhen() throws Exception {
        stage.following();
        ahead = Duration.ofMinutes(2);
        long before = stage.aws.calls("DescribeContinuousBackups");

        assertThat(requestedAfter()).isEqualTo(Stage.JOB.settleDelay());
        assertThat(stage.aws.calls("DescribeContinuousBackups") - before).isEqualTo(2);
    }

    @Test
    void aClockThatIsLateIsLateByThatAndNoMore() throws Exception {
        stage.following();
        ahead = Duration.ofMinutes(-2);

        assertThat(requestedAfter()).isEqualTo(Duration.ofMinutes(2).plus(Stage.JOB.settleDelay()));
    }

    @Test
    void withoutADateTheLocalClockIsBelievedLessAMinute() throws Exception {
        stage.following();
        stage.aws.hideDates();

        assertThat(requestedAfter()).isEqualTo(Duration.ofMinutes(1).plus(Stage.JOB.settleDelay()));
    }

    @Test // F8
    void atTheEdgeARefusedTimeIsAskedAgainAfterTwentySeconds() throws Exception {
        stage.following();
        stage.aws.hideDates();
        ahead = Duration.ofSeconds(80); // by it the window is over, less a minute; by DynamoDB's it is not

        assertThat(requestedAfter()).isNegative();
        assertThat(exports.advance().callAgainAt().minus(ahead))
                .isEqualTo(stage.aws.clock().instant().plusSeconds(20));
        stage.aws.clock().advance(Duration.ofSeconds(20));
        assertThat(exports.advance()).isInstanceOf(AdvanceOutcome.Progressed.class);
    }

    @Test // a proxy whose clock is years late keeps no window back for longer than what can be restored is
    void aWrongDateIsNotBelievedAgainstTheFacts() throws Exception {
        stage.following();
        stage.aws.showDatesOffBy(Duration.ofDays(-2_000));

        assertThat(requestedAfter()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }
}
