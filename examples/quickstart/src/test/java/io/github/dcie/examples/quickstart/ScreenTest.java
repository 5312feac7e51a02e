package io.github.dcie.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The two ways to show progress. */
final class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void lineUpdatesOnATerminal() {
        Screen screen = new Screen(out, Screen.Kind.TERMINAL);
        screen.progress(0.5, "a long text");
        screen.progress(0.6, "short");
        screen.line("news");
        screen.progress(0.7, "on");

        assertThat(bytes.toString(UTF_8).split("\r", -1))
                .containsExactly(
                        "",
                        "[#####.....]  a long text",
                        "[######....]  short      ",
                        " ".repeat(19),
                        "news" + System.lineSeparator(),
                        "[#######...]  on");
    }

    @Test
    void linesComeNowAndThenElsewhere() {
        Screen screen = new Screen(out, Screen.Kind.PLAIN);
        for (int i = 0; i <= 1_000; i++) {
            screen.progress(i / 1_000.0, "x");
        }

        assertThat(bytes.toString(UTF_8).lines()).hasSize(8).last().isEqualTo("[##########]  x");
    }

    @Test
    void longTextsAreWrapped() {
        Screen screen = new Screen(out, Screen.Kind.PLAIN);
        screen.paragraph("head ", "word ".repeat(30).strip());

        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "head " + "word ".repeat(15).strip(),
                        "     " + "word ".repeat(15).strip());
    }
}
