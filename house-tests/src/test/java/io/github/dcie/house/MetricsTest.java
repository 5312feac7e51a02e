package io.github.dcie.house;

import static io.github.dcie.core.Stage.JOB;
import static io.github.dcie.core.Stage.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.Stage;
import io.github.dcie.micrometer.ExportMetrics;
import io.github.dcie.testkit.EmulatedExport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two processes that step one job, each with metrics of its own. */
class MetricsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final JobId ORDERS = JOB.id();

    private final Stage stage = new Stage();
    private final Process first = new Process(stage.exports);
    private final Process second = new Process(stage.coordinatorOf(stage.aws.client()));

    private final class Process {

        final ExportCoordinator exports;
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        final ExportMetrics metrics =
                ExportMetrics.builder(registry).clock(stage.aws.clock()).build();

        Process(ExportCoordinator exports) {
            this.exports = exports;
        }

        AdvanceOutcome step() throws StateStoreException {
            return metrics.step(ORDERS, exports::advance);
        }

        double gauge(String name) {
            return registry.get(name).gauge().value();
        }

        double sum(String name, String... tags) {
            return registry.get(name).tags(tags).counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
        }
    }

    /** Four hours, with exports that fail in between; seven shares no factor with a window, so both get some. */
    private void live() throws StateStoreException {
        stage.aws.exportsTake(Duration.ofMinutes(4));
        for (int minute = 0; minute < 240; minute++) {
            if (minute == 60) {
                stage.aws.failNext(2, "S3AccessDenied", "access denied");
            }
            stage.aws.clock().advance(MINUTE);
            (minute % 7 < 3 ? first : second).step();
        }
    }

    @Test
    void theSumOverBothCountsWhatWasToldAndWhatFailed() throws StateStoreException {
        live();

        List<ExportCommitted> told = stage.events.events(ExportCommitted.class);
        assertThat(told).hasSizeGreaterThan(6);
        assertThat(first.sum("dcie.exports", "outcome", "committed")).isPositive();
        assertThat(second.sum("dcie.exports", "outcome", "committed")).isPositive();
        assertThat(first.sum("dcie.exports", "outcome", "committed")
                        + second.sum("dcie.exports", "outcome", "committed"))
                .isEqualTo(told.size());
        assertThat(first.sum("dcie.exports.billed") + second.sum("dcie.exports.billed"))
                .isEqualTo(told.stream()
                        .mapToDouble(event -> event.export().billedBytes())
                        .sum());
        assertThat(duration(first) + duration(second))
                .isEqualTo(
                        told.stream()
                                .map(ExportCommitted::export)
                                .mapToDouble(export -> Duration.between(export.startedAt(), export.completedAt())
                                                .toMillis()
                                        / 1000.0)
                                .sum(),
                        within(0.001));
        assertThat(first.sum("dcie.exports", "outcome", "failed") + second.sum("dcie.exports", "outcome", "failed"))
                .isEqualTo(stage.aws.exports(TABLE).stream()
                        .filter(export -> export.state() == EmulatedExport.State.FAILED)
                        .count())
                .isEqualTo(2);
    }

    private static double duration(Process process) {
        return process.registry.get("dcie.export.duration").timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
    }

    @Test
    void everyStepIsTimedOnce() throws StateStoreException {
        live();

        assertThat(steps(first) + steps(second)).isEqualTo(240);
    }

    private static long steps(Process process) {
        return process.registry.get("dcie.step.duration").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void theNewerSightHasTheSmallerLag() throws StateStoreException {
        live();
        for (int minute = 0; minute < 20 || second.gauge("dcie.lag") > 15 * 60; minute++) {
            stage.aws.clock().advance(MINUTE);
            second.step();
        }

        assertThat(second.gauge("dcie.lag"))
                .isEqualTo(stage.exports.status().lag().orElseThrow().toSeconds())
                .isLessThan(first.gauge("dcie.lag"));
        assertThat(second.gauge("dcie.history.left"))
                .isCloseTo(Duration.ofDays(35).toSeconds(), within(3600.0))
                .isGreaterThan(first.gauge("dcie.history.left"));
    }

    @Test // G3
    void aConditionIsShownByTheProcessThatSeesItAndEndsThere() throws StateStoreException {
        live();
        stage.aws.switchRecoveryOff(TABLE);
        while (second.exports.status().conditions().isEmpty()) {
            stage.aws.clock().advance(MINUTE);
            second.step();
        }

        assertThat(second.registry
                        .get("dcie.condition")
                        .tag("kind", "PITR_OFF")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(second.gauge("dcie.blocked")).isEqualTo(1);

        stage.aws.switchRecoveryOn(TABLE);
        stage.aws.clock().advance(MINUTE);
        second.step();
        assertThat(second.registry
                        .get("dcie.condition")
                        .tag("kind", "PITR_OFF")
                        .gauge()
                        .value())
                .isZero();
        assertThat(second.registry
                        .get("dcie.condition")
                        .tag("kind", "GAP_PITR_WAS_OFF")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }
}
