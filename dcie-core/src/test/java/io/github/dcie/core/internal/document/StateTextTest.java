package io.github.dcie.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Mutants;
import io.github.dcie.core.internal.model.States;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.testkit.StateText;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kit reads documents by the page alone, and says what the library means by them (K1). */
class StateTextTest {

    private static final int STATES = 500;

    private final Random random = new Random(15);

    @Test
    void whatAStateHoldsIsSaidInWords() throws IOException {
        assertSaysAll(States.typical());
        assertSaysAll(States.largest());
        for (int i = 0; i < STATES; i++) {
            assertSaysAll(States.random(random));
        }
    }

    private static void assertSaysAll(JobState state) throws IOException {
        String text = StateText.of(StateCodec.encode(state).text());

        assertThat(text)
                .contains(state.table().value(), "number " + state.generation().number());
        state.generation().start().ifPresent(start -> assertThat(text).contains("t0 " + start));
        state.generation()
                .announced()
                .map(last -> last.exportId())
                .ifPresent(id -> assertThat(text).contains(id));
        for (TrackedExport tracked : state.generation().trackedExports()) {
            tracked.span()
                    .window()
                    .ifPresent(window -> assertThat(text).contains("[" + window.from() + ", " + window.to() + ")"));
            tracked.stage().export().ifPresent(id -> assertThat(text).contains(id));
        }
        state.conditions()
                .forEach(active ->
                        assertThat(text).contains("condition: " + active.kind() + ", ", "since " + active.since()));
    }

    @Test // whoever looks at a document has a reason to
    void aDamagedOneIsShownAsFarAsItIsJson() {
        String document = StateCodec.encode(States.largest()).text();
        int shown = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                assertThat(StateText.of(Mutants.of(document, random))).isNotEmpty();
                shown++;
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?s).+"); // no JSON
            }
        }
        assertThat(shown).isPositive();
    }
}
