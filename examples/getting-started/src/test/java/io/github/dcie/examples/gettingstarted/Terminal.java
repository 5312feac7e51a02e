package io.github.dcie.examples.gettingstarted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a shell as the guide uses: variables, quotes, lines that go on, one program a line. What it does not know is an
 * error.
 */
final class Terminal {

    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export )?([A-Z_]+)=(.*)");
    private static final Pattern OUTPUT = Pattern.compile("\\$\\((.*)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"`\\\\]*)\"|([\\w./:{}=,+-]+)");

    private final Map<String, String> variables = new HashMap<>();
    private final Programs programs;

    Terminal(Programs programs) {
        this.programs = programs;
    }

    /** What is there to be run. */
    @FunctionalInterface
    interface Programs {

        /**
         * Runs a program.
         *
         * @param words its name and arguments
         * @return what it prints
         */
        String run(List<String> words);
    }

    /** Types a block, line by line. */
    void type(String block) {
        for (String line : block.replace("\\\n", " ").split("\n")) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                variables.put(assignment.group(1), value(assignment.group(2)));
            } else {
                programs.run(words(line));
            }
        }
    }

    private String value(String text) {
        Matcher output = OUTPUT.matcher(text);
        if (output.matches()) {
            return programs.run(words(output.group(1)));
        }
        List<String> words = words(text);
        if (words.size() != 1) {
            throw new IllegalArgumentException(text + ": expected one word; quote what has blanks");
        }
        return words.get(0);
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                end(word, words);
                at++;
            } else {
                Matcher piece = WORD.matcher(line).region(at, line.length());
                if (!piece.lookingAt()) {
                    throw new IllegalArgumentException(
                            line + ": expected a word or something in quotes at \"" + line.substring(at) + "\"");
                }
                word.append(Optional.ofNullable(piece.group(2))
                        .map(this::filled)
                        .or(() -> Optional.ofNullable(piece.group(1)))
                        .orElseGet(() -> piece.group(3)));
                at = piece.end();
            }
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private String filled(String quoted) {
        return VARIABLE.matcher(quoted)
                .replaceAll(name -> Matcher.quoteReplacement(Optional.ofNullable(variables.get(name.group(1)))
                        .orElseThrow(() -> new IllegalArgumentException(
                                name.group() + " is not set: expected one of " + variables.keySet()))));
    }
}
