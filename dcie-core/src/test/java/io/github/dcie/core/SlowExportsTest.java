package io.github.dcie.core;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.testkit.ChainAssert;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F7, K2: where history is kept for a few days only. */
class SlowExportsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest // an export that nothing can replace is watched to its end
    @CsvSource({"1, PT25H, PT15M", "2, PT26H, PT24H", "1, PT25H, PT6H"})
    void anExportThatCannotBeRequestedAgainIsNotGivenUp(int days, Duration takes, Duration window) throws Exception {
        Stage stage = new Stage();
        ExportJob job = JOB.toBuilder().windowSize(window).build();
        stage.aws.shortenRecovery(TABLE, days);
        ExportCoordinator exports = ExportCoordinator.builder(job, stage.aws.client(), stage.memory)
                .clock(stage.aws.clock())
                .notifier(stage.events)
                .build();
        for (int i = 0; i < 30; i++) {
            exports.advance();
            stage.aws.clock().advance(MINUTE);
        }
        long slow = stage.aws.exports().size() + 1;
        stage.aws.exportsTake(number -> number == slow ? takes : Duration.ofMinutes(4));
        for (int i = 0; i < takes.plus(window).toMinutes() + 24 * 60; i++) {
            exports.advance();
            stage.aws.clock().advance(MINUTE);
        }

        assertThat(stage.events.events(ConditionBegan.class))
                .extracting(began -> began.condition().kind())
                .noneMatch(Kind::isGap)
                .doesNotContain(Kind.EXPORT_FAILING);
        ChainAssert.assertThat(stage.events.committedWindows()).isContiguous().isExportedExactlyOnceIn(stage.aws);
        assertThat(exports.status().conditions()).isEmpty();
    }

    @ParameterizedTest // windows of most of the retention are planned as soon as they are over, and that is no risk
    @CsvSource({"2, 24", "1, 20", "1, 13", "35, 24"})
    void aHealthyChainIsNotReportedToBeAtRisk(int days, int hours) throws Exception {
        Stage stage = new Stage();
        stage.aws.shortenRecovery(TABLE, days);
        ExportCoordinator exports = ExportCoordinator.builder(
                        JOB.toBuilder().windowSize(Duration.ofHours(hours)).build(), stage.aws.client(), stage.memory)
                .clock(stage.aws.clock())
                .notifier(stage.events)
                .build();
        for (int i = 0; i < 10 * 24 * 12; i++) {
            exports.advance();
            stage.aws.clock().advance(Duration.ofMinutes(5));
        }

        assertThat(stage.events.events(ConditionBegan.class)).isEmpty();
        assertThat(stage.events.events(WindowCommitted.class)).hasSizeGreaterThan(240 / hours - 2);
    }

    @Test // W1, G1: right after recovery was switched on, its beginning may be reported a second later
    void aSecondOfJitterIsNoGap() throws Exception {
        Stage stage = new Stage();
        stage.aws.switchRecoveryOff(TABLE);
        stage.step();
        stage.aws.switchRecoveryOn(TABLE);
        for (int i = 0; i < 10; i++) {
            stage.stepAfter(MINUTE);
        }
        stage.aws.showEarliestLater(Duration.ofSeconds(1));
        for (int i = 0; i < 60; i++) {
            stage.stepAfter(MINUTE);
        }

        assertThat(stage.events.events(WindowCommitted.class)).isNotEmpty();
        assertThat(stage.events.events(ConditionBegan.class))
                .extracting(began -> began.condition().kind())
                .containsOnly(Kind.PITR_OFF);
    }
}
