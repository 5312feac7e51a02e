package io.github.dcie.examples.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRunTest {

    @Test
    void copyIsTheTable(@TempDir Path bucket) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int code = LocalRun.run(new PrintStream(bytes, true, UTF_8), bucket);

        String story = bytes.toString(UTF_8).replace("\r", "");
        assertThat(story)
                .containsPattern("export 3  10 of [0-9]+\n.* the process is killed in the middle of this window\n"
                        + ".* export 3  30 of [0-9]+\n")
                .containsPattern(" [0-9]+ items: identical\n")
                .containsPattern("is taken back: UndoReport\\[putBack=[1-9].*, conflicts=0\\]\n$");
        assertThat(code).isZero();
    }
}
