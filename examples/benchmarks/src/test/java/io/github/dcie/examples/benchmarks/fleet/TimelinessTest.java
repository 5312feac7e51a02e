package io.github.dcie.examples.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelinessTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Period PERIOD = new Period(T0, T0.plus(Duration.ofHours(1)));
    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final ExportJob JOB = ExportJob.builder(
                    JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"))
            .settleDelay(Duration.ofMinutes(1))
            .build();

    private final Timeliness timeliness = new Timeliness(PERIOD);

    private static EmulatedExport export(Optional<ExportWindow> window, Instant time, Instant requestedAt) {
        return new EmulatedExport(
                ExportArn.of(TABLE, "01768392000000-00000000"),
                window,
                time,
                "token",
                EmulatedExport.State.COMPLETED,
                requestedAt,
                requestedAt.plus(Duration.ofMinutes(12)),
                "id",
                "acme-exports",
                Optional.empty(),
                Optional.empty());
    }

    private static EmulatedExport full() {
        return export(Optional.empty(), T0, T0);
    }

    private static EmulatedExport window(int from, int to, int requestedAt) {
        Instant end = T0.plus(Duration.ofMinutes(to));
        return export(
                Optional.of(new ExportWindow(T0.plus(Duration.ofMinutes(from)), end)),
                end,
                T0.plus(Duration.ofMinutes(requestedAt)));
    }

    @Test // W3: due a minute after its end
    void countsFromWhenTheWindowWasDue() {
        timeliness.add(
                JOB, List.of(full(), window(0, 15, 16), window(15, 30, 33), window(30, 45, 47), window(45, 60, 61)));

        assertThat(timeliness.windows()).isEqualTo(3);
        assertThat(timeliness.worst()).isEqualTo(Duration.ofMinutes(2));
        assertThat(timeliness.median()).isEqualTo(Duration.ofMinutes(1));
        assertThat(timeliness.merged()).isZero();
        assertThat(timeliness.jobsThatWaited()).isZero();
    }

    @Test // W4: the first of those that it merges was due long before its end
    void aMergedWindowWasDueWhenItsFirstWas() {
        timeliness.add(JOB, List.of(full(), window(0, 45, 50)));

        assertThat(timeliness.worst()).isEqualTo(Duration.ofMinutes(34));
        assertThat(timeliness.merged()).isEqualTo(1);
        assertThat(timeliness.jobsThatWaited()).isEqualTo(1);
    }

    @Test
    void whatWasNeverRequestedCountsUntilTheEnd() {
        timeliness.add(JOB, List.of(full(), window(0, 15, 16)));

        assertThat(timeliness.worst()).isEqualTo(Duration.ofMinutes(29));
        assertThat(timeliness.jobsThatWaited()).isEqualTo(1);
    }

    @Test
    void aJobWithoutAnyExportHasWaitedForAllOfIt() {
        timeliness.add(JOB, List.of());

        assertThat(timeliness.worst()).isEqualTo(Duration.ofHours(1));
        assertThat(timeliness.jobsThatWaited()).isEqualTo(1);
    }

    @Test
    void exportsInFlight() {
        List<EmulatedExport> exports =
                List.of(full(), window(0, 15, 16), window(15, 30, 27), window(30, 45, 29), window(45, 60, 55));

        assertThat(InFlight.most(exports, PERIOD)).isEqualTo(2);
        assertThat(InFlight.most(exports, new Period(T0.plusSeconds(1), T0.plusSeconds(61))))
                .isZero();
    }
}
