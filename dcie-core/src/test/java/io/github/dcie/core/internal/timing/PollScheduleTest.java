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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a running export is described, if nothing is known of how long exports take (S3). */
class PollScheduleTest {

    private static final Instant START = Instant.parse("2026-01-14T12:00:00Z");
    private static final PollSchedule UNKNOWN = PollSchedule.of(START, Optional.empty());
    private static final long TWO_DAYS = 172_800;

    private static boolean isTime(long age) {
        return UNKNOWN.isTime(START.plusSeconds(age));
    }

    private static long next(long age) {
        return Duration.between(START, UNKNOWN.next(START.plusSeconds(age))).toSeconds();
    }

    @Test
    void whoFollowsLooksFiveTimesInTwelveMinutes() {
        List<Long> polls = new ArrayList<>();
        for (long age = next(0); age < 4_000; age = next(age)) {
            polls.add(age);
        }

        assertThat(polls)
                .startsWith(160L, 310L, 460L, 610L, 760L)
                .endsWith(1_660L, 1_810L, 2_120L, 2_420L, 2_720L, 3_020L, 3_320L, 3_620L);
    }

    @ParameterizedTest // whatever the second at which the export was begun
    @ValueSource(longs = {0, 1, 29, 30, 59})
    void whoStepsEveryMinuteLooksFiveTimesInTwelveMinutesAtMost(long second) {
        assertThat(LongStream.rangeClosed(0, 12)
                        .map(minute -> minute * 60 + second)
                        .filter(PollScheduleTest::isTime)
                        .count())
                .isBetween(4L, 5L);
    }

    @ParameterizedTest // a step more or less on time
    @CsvSource({"5, 60", "10, 120", "15, 60", "30, 120"})
    void whoStepsSeldomMissesNothingAtFirst(long minutes, long until) {
        for (long age = minutes * 60; age <= until * 60; age += minutes * 60) {
            assertThat(List.of(isTime(age - 20), isTime(age), isTime(age + 20)))
                    .as("about %s", Duration.ofSeconds(age))
                    .doesNotContain(false);
        }
    }

    @Property
    void theNextSlotIsTheNextTimeToLook(@ForAll @LongRange(max = TWO_DAYS) long age) {
        long next = next(age);

        assertThat(next).isGreaterThan(age);
        // the rest of the slot that this age is in, then none, then the next one to the end
        assertThat(LongStream.rangeClosed(age, next)
                        .dropWhile(PollScheduleTest::isTime)
                        .dropWhile(then -> !isTime(then))
                        .dropWhile(PollScheduleTest::isTime))
                .isEmpty();
        assertThat(isTime(next)).isTrue();
    }

    @Property // nobody waits for longer than a fourth of the age, or 26 minutes
    void theOlderTheLessOften(@ForAll @LongRange(min = 800, max = TWO_DAYS) long age) {
        assertThat(next(age) - age).isLessThanOrEqualTo(Math.min(1_520, age / 4));
    }

    @Property // a queue, or a scheduler that looks every half minute
    void whoFollowsMayBeLate(@ForAll @LongRange(max = TWO_DAYS) long age, @ForAll @LongRange(max = 29) long late) {
        assertThat(isTime(next(age) + late)).isTrue();
    }

    @Test // K7
    void oneFromTheFutureIsLookedAt() {
        assertThat(isTime(-299)).isFalse();
        assertThat(isTime(-301)).isTrue();
    }
}
