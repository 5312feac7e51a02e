package io.github.dcie.core.internal.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** P1: when a running export is described, if it is known how long exports take. */
class LearnedScheduleTest {

    private static final Instant START = Instant.parse("2026-01-14T12:00:00Z");

    private static PollSchedule of(long mean, long deviation) {
        return PollSchedule.of(START, Optional.of(new Estimate(mean, deviation)));
    }

    private static boolean isTime(PollSchedule schedule, long age) {
        return schedule.isTime(START.plusSeconds(age));
    }

    private static List<Long> looks(PollSchedule schedule, long until) {
        List<Long> looks = new ArrayList<>();
        Instant now = START;
        while (now.isBefore(START.plusSeconds(until))) {
            now = schedule.next(now);
            looks.add(Duration.between(START, now).toSeconds());
        }
        return looks;
    }

    @Test
    void looksBeginShortlyBeforeTheExpectedEndAndGrowApartBehindIt() {
        assertThat(looks(of(720, 12), 900))
                .containsExactly(707L, 717L, 727L, 739L, 754L, 772L, 794L, 821L, 854L, 895L, 946L);
    }

    @Test // the slots of S3
    void farBehindItAllIsAsIfNothingWereKnown() {
        assertThat(looks(of(720, 60), 2_000))
                .containsExactly(
                        654L, 690L, 726L, 771L, 827L, 897L, 984L, 1060L, 1210L, 1360L, 1510L, 1660L, 1810L, 2120L);
    }

    @Test
    void anUnsteadyEstimateIsNone() {
        assertThat(looks(of(720, 180), 1_000)).containsExactly(160L, 310L, 460L, 610L, 760L, 910L, 1_060L);
    }

    @Test // P1: whoever calls, and whenever
    void whoCallsBetweenTwoLooksLooks() {
        PollSchedule schedule = of(720, 12);

        assertThat(LongStream.range(0, 707).filter(age -> isTime(schedule, age)))
                .isEmpty();
        assertThat(LongStream.range(707, 1117).filter(age -> !isTime(schedule, age)))
                .isEmpty();
    }

    @Property
    void theNextLookIsATimeToLook(
            @ForAll @LongRange(min = 1, max = 500_000) long mean,
            @ForAll @LongRange(max = 80_000) long deviation,
            @ForAll @LongRange(max = 600_000) long age) {
        PollSchedule schedule = of(mean, Math.min(mean, deviation));
        Instant now = START.plusSeconds(age);
        Instant next = schedule.next(now);

        assertThat(next).isAfter(now);
        assertThat(schedule.isTime(next)).isTrue();
        assertThat(schedule.nextSlot(now)).isBetween(now.plusSeconds(1), next);
        assertThat(schedule.isTime(schedule.nextSlot(now))).isTrue();
    }
}
