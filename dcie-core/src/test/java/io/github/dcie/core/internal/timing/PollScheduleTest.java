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

    // ---- signals (P3) ----------------------------------------------------------------------------------------------

    private static final PollSchedule WAITING = PollSchedule.untilASignal(START);

    private static List<Long> looks(PollSchedule schedule, long until) {
        List<Long> looks = new ArrayList<>();
        for (Instant now = START; ; ) {
            now = schedule.next(now);
            long age = Duration.between(START, now).toSeconds();
            if (age > until) {
                return looks;
            }
            assertThat(schedule.isTime(now)).as("%s s", age).isTrue();
            looks.add(age);
        }
    }

    @Test
    void whoIsSignalledLooksEveryQuarterOfAnHour() {
        assertThat(looks(WAITING, 4_000)).containsExactly(900L, 1_800L, 2_700L, 3_600L);
    }

    @ParameterizedTest // a signal may be lost, whenever a step comes
    @CsvSource({"1, 0.3", "2, 0.3", "5, 1.3", "10, 2.5", "15, 3.8", "30, 4", "60, 8"})
    void whoStepsSeldomLooksAfterALostSignalAtAnyPhase(long minutes, double hours) {
        for (long phase = 0; phase < minutes * 60; phase++) {
            long first = LongStream.iterate(phase, age -> age + minutes * 60)
                    .filter(age -> WAITING.isTime(START.plusSeconds(age)))
                    .findFirst()
                    .orElseThrow();
            assertThat(first / 3_600.0).as("phase %s s", phase).isLessThan(hours);
        }
    }

    @ParameterizedTest // the export began a little after the step that asked for it
    @CsvSource({"5", "15"})
    void whoStepsByTheQuarterLooksInTime(long minutes) {
        for (long off = -30; off <= 59; off++) {
            long offset = off;
            assertThat(LongStream.iterate(minutes * 60 + offset, age -> age + minutes * 60)
                            .filter(age -> WAITING.isTime(START.plusSeconds(age)))
                            .findFirst())
                    .as("%s s", off)
                    .hasValue(900 + off);
        }
    }

    @Test // whoever sent it
    void aSignalTakesNoLookAway() {
        PollSchedule learned = PollSchedule.of(START, Optional.of(new Estimate(720, 12)));
        Instant forged = START.plusSeconds(60);

        assertThat(looks(learned.after(forged), 760))
                .containsAll(looks(learned, 760))
                .contains(70L, 90L, 130L, 210L, 370L, 690L)
                .hasSize(looks(learned, 760).size() + 6);
        assertThat(looks(WAITING.after(forged), 2_000)).containsExactly(70L, 90L, 130L, 210L, 370L, 690L, 900L, 1_800L);
        List<Long> more = looks(UNKNOWN.after(forged), 1_000);
        assertThat(looks(UNKNOWN, 1_000)) // in the same slot
                .allSatisfy(look -> assertThat(more).anyMatch(other -> other <= look && other > look - 60));
    }

    @Test
    void afterASignalEveryStepLooksForAWhile() {
        PollSchedule signalled = WAITING.after(START.plusSeconds(400));

        assertThat(LongStream.range(400, 520)
                        .filter(age -> signalled.isTime(START.plusSeconds(age)))
                        .boxed()
                        .toList())
                .isEqualTo(LongStream.range(410, 500).boxed().toList());
    }
}
