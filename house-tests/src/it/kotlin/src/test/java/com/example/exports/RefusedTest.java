package com.example.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Kotlin compiler refuses: each file of {@code src/test/refused} says in a comment which errors it has, and has
 * no others. The program, which compiles, is among them: nothing but what is marked is wrong.
 */
class RefusedTest {

    private static final Pattern MARK = Pattern.compile("// error: (.+)$");
    private static final Pattern ERROR = Pattern.compile("^(?:.*[/\\\\])?([^/\\\\]+\\.kt):(\\d+):\\d+: error: (.+)$");

    @TempDir
    private Path output;

    @Test
    void everyMarkedLineAndNoOther() throws IOException {
        List<Path> sources = sources(Path.of("src/test/refused"));
        List<String> marked = new ArrayList<>();
        for (Path source : sources) {
            marked.addAll(marked(source));
        }
        assertThat(marked).hasSizeGreaterThan(2);

        assertThat(errors(sources)).containsExactlyInAnyOrderElementsOf(marked);
    }

    private static List<String> marked(Path source) throws IOException {
        List<String> marked = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(source)) {
            number++;
            Matcher mark = MARK.matcher(line);
            if (mark.find()) {
                marked.add(source.getFileName() + ":" + number + ": " + mark.group(1));
            }
        }
        return marked;
    }

    private List<String> errors(List<Path> sources) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-no-stdlib", "-no-reflect", "-jvm-target", "17", "-cp", classPath(), "-d", output.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        sources(Path.of("src/main/kotlin")).forEach(source -> arguments.add(source.toString()));

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ExitCode code = new K2JVMCompiler()
                .exec(new PrintStream(written, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));

        String messages = written.toString(StandardCharsets.UTF_8);
        assertThat(code).as(messages).isEqualTo(ExitCode.COMPILATION_ERROR);
        return messages.lines()
                .map(ERROR::matcher)
                .filter(Matcher::matches)
                .map(error -> error.group(1) + ":" + error.group(2) + ": " + error.group(3))
                .toList();
    }

    /** The test's, without the compiler, which takes its time to be looked through. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("kotlin-compiler"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
