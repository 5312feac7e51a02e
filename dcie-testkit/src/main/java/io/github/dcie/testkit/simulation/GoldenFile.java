package io.github.dcie.testkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file with a text that must not change unnoticed. With {@code -Ddcie.golden=rewrite} the file is written instead of
 * compared; then look at the difference before you commit it. Line ends are LF.
 */
public final class GoldenFile {

    private static final String SWITCH = "dcie.golden";
    private static final String REWRITE = "rewrite";
    private static final int CONTEXT = 3;

    private final Path path;

    private GoldenFile(Path path) {
        this.path = path;
    }

    /**
     * A golden file.
     *
     * @param path where it is
     * @return the file, which may not exist yet
     */
    public static GoldenFile at(Path path) {
        return new GoldenFile(path);
    }

    /**
     * Asserts that the file contains a text; or writes it, if the switch says so.
     *
     * @param text the text; a line end at its end makes no difference
     * @throws AssertionError if the text is another, or there is no file
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public void matches(String text) {
        String actual = text.stripTrailing() + "\n";
        try {
            if (REWRITE.equals(System.getProperty(SWITCH))) {
                Path folder = path.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(path, actual);
                return;
            }
            if (!Files.exists(path)) {
                throw new AssertionError("golden file " + path + " does not exist: run once with -D" + SWITCH + "="
                        + REWRITE + " to write it, and look at it");
            }
            difference(
                            Files.readString(path).replace("\r\n", "\n").lines().toList(),
                            actual.lines().toList())
                    .ifPresent(difference -> {
                        throw new AssertionError(difference);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + path, e);
        }
    }

    private Optional<String> difference(List<String> expected, List<String> actual) {
        int common = Math.min(expected.size(), actual.size());
        int line = IntStream.range(0, common)
                .filter(i -> !expected.get(i).equals(actual.get(i)))
                .findFirst()
                .orElse(common);
        if (line == expected.size() && line == actual.size()) {
            return Optional.empty();
        }
        StringBuilder message = new StringBuilder("golden file " + path + ", line " + (line + 1) + ", is different:\n");
        for (int i = Math.max(0, line - CONTEXT); i < line; i++) {
            message.append("         ").append(expected.get(i)).append('\n');
        }
        message.append("expected ").append(lineOf(expected, line)).append('\n');
        message.append("but was  ").append(lineOf(actual, line)).append('\n');
        message.append("(").append(expected.size()).append(" lines expected, ").append(actual.size());
        message.append(" seen; if the new text is right, run with -D")
                .append(SWITCH)
                .append('=')
                .append(REWRITE);
        return Optional.of(message.append(')').toString());
    }

    private static String lineOf(List<String> lines, int number) {
        return number < lines.size() ? lines.get(number) : "(the end)";
    }

    @Override
    public String toString() {
        return "golden file " + path;
    }
}
