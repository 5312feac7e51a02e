package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static io.github.dcie.Samples.ORDERS;
import static io.github.dcie.Samples.PITR_OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobStatusTest {

    private static JobStatus following(Instant asOf, Optional<Instant> watermark) {
        return new JobStatus(
                ORDERS,
                asOf,
                JobStatus.Phase.FOLLOWING,
                OperatorAction.RUN,
                Optional.of(Samples.chain(watermark)),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                4);
    }

    @Test
    void aNewJobHasNeitherWatermarkNorLag() {
        assertThat(Samples.newJob().watermark()).isEmpty();
        assertThat(Samples.newJob().lag()).isEmpty();
    }

    @Test // the full export runs: there is a chain, and nothing to consume yet
    void aChainWithoutCompleteFullExportHasNoLag() {
        JobStatus status = following(NOON, Optional.empty());

        assertThat(status.watermark()).isEmpty();
        assertThat(status.lag()).isEmpty();
    }

    @Test
    void lagIsTheAgeOfTheWatermark() {
        JobStatus status = following(NOON.plusSeconds(100), Optional.of(NOON));

        assertThat(status.watermark()).contains(NOON);
        assertThat(status.lag()).contains(Duration.ofSeconds(100));
    }

    @Test
    void listsAreCopied() {
        List<OpenExport> open = new ArrayList<>(Samples.troubledJob().openExports());
        List<Condition> conditions = new ArrayList<>(List.of(PITR_OFF));
        JobStatus status = new JobStatus(
                ORDERS,
                NOON,
                JobStatus.Phase.BLOCKED,
                OperatorAction.RUN,
                Optional.empty(),
                0,
                open,
                conditions,
                Optional.empty(),
                0,
                List.of(),
                1);
        open.clear();
        conditions.clear();

        assertThat(status.openExports()).hasSize(1);
        assertThat(status.conditions()).containsExactly(PITR_OFF);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> status.openExports().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> status.conditions().clear());
    }

    @Test
    void theTextOfANewJobIsOneLine() {
        assertThat(Samples.newJob().toText()).isEqualTo("job orders: NOT_STARTED, revision 0");
    }

    @Test
    void theTextOfAChainWithoutWatermarkSaysSo() {
        assertThat(following(NOON, Optional.empty()).toText()).isEqualTo("""
                        job orders: FOLLOWING, revision 4
                        generation 2, full export as of 2026-01-14T12:00:00Z
                        watermark none yet, frontier 2026-01-14T12:30:00Z, windows behind 0""");
    }

    @Test // N4: pending events are shown
    void theTextShowsEverything() {
        assertThat(Samples.troubledJob().toText()).isEqualTo("""
                        job orders: BLOCKED, revision 17
                        operator asked for PAUSE
                        generation 2, full export as of 2026-01-14T12:00:00Z
                        watermark 2026-01-14T12:15:00Z, lag PT45M, frontier 2026-01-14T12:30:00Z, windows behind 1
                          window [2026-01-14T12:00:00Z, 2026-01-14T12:15:00Z), attempt 2, RUNNING since \
                        2026-01-14T12:16:00Z, %s
                        ! PITR_OFF since 2026-01-14T12:00:00Z: point-in-time recovery of orders is off (DISABLED); \
                        what to do: switch it on
                        changes are lost for good if nothing is exported until 2026-02-13T12:00:00Z
                        3 event(s) pending for the notifier
                        next: DELIVER at 2026-01-14T12:00:00Z: events are pending""".formatted(Samples.INCREMENTAL));
    }
}
