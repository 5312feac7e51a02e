package io.github.dcie.examples.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Meter meter = new Meter(new Period(BEGIN, BEGIN.plusSeconds(60)));

    private void call(long... millis) {
        for (long at : millis) {
            meter.count(Operation.PUBLISH, BEGIN.plusMillis(at));
        }
    }

    @Test
    void countsByTheSecondOfTheClock() {
        call(0, 999, 1_000, 1_001, 1_999, 30_000);

        assertThat(meter.count(Operation.PUBLISH)).isEqualTo(6);
        assertThat(meter.most(Operation.PUBLISH, 1)).isEqualTo(3);
        assertThat(meter.most(Operation.PUBLISH, 2)).isEqualTo(5);
        assertThat(meter.most(Operation.PUBLISH, 60)).isEqualTo(6);
        assertThat(meter.secondsAbove(Operation.PUBLISH, 1)).isEqualTo(2);
        assertThat(meter.most(Operation.STATE_READ, 60)).isZero();
    }

    @Test
    void whatLiesOutsideThePeriodIsNotCounted() {
        call(-1, 60_000);

        assertThat(meter.count(Operation.PUBLISH)).isZero();
    }

    @Test
    void aStepsCallsAreDatedByWhatTheyTake() {
        StepTime time = new StepTime(() -> BEGIN);
        time.begin();

        assertThat(time.call(Operation.STATE_READ)).isEqualTo(BEGIN);
        assertThat(time.call(Operation.DESCRIBE_EXPORT)).isEqualTo(BEGIN.plusMillis(10));
        assertThat(time.taken()).isEqualTo(Duration.ofMillis(60));
    }
}
