package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportWindowTest { // I1: windows are legal

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theShortestAndTheLongest() {
        assertThat(ExportWindow.SHORTEST).isEqualTo(Duration.ofMinutes(15));
        assertThat(ExportWindow.LONGEST).isEqualTo(Duration.ofDays(1));
        assertThat(ExportWindow.of(NOON, ExportWindow.SHORTEST).length()).isEqualTo(ExportWindow.SHORTEST);
        assertThat(ExportWindow.of(NOON, ExportWindow.LONGEST).to()).isEqualTo(Instant.parse("2026-01-15T12:00:00Z"));
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"PT14M59S", "PT24H1S", "PT0S", "PT-15M", "P36500D"})
    void anotherLengthIsNamedWithTheRuleAndTheWayOut(Duration length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportWindow.of(NOON, length))
                .withMessageContainingAll(
                        "window [" + NOON + ", " + NOON.plus(length) + ")",
                        "is " + length + " long",
                        "15 minutes to 24 hours",
                        "choose another end");
    }

    @ParameterizedTest // F6
    @ValueSource(longs = {1, 1_000_000, 500_000_000, 999_999_999})
    void fractionsOfASecondAreRefusedAtBothEnds(long nanos) {
        Instant later = NOON.plus(Duration.ofMinutes(20));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportWindow(NOON.plusNanos(nanos), later))
                .withMessageContainingAll(NOON.plusNanos(nanos).toString(), "whole seconds", "cut both bounds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportWindow(NOON, later.plusNanos(nanos)))
                .withMessageContainingAll(later.plusNanos(nanos).toString(), "whole seconds", "cut both bounds");
    }

    @Test // a whole number of seconds between two fractions is no better
    void aWindowOfLegalLengthBetweenFractionsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportWindow.of(NOON.plusMillis(622), ExportWindow.SHORTEST))
                .withMessageContaining("whole seconds");
    }

    @Property
    void exactlyTheLengthsOfTheRuleAreLegal(@ForAll @LongRange(min = -100, max = 86_500) long seconds) {
        Duration length = Duration.ofSeconds(seconds);

        if (seconds >= 900 && seconds <= 86_400) {
            assertThat(ExportWindow.of(NOON, length).length()).isEqualTo(length);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> ExportWindow.of(NOON, length));
        }
    }

    @Test
    void boundsBeforeTheEpochAreCutTheSameWay() {
        Instant early = Instant.ofEpochSecond(-1_000_000);

        assertThat(ExportWindow.of(early, ExportWindow.SHORTEST).from()).isEqualTo(early);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportWindow.of(early.plusNanos(1), ExportWindow.SHORTEST));
    }

    @Test // I1: contiguous and disjoint
    void isFollowedByKnowsNeitherHoleNorOverlap() {
        ExportWindow window = ExportWindow.of(NOON, Duration.ofMinutes(20));
        Instant end = window.to();

        assertThat(window.isFollowedBy(ExportWindow.of(end, ExportWindow.LONGEST)))
                .isTrue();
        assertThat(window.isFollowedBy(ExportWindow.of(end.plus(SECOND), ExportWindow.SHORTEST)))
                .isFalse();
        assertThat(window.isFollowedBy(ExportWindow.of(end.minus(SECOND), ExportWindow.SHORTEST)))
                .isFalse();
        assertThat(window.isFollowedBy(window)).isFalse();
        assertThat(ExportWindow.of(end, ExportWindow.SHORTEST).isFollowedBy(window))
                .isFalse();
    }

    @Test
    void itsTextShowsWhichEndIsCovered() {
        assertThat(ExportWindow.of(NOON, ExportWindow.SHORTEST))
                .hasToString("[2026-01-14T12:00:00Z, 2026-01-14T12:15:00Z)");
    }
}
