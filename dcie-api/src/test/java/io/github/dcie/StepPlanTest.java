package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static io.github.dcie.Samples.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepPlanTest {

    private static final StepAction RESET = new StepAction(StepAction.Kind.RESET, Optional.empty(), "operator");
    private static final StepAction PLAN = new StepAction(StepAction.Kind.PLAN, Optional.of(WINDOW), "due");

    private static StepPlan plan(List<StepAction> actions, OptionalLong bytes) {
        return new StepPlan(Samples.newJob(), actions, "because", NOON, bytes);
    }

    @Test
    void theTextOfAPlanWithoutActions() {
        assertThat(plan(List.of(), OptionalLong.empty()).toText()).isEqualTo("""
                        nothing to do
                        because
                        next call at 2026-01-14T12:00:00Z
                        job orders: NOT_STARTED, revision 0""");
    }

    @Test
    void theTextShowsTheActionsInOrderAndTheCost() {
        assertThat(plan(List.of(RESET, PLAN), OptionalLong.of(123_456)).toText())
                .isEqualTo("""
                        would do
                          RESET (operator)
                          PLAN [2026-01-14T12:00:00Z, 2026-01-14T12:15:00Z) (due)
                        because
                        next call at 2026-01-14T12:00:00Z
                        the full export is billed by the table's size, about 123456 bytes
                        job orders: NOT_STARTED, revision 0""");
    }

    @Test
    void theListIsCopied() {
        List<StepAction> actions = new ArrayList<>(List.of(PLAN));
        StepPlan plan = plan(actions, OptionalLong.empty());
        actions.clear();

        assertThat(plan.actions()).containsExactly(PLAN);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> plan.actions().clear());
    }
}
