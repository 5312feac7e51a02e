package io.github.dcie.examples.customstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The example as it is run from a command line. */
final class TwoProcessesTest {

    @Test
    void theStoryIsTold() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        TwoProcesses.run(Database.inMemory(), new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).lines())
                .anyMatch(line -> line.startsWith("  B: progressed: [PLAN"))
                .anyMatch(line -> line.startsWith("  A: idle: another process was faster"))
                .anyMatch(line -> line.equals("  A: killed"))
                .anyMatch(line -> line.startsWith("  B: progressed: [REQUEST"))
                .anyMatch(line -> line.matches(".*was asked for an export 11 times and ran 10; .*"))
                .anyMatch(line -> line.matches("    job_id orders, revision \\d+, operator_action RUN"))
                .anyMatch(line -> line.startsWith("    watermark=2026-01-01T0"));
    }
}
