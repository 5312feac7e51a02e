package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TranscriptTest {

    private final Transcript transcript = new Transcript();

    @Test
    void aShapeIsPrintedTwiceAndThenCounted() {
        for (int i = 1; i <= 1_236; i++) {
            step("idle", "idle " + i);
        }
        step("other", "other");
        step("idle", "idle again");

        assertThat(transcript).hasToString("""
                        idle 1
                        idle 2
                        ... 1,234 steps like those above
                        other
                        ... 1 step like those above
                        """);
    }

    @Test
    void eachChapterPrintsItsShapesAnew() {
        for (int i = 1; i <= 4; i++) {
            step("idle", "idle " + i);
        }
        transcript.chapter("later");
        for (int i = 5; i <= 8; i++) {
            step("idle", "idle " + i);
        }

        assertThat(transcript).hasToString("""
                        idle 1
                        idle 2
                        ... 2 steps like those above

                        == later ==
                        idle 5
                        idle 6
                        ... 2 steps like those above
                        """);
    }

    @Test
    void whatIsNoStepIsAlwaysPrinted() {
        transcript.line(() -> "pause");
        transcript.line(() -> "pause");
        transcript.line(() -> "pause");

        assertThat(transcript.lines()).containsExactly("pause", "pause", "pause");
    }

    @Test
    void theLastLinesAreThereAsTheyCame() {
        IntStream.rangeClosed(1, 1_000).forEach(i -> step("idle", "idle " + i));

        assertThat(transcript.last(3)).containsExactly("idle 998", "idle 999", "idle 1000");
        assertThat(transcript.last(5_000)).hasSize(400);
    }

    @Test
    void aLineIsMadeWhenItIsAskedFor() {
        transcript.step("never asked for", () -> {
            throw new IllegalStateException("made");
        });
    }

    private void step(String shape, String line) {
        transcript.step(shape, () -> line);
    }
}
