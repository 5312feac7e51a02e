package io.github.dcie.admin.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dcie.admin.internal.page.Ticks.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What the axis names. */
class TicksTest {

    private static List<Tick> of(String from, String to) {
        return Ticks.of(new TimeScale(Instant.parse(from), Instant.parse(to)));
    }

    @Test
    void hoursAreNamedByTheClockAndTheirDay() {
        List<Tick> ticks = of("2026-01-14T21:10:00Z", "2026-01-15T03:10:00Z");

        assertThat(ticks)
                .extracting(Tick::name)
                .startsWith("21:30", "22:00", "22:30")
                .endsWith("02:30", "03:00");
        assertThat(ticks)
                .filteredOn(tick -> tick.above().isPresent())
                .extracting(Tick::name, Tick::above)
                .containsExactly(
                        tuple("21:30", Optional.of("14 Jan 2026")), tuple("00:00", Optional.of("15 Jan 2026")));
    }

    @Test
    void monthsAreNamedByTheirYear() {
        List<Tick> ticks = of("2025-11-20T00:00:00Z", "2026-09-01T00:00:00Z");

        assertThat(ticks).extracting(Tick::name).startsWith("Dec", "Jan", "Feb").endsWith("Aug", "Sep");
        assertThat(ticks.get(1).above()).contains("2026");
    }

    @Property(tries = 500)
    void areAFewWithinTheAxisWhateverItsLength(
            @ForAll @LongRange(min = 1_500_000_000, max = 2_000_000_000) long from,
            @ForAll @IntRange(min = 3_600, max = 2_000_000_000) int seconds) {
        TimeScale scale = new TimeScale(
                Instant.ofEpochSecond(from), Instant.ofEpochSecond(from).plusSeconds(seconds));

        assertThat(Ticks.of(scale))
                .hasSizeBetween(1, 15)
                .allSatisfy(tick -> assertThat(tick.at()).isBetween(scale.from(), scale.to()));
    }

    @Test
    void durationsHaveTheirTwoGreatestUnits() {
        assertThat(Words.of(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Words.of(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Words.of(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
        assertThat(Words.of(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(Words.of(Duration.ofSeconds(-1))).isEqualTo("0 s");
    }
}
