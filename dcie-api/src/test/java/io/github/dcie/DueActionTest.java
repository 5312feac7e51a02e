package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueActionTest {

    @Test
    void itSaysWhatWhenAndWhyOnOneLine() {
        DueAction action =
                new DueAction(DueAction.Kind.DECIDE, NOON, Optional.of(NOON.plusSeconds(9)), "the window\nis over");

        assertThat(action).hasToString("DECIDE at 2026-01-14T12:00:00Z: the window\\u000ais over");
    }

    @Test
    void noCallIsMadeBeforeItIsDue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DueAction(
                        DueAction.Kind.DELIVER, NOON, Optional.of(NOON.minusSeconds(1)), "events are pending"))
                .withMessage("callAt 2026-01-14T11:59:59Z: expected 2026-01-14T12:00:00Z, when it is due, or later");
    }
}
