package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant hour(long number) {
        return BEGIN.plus(Duration.ofHours(number));
    }

    /** Windows of an hour, by the hours in which they begin. */
    private static Coverage of(Long... hours) {
        List<ExportWindow> windows = new ArrayList<>();
        Arrays.stream(hours).forEach(hour -> windows.add(new ExportWindow(hour(hour), hour(hour + 1))));
        return Coverage.by(windows);
    }

    @Test
    void aHoleIsMissed() {
        assertThat(of(0L, 1L, 4L, 5L).missingBetween(hour(0), hour(6))).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void whatIsMissingAtTheEndsIsMissed() {
        assertThat(of(1L, 2L).missingBetween(hour(0), hour(5))).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void orderDoesNotMatterAndNothingIsMissedTwice() {
        assertThat(of(5L, 0L, 4L, 4L).missingBetween(hour(0), hour(6))).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void aWindowIsCoveredByTwoThatMeet() {
        assertThat(of(0L, 1L).covers(new ExportWindow(hour(0), hour(2)))).isTrue();
        assertThat(of(0L, 2L).covers(new ExportWindow(hour(0), hour(3)))).isFalse();
    }

    @Test
    void repeatedIsWhatCoversSomethingOnceMore() {
        assertThat(of(0L, 1L, 2L).repeated()).isZero();
        assertThat(of(0L, 1L, 1L, 2L).repeated()).isEqualTo(1);
    }

    @Test
    void theHoleBeforeAnewFullExport() {
        assertThat(of(0L, 1L, 5L, 6L).holeBefore(hour(5), hour(0))).contains(new Coverage.Span(hour(2), hour(5)));
        assertThat(of(0L, 1L).holeBefore(hour(2), hour(0))).isEmpty();
    }

    @Test
    void aFullExportMakesUpForTheHoleBeforeItAndNoOther() {
        Coverage coverage = of(0L, 3L, 9L).madeUpForAt(List.of(hour(8), hour(9)), hour(0));

        assertThat(coverage.missingBetween(hour(0), hour(10))).isEqualTo(Duration.ofHours(2));
    }
}
