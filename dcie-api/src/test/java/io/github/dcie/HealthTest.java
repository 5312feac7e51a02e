package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.Condition.Kind;
import io.github.dcie.Health.Level;
import io.github.dcie.JobStatus.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {

    private static final Duration LONGEST = Duration.ofMinutes(45);

    private static JobStatus status(Phase phase, Optional<Duration> lag, Kind... kinds) {
        return new JobStatus(
                Samples.ORDERS,
                NOON,
                phase,
                OperatorAction.RUN,
                Optional.of(Samples.chain(lag.map(NOON::minus))),
                0,
                List.of(),
                Arrays.stream(kinds)
                        .map(kind -> new Condition(kind, NOON, kind + "!", "mend " + kind, Optional.empty()))
                        .toList(),
                Optional.empty(),
                0,
                List.of(),
                4);
    }

    private static JobStatus following(Duration lag, Kind... kinds) {
        return status(Phase.FOLLOWING, Optional.of(lag), kinds);
    }

    @Test
    void aYoungWatermarkIsOk() {
        assertThat(following(LONGEST).health(LONGEST))
                .isEqualTo(new Health(Level.OK, "watermark 2026-01-14T11:15:00Z, lag PT45M, expected at most PT45M"));
    }

    @Test
    void anOldWatermarkIsBehind() {
        assertThat(following(LONGEST.plusSeconds(1)).health(LONGEST))
                .isEqualTo(new Health(
                        Level.BEHIND, "watermark 2026-01-14T11:14:59Z, lag PT45M1S, expected at most PT45M"));
    }

    @Test // whatever the schedule forgot: green is said of what can be read
    void nothingCompleteIsBehind() {
        assertThat(Samples.newJob().health(LONGEST))
                .isEqualTo(new Health(Level.BEHIND, "no full export is complete yet (NOT_STARTED)"));
        assertThat(status(Phase.FULL_EXPORT, Optional.empty()).health(LONGEST))
                .isEqualTo(new Health(Level.BEHIND, "no full export is complete yet (FULL_EXPORT)"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HISTORY_AT_RISK", "EXPORT_STUCK", "NOTIFIER_FAILING"})
    void whatDoesNotStopExportsIsBehind(Kind kind) {
        Health health = following(Duration.ZERO, kind).health(LONGEST);

        assertThat(health.level()).isEqualTo(Level.BEHIND);
        assertThat(health.why()).contains(kind + " since", "what to do: mend " + kind);
    }

    @Test
    void aBlockedJobSaysItsRemediesAndTheDate() {
        Health health = Samples.troubledJob().health(LONGEST);

        assertThat(health.level()).isEqualTo(Level.BLOCKED);
        assertThat(health.why())
                .isEqualTo(
                        "PITR_OFF since 2026-01-14T12:00:00Z: point-in-time recovery of orders is off (DISABLED); what"
                                + " to do: switch it on; changes are lost for good on 2026-02-13T12:00:00Z");
    }

    @Test
    void allThatHoldsIsSaidOnOneLine() {
        assertThat(status(Phase.BLOCKED, Optional.of(Duration.ZERO), Kind.EXPORT_FAILING, Kind.NOTIFIER_FAILING)
                        .health(LONGEST)
                        .why())
                .contains("mend EXPORT_FAILING; and NOTIFIER_FAILING")
                .doesNotContain("\n");
    }

    @Test
    void aPauseIsOkUntilItIsTooOld() {
        assertThat(status(Phase.PAUSED, Optional.of(Duration.ZERO)).health(LONGEST))
                .isEqualTo(new Health(
                        Level.OK,
                        "paused by an operator; watermark 2026-01-14T12:00:00Z, lag PT0S, expected at most PT45M"));
        assertThat(status(Phase.PAUSED, Optional.of(Duration.ofHours(1)))
                        .health(LONGEST)
                        .level())
                .isEqualTo(Level.BEHIND);
    }

    @Test // K6: it counts as a pause, but nobody asked for one
    void aMistypedActionIsBlocked() {
        assertThat(status(Phase.PAUSED, Optional.of(Duration.ZERO), Kind.UNKNOWN_OPERATOR_ACTION)
                        .health(LONGEST)
                        .level())
                .isEqualTo(Level.BLOCKED);
    }

    @Test
    void aLagThatCannotBeKeptIsRefused() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.newJob().health(wrong))
                    .withMessageContainingAll("longestLag", wrong.toString(), "three window sizes");
        }
    }
}
