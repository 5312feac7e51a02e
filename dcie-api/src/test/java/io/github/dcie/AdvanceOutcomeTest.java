package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static io.github.dcie.Samples.PITR_OFF;
import static io.github.dcie.Samples.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.AdvanceOutcome.Progressed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdvanceOutcomeTest {

    private static final JobStatus STATUS = Samples.newJob();
    private static final StepAction PLANNED = new StepAction(StepAction.Kind.PLAN, Optional.of(WINDOW), "due");

    private static Idle idle(Instant callAgainAt) {
        return new Idle(STATUS, callAgainAt, Idle.Reason.NOT_DUE, "the next window is over at 12:15");
    }

    private static Progressed progressed() {
        return new Progressed(STATUS, NOON, List.of(PLANNED), List.of(Samples.windowCommitted()));
    }

    private static Blocked blocked(JobStatus status) {
        return new Blocked(status, NOON, PITR_OFF, List.of(PLANNED), List.of(Samples.conditionBegan()));
    }

    static List<AdvanceOutcome> outcomes() {
        return List.of(progressed(), idle(NOON), blocked(STATUS), blocked(Samples.troubledJob()));
    }

    @Test
    void threeTypesForEver() {
        assertThat(AdvanceOutcome.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Progressed.class, Idle.class, Blocked.class);
    }

    @Test
    void callAgainAfterIsTheTimeThatIsLeft() {
        AdvanceOutcome outcome = idle(NOON);

        assertThat(outcome.callAgainAfter(NOON.minusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(outcome.callAgainAfter(NOON.minusNanos(1))).isEqualTo(Duration.ofNanos(1));
        assertThat(outcome.callAgainAfter(NOON)).isZero();
        assertThat(outcome.callAgainAfter(NOON.plusNanos(1))).isZero();
        assertThat(outcome.callAgainAfter(Instant.MAX)).isZero();
        assertThat(idle(Instant.MAX).callAgainAfter(Instant.MIN)).isPositive();
    }

    @Property
    void callAgainAfterIsNeverNegative(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long at,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long now) {
        Duration wait = idle(Instant.ofEpochSecond(at)).callAgainAfter(Instant.ofEpochSecond(now));

        assertThat(wait).isEqualTo(Duration.ofSeconds(Math.max(0, at - now)));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void foldPicksTheFunctionOfItsType(AdvanceOutcome outcome) {
        Class<?> picked = outcome.fold(p -> p.getClass(), i -> i.getClass(), b -> b.getClass());
        String name = outcome.<String>fold(p -> "progressed", i -> "idle", b -> "blocked");

        assertThat(picked).isEqualTo(outcome.getClass());
        assertThat(outcome.summary()).startsWith(name + ": ");
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everySummaryIsOneLineAndSaysWhenToCallAgain(AdvanceOutcome outcome) {
        assertThat(outcome.summary()).doesNotContain("\n", "\r").endsWith("next step at 2026-01-14T12:00:00Z");
    }

    @Test
    void summariesSayWhatHappened() {
        assertThat(progressed().summary()).contains("PLAN " + WINDOW + " (due)");
        assertThat(idle(NOON).summary()).contains("the next window is over at 12:15");
        assertThat(blocked(STATUS).summary())
                .contains("PITR_OFF", "what to do: switch it on")
                .doesNotContain("lost for good");
        assertThat(blocked(Samples.troubledJob()).summary())
                .contains("changes are lost for good on 2026-02-13T12:00:00Z");
    }

    @Test // I9
    void idleDidNothingAndToldNobody() {
        assertThat(idle(NOON).actions()).isEmpty();
        assertThat(idle(NOON).events()).isEmpty();
    }

    @Test
    void listsAreCopied() {
        List<StepAction> actions = new ArrayList<>(List.of(PLANNED));
        List<ExportEvent> events = new ArrayList<>(List.of(Samples.windowCommitted()));
        List<AdvanceOutcome> outcomes = List.of(
                new Progressed(STATUS, NOON, actions, events), new Blocked(STATUS, NOON, PITR_OFF, actions, events));
        actions.clear();
        events.clear();

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.actions()).containsExactly(PLANNED);
            assertThat(outcome.events()).containsExactly(Samples.windowCommitted());
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> outcome.actions().add(PLANNED));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> outcome.events().add(Samples.conditionBegan()));
        });
    }
}
