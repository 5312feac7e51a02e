package io.github.dcie.examples.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of docs/scheduling.md is code of the examples and of their tests, so it compiles. */
final class SchedulingGuideTest {

    private static final Path GUIDE = Path.of("../../docs/scheduling.md");
    private static final List<Path> SOURCES =
            List.of(Path.of("src"), Path.of("../lambda/src"), Path.of("../spring-boot/src"));
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsCodeCompiles() throws IOException {
        List<String> sources = SOURCES.stream()
                .flatMap(SchedulingGuideTest::javaFiles)
                .map(SchedulingGuideTest::withoutBlanks)
                .toList();

        List<String> blocks = CODE.matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", ""))
                .toList();

        assertThat(blocks)
                .hasSize(9)
                .allSatisfy(block -> assertThat(sources).anyMatch(source -> source.contains(block)));
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutBlanks(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s+", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
