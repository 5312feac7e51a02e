package io.github.dcie.examples.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Pool pool = new Pool(2, new Period(BEGIN, BEGIN.plusSeconds(10)));

    private Instant work(Instant due, long seconds) {
        Instant from = pool.beginsAt(due);
        pool.worked(due, from, Duration.ofSeconds(seconds));
        return from;
    }

    @Test
    void aStepWaitsUntilAWorkerIsFree() {
        assertThat(work(BEGIN, 3)).isEqualTo(BEGIN);
        assertThat(work(BEGIN, 2)).isEqualTo(BEGIN);
        assertThat(work(BEGIN, 1)).isEqualTo(BEGIN.plusSeconds(2));
        assertThat(work(BEGIN.plusSeconds(8), 4)).isEqualTo(BEGIN.plusSeconds(8));

        assertThat(pool.longestWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(pool.busyWorkers()).isEqualTo(1);
    }
}
