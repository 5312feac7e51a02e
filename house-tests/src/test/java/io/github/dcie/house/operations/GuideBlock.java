package io.github.dcie.house.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines for the shell that {@code docs/operations.md} prints.
 *
 * @param section the heading above it
 * @param title the bold words that begin the paragraph before it
 * @param script its lines
 */
record GuideBlock(String section, String title, String script) {

    private static final Path GUIDE = Path.of("../docs/operations.md");
    private static final Pattern HEADING = Pattern.compile("#+ (.+)");
    private static final Pattern TITLE = Pattern.compile("\\*\\*(.+?)\\*\\*.*");

    /** All of them, in the order of the page. */
    static List<GuideBlock> all() {
        try {
            return in(Files.readAllLines(GUIDE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GuideBlock> in(List<String> lines) {
        List<GuideBlock> blocks = new ArrayList<>();
        String section = "";
        String title = "";
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher heading = HEADING.matcher(line);
            Matcher bold = TITLE.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
                title = "";
            } else if (bold.matches()) {
                title = bold.group(1);
            } else if (line.startsWith("```")) {
                int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf("```");
                if (line.equals("```sh")) {
                    blocks.add(new GuideBlock(section, title, String.join("\n", lines.subList(at + 1, end))));
                }
                at = end;
            }
        }
        return blocks;
    }
}
