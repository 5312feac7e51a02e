package io.github.dcie.examples.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same application as a module among modules, and on the class path; each in a Java process of its own. */
class ApplicationTest {

    private static final String MODULE = "io.github.dcie.examples.modulepath";
    private static final String MAIN = MODULE + ".Application";
    private static final String HOURS = "Parameter Store: [0-9]+ exports, [0-9]+ messages, FOLLOWING";
    private static final String STEP = "job table: 3 requests, FULL_EXPORT";

    @TempDir
    private Path folder;

    @Test
    void itRunsOnTheModulePath() throws Exception {
        assertThat(run("--module-path", path(), "--module", MODULE + "/" + MAIN))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("module " + MODULE),
                        line -> assertThat(line).matches(HOURS),
                        line -> assertThat(line).isEqualTo(STEP));
    }

    @Test
    void itRunsOnTheClassPath() throws Exception {
        assertThat(run("--class-path", path(), MAIN))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("on the class path"),
                        line -> assertThat(line).matches(HOURS),
                        line -> assertThat(line).isEqualTo(STEP));
    }

    private static String path() throws IOException {
        return Path.of("target/classes").toAbsolutePath()
                + File.pathSeparator
                + Files.readString(Path.of(System.getProperty("runtime.path"))).strip();
    }

    /** What it writes; it fails if the application does. */
    private List<String> run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of(arguments));
        Process application = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = application.waitFor(1, TimeUnit.MINUTES);
            String written = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("it ends; it wrote: %s", written).isTrue();
            assertThat(application.exitValue()).as(written).isZero();
            return written.lines().toList();
        } finally {
            application.destroyForcibly();
        }
    }
}
