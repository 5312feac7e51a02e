package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatedClockTest {

    private final SimulatedClock clock = SimulatedClock.startingAt(Instant.EPOCH);

    @Test
    void movesOnlyWhenItIsMoved() {
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofSeconds(90));
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(90));
        clock.advanceTo(Instant.EPOCH.plusSeconds(100));
        assertThat(clock.millis()).isEqualTo(100_000);
    }

    @Test
    void doesNotGoBack() {
        clock.advance(Duration.ofSeconds(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessageContaining("skewedBy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advanceTo(Instant.EPOCH))
                .withMessageContaining("1970-01-01T00:00:01Z");
    }

    @Test
    void wrongClocksMoveWithIt() {
        InstantSource ahead = clock.skewedBy(Duration.ofMinutes(3));
        InstantSource behind = clock.skewedBy(Duration.ofHours(-1));
        clock.advance(Duration.ofHours(2));

        assertThat(ahead.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(123)));
        assertThat(behind.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(1)));
    }

    @Test
    void tellsBeforeAndAfterItMoves() {
        List<Instant> seen = new ArrayList<>();
        clock.onMove(() -> seen.add(clock.instant()), () -> seen.add(clock.instant()));
        clock.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly(Instant.EPOCH, Instant.EPOCH.plusSeconds(5));
    }
}
