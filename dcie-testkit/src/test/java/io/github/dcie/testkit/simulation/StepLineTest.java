package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Progressed;
import io.github.dcie.Chain;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.StepAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepLineTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aWindowBeyondMidnightHasItsDays() {
        assertThat(line(window("2026-01-01T00:25:00Z", "2026-01-02T00:25:00Z"), 1)
                        .text())
                .contains("commit 01-01 00:25-01-02 00:25 ");
        assertThat(line(window("2026-01-01T23:50:00Z", "2026-01-02T00:05:00Z"), 1)
                        .text())
                .contains("commit 01-01 23:50-01-02 00:05 ");
    }

    @Test
    void aWindowWithinADayHasNone() {
        assertThat(line(window("2026-01-01T23:45:00Z", "2026-01-02T00:00:00Z"), 1)
                        .text())
                .contains("commit 23:45-00:00 ");
    }

    @Test
    void theShapeOfAnotherGenerationIsAnother() {
        ExportWindow first = window("2026-01-01T00:00:00Z", "2026-01-01T00:15:00Z");
        ExportWindow second = window("2026-01-01T00:15:00Z", "2026-01-01T00:30:00Z");

        assertThat(line(first, 1).shape()).isEqualTo(line(second, 1).shape());
        assertThat(line(first, 1).shape()).isNotEqualTo(line(first, 2).shape());
    }

    private static StepLine line(ExportWindow window, int generation) {
        JobStatus status = new JobStatus(
                Planted.JOB.id(),
                MIDNIGHT,
                JobStatus.Phase.FOLLOWING,
                OperatorAction.RUN,
                Optional.of(new Chain(generation, MIDNIGHT, Optional.of(window.to()), window.to())),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                1);
        AdvanceOutcome outcome = new Progressed(
                status, MIDNIGHT, List.of(new StepAction(StepAction.Kind.COMMIT, Optional.of(window), "")), List.of());
        return new StepLine(MIDNIGHT, "A", List.of("read"), List.of(), Optional.of(outcome), "");
    }

    private static ExportWindow window(String from, String to) {
        return new ExportWindow(Instant.parse(from), Instant.parse(to));
    }
}
