package io.github.dcie.house.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition.Kind;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All stories together reach every transition of the chain. A transition that is new, or is reached no more, fails here
 * and wants a story, or a word why it cannot be.
 */
class CoverageTest {

    private static final Transitions SEEN = new Transitions();
    private static final List<String> FAILED = new ArrayList<>();

    @BeforeAll
    static void playAll() {
        for (Scenario scenario : Scenarios.all()) {
            try {
                scenario.play(SEEN);
            } catch (AssertionError failure) { // what the others reach is seen nevertheless
                FAILED.add(failure.getMessage());
            }
        }
    }

    @Test
    void everyStoryEndsWell() {
        assertThat(FAILED).isEmpty();
    }

    @Test // a plus is the next attempt
    void everyTransitionOfAPlace() {
        assertThat(SEEN.trackedExports())
                .containsExactlyInAnyOrder(
                        "none > plan",
                        "plan > plan", // refused, or still looked for
                        "plan > plan+", // a full export whose time left the retention (W1)
                        "plan > run",
                        "plan > done", // found again, before its turn (T3)
                        "plan > pending", // found again
                        "plan > fail", // found again, and failed
                        "plan > reset",
                        "run > done", // before its turn (S4)
                        "run > pending",
                        "run > run", // DynamoDB says that there is no such export (F7)
                        "run > fail",
                        "run > plan+", // given up, and requested again at once (F7)
                        "run > reset",
                        "done > pending",
                        "done > reset",
                        "fail > plan+", // F3
                        "fail > reset",
                        "pending > announced",
                        "pending > reset"); // still told, before the new chain (F5)
    }

    @ParameterizedTest // N3
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_STATE", "UNKNOWN_OPERATOR_ACTION"})
    void everyConditionBeginsIsToldEndsAndIsForgotten(Kind kind) {
        String begins = kind == Kind.SERVICE_TROUBLE ? "u > b" : "none > b";
        assertThat(SEEN.conditions())
                .contains(kind + ": " + begins, kind + ": b > t", kind + ": t > e", kind + ": e > none");
    }

    @Test // b: beginning pending, t: told, e: end pending, x: both pending, u: not said yet
    void everyRareTurnOfACondition() {
        Set<String> rare = new TreeSet<>();
        SEEN.conditions().forEach(seen -> rare.add(seen.replaceFirst("^[A-Z_]*: ", "")));
        assertThat(rare)
                .containsExactlyInAnyOrder(
                        "none > b",
                        "none > u",
                        "u > b",
                        "u > none",
                        "b > t",
                        "b > e", // over before it was told: its end is told all the same
                        "b > x", // a gap's beginning is told in any case (G4)
                        "x > e",
                        "t > e",
                        "e > t", // it comes back before its end was told
                        "e > b", // a second gap
                        "e > none");
    }

    @Test // N1
    void everyTurnOfTheCourier() {
        assertThat(SEEN.couriers())
                .containsExactlyInAnyOrder(
                        "nobody > claimed",
                        "claimed > nobody",
                        "claimed > claimed",
                        "claimed > failing",
                        "failing > claimed");
    }

    @Test
    void everyRefusalAndEveryCauseOfAChain() {
        Set<String> expected = new TreeSet<>(Set.of("SOUGHT"));
        Stream.of(Refusal.Reason.values()).map(Enum::name).forEach(expected::add);
        assertThat(SEEN.refusals()).isEqualTo(expected);
        assertThat(SEEN.generations())
                .containsExactlyInAnyOrder(
                        "FIRST > GAP",
                        "FIRST > OPERATOR_RESET",
                        "GAP > OPERATOR_RESET",
                        "OPERATOR_RESET > OPERATOR_RESET",
                        "older told");
    }

    @Test
    void everyActionAndEveryReason() {
        assertThat(SEEN.actions()).containsExactly(StepAction.Kind.values());
        assertThat(SEEN.reasons()).containsExactly(Idle.Reason.values());
    }
}
