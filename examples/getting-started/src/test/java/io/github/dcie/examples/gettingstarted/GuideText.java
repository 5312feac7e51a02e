package io.github.dcie.examples.gettingstarted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of {@code docs}: its blocks of code. */
record GuideText(String name, String text) {

    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    static GuideText of(String name) {
        return new GuideText(name, read(DOCS.resolve(name)));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks of a language, in order. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The only one. */
    String block(String language) {
        return only(language, blocks(language));
    }

    /** The only block of commands below a heading. */
    String commands(String heading) {
        int from = text.indexOf("\n## " + heading + "\n");
        if (from < 0) {
            throw new IllegalStateException(name + " has no section \"" + heading + "\"");
        }
        int to = text.indexOf("\n## ", from + 1);
        String section = to < 0 ? text.substring(from) : text.substring(from, to);
        return only("sh below \"" + heading + "\"", new GuideText(name, section).blocks("sh"));
    }

    private String only(String what, List<String> found) {
        if (found.size() != 1) {
            throw new IllegalStateException(name + " has " + found.size() + " blocks of " + what + ": expected one");
        }
        return found.get(0);
    }
}
