package io.github.dcie.core.internal.rules;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.CatchUp;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.WindowAlignment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private final Windows quarterHours = new Windows(JOB);

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    @Test // W3
    void aWindowIsDueWhenItIsOverAndSettled() {
        Instant due = NOON.plus(minutes(15)).plus(JOB.settleDelay());

        assertThat(quarterHours.due(NOON, due.minusSeconds(1), Instant.MAX)).isEmpty();
        assertThat(quarterHours.due(NOON, due, Instant.MAX)).contains(ExportWindow.of(NOON, minutes(15)));
        assertThat(quarterHours.dueAt(NOON)).isEqualTo(due);
    }

    @Test // W3, S14: a local clock that is a month ahead plans nothing that DynamoDB's clock does not allow
    void theHorizonHoldsBackAClockThatIsAhead() {
        Instant ahead = NOON.plus(Duration.ofDays(30));

        assertThat(quarterHours.due(NOON, ahead, NOON.plus(minutes(15)).minusSeconds(1)))
                .isEmpty();
        assertThat(quarterHours.due(NOON, ahead, NOON.plus(minutes(15)))).contains(ExportWindow.of(NOON, minutes(15)));
    }

    @Test // W4
    void whatHasAccumulatedIsMergedUpToADay() {
        assertThat(quarterHours.due(NOON, NOON.plus(minutes(46)), Instant.MAX))
                .contains(ExportWindow.of(NOON, minutes(45)));
        assertThat(quarterHours.due(NOON, NOON.plus(Duration.ofDays(9)), Instant.MAX))
                .contains(ExportWindow.of(NOON, Duration.ofHours(24)));
    }

    @Test // W4: 96 windows behind take ⌈96 / 96⌉ exports
    void aDayBehindIsOneExport() {
        Instant now = NOON.plus(minutes(96 * 15 + 1));

        Optional<ExportWindow> window = quarterHours.due(NOON, now, Instant.MAX);

        assertThat(window).contains(new ExportWindow(NOON, NOON.plus(Duration.ofHours(24))));
        assertThat(quarterHours.due(window.orElseThrow().to(), now, Instant.MAX))
                .isEmpty();
    }

    @Test // W4: a size that does not divide a day merges to the largest multiple below it
    void mergedWindowsAreMultiplesOfTheSize() {
        Windows odd = new Windows(JOB.toBuilder().windowSize(minutes(17)).build());

        assertThat(odd.due(NOON, NOON.plus(Duration.ofDays(3)), Instant.MAX)
                        .orElseThrow()
                        .length())
                .isEqualTo(minutes(17 * 84));
    }

    @Test // W4
    void mergingCanBeSwitchedOff() {
        Windows single =
                new Windows(JOB.toBuilder().catchUp(CatchUp.WINDOW_BY_WINDOW).build());

        assertThat(single.due(NOON, NOON.plus(Duration.ofDays(3)), Instant.MAX))
                .contains(ExportWindow.of(NOON, minutes(15)));
        assertThat(single.isGreatest(ExportWindow.of(NOON, minutes(15)), Duration.ofDays(35)))
                .isTrue();
    }

    @Test // W5
    void fromAnOffGridFrontierTheNextWindowEndsOnTheGrid() {
        Windows aligned = aligned(minutes(15));
        Instant frontier = NOON.plusSeconds(7 * 60 + 3);

        // 12:15 is less than 15 minutes away
        assertThat(aligned.due(frontier, NOON.plus(Duration.ofDays(1)), Instant.MAX))
                .contains(new ExportWindow(frontier, NOON.plus(minutes(30))));
        assertThat(aligned.due(NOON, NOON.plus(minutes(40)), Instant.MAX)).contains(ExportWindow.of(NOON, minutes(30)));
    }

    @Test // W5: a grid point that is exactly 15 minutes away is far enough
    void aGridPointMayBeExactlyFifteenMinutesAway() {
        Windows aligned = aligned(Duration.ofHours(1));
        Instant frontier = NOON.plus(minutes(45));

        assertThat(aligned.due(frontier, NOON.plus(Duration.ofDays(1)), Instant.MAX))
                .contains(new ExportWindow(frontier, NOON.plus(minutes(60))));
    }

    @Test // W5: a day's grid from five minutes before midnight would be a window of 24 h 5 min
    void aGridPointMoreThanADayAwayIsReachedInTwoWindows() {
        Windows daily = aligned(Duration.ofHours(24));
        Instant frontier = Instant.parse("2026-01-14T23:55:00Z");

        ExportWindow first =
                daily.due(frontier, NOON.plus(Duration.ofDays(9)), Instant.MAX).orElseThrow();
        ExportWindow second = daily.due(first.to(), NOON.plus(Duration.ofDays(9)), Instant.MAX)
                .orElseThrow();

        assertThat(first.length()).isEqualTo(Duration.ofHours(12));
        assertThat(second.to()).isEqualTo(Instant.parse("2026-01-16T00:00:00Z"));
    }

    @Test // N2: the formula of AWS's guidance
    void windowsBehindIsNeverNegative() {
        assertThat(quarterHours.behind(NOON, NOON.plus(minutes(16)))).isZero();
        assertThat(quarterHours.behind(NOON, NOON.plus(minutes(46)))).isEqualTo(2);
        assertThat(quarterHours.behind(NOON, NOON.minus(minutes(46)))).isZero();
    }

    @Property // I1, W3–W5: whatever the size and the time, the next window is legal, over, and follows on
    void everyWindowIsLegalAndOver(
            @ForAll @IntRange(min = 900, max = 86400) int size,
            @ForAll @LongRange(min = 0, max = 4_000_000) long later,
            @ForAll @LongRange(min = 0, max = 86_400) long offset,
            @ForAll CatchUp catchUp,
            @ForAll WindowAlignment alignment) {
        ExportJob.Builder builder =
                JOB.toBuilder().windowSize(Duration.ofSeconds(size)).catchUp(catchUp);
        if (86400 % size == 0) {
            builder.alignment(alignment);
        }
        Windows windows = new Windows(builder.build());
        Instant from = NOON.plusSeconds(offset);
        Instant now = from.plusSeconds(later);

        Optional<ExportWindow> due = windows.due(from, now, Instant.MAX);

        assertThat(due.isPresent()).isEqualTo(!now.isBefore(windows.dueAt(from)));
        due.ifPresent(window -> {
            assertThat(window.from()).isEqualTo(from);
            assertThat(window.to()).isBeforeOrEqualTo(now.minus(JOB.settleDelay()));
        });
    }

    private static Windows aligned(Duration size) {
        return new Windows(JOB.toBuilder()
                .windowSize(size)
                .alignment(WindowAlignment.CLOCK)
                .build());
    }
}
