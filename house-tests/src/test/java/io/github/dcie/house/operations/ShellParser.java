package io.github.dcie.house.operations;

import io.github.dcie.house.operations.Statement.Assignment;
import io.github.dcie.house.operations.Statement.Command;
import io.github.dcie.house.operations.Statement.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the guide uses of the shell's language and nothing else: words, both kinds of quotes, continued lines,
 * {@code "$NAME"}, {@code NAME=value}, and loops over words or over what a command prints.
 */
final class ShellParser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern ASSIGNMENT = Pattern.compile("(" + NAME + ")=(.*)");
    private static final String SEPARATORS = ";\n";

    /** What needs no quotes; everything else could mean something to a shell. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]");

    private final String text;
    private int at;

    private ShellParser(String text) {
        this.text = text;
    }

    /**
     * Takes lines apart.
     *
     * @throws IllegalArgumentException if they contain what the guide does not use
     */
    static List<Statement> parse(String script) {
        return new ShellParser(script.replace("\\\n", " ")).statements(Optional.empty());
    }

    /** Statements up to a keyword, or to the end of the text. */
    private List<Statement> statements(Optional<String> last) {
        List<Statement> statements = new ArrayList<>();
        skip(" " + SEPARATORS);
        while (at < text.length()) {
            Word first = word();
            if (last.filter(first::is).isPresent()) {
                return statements;
            }
            statements.add(statement(first));
            skip(" " + SEPARATORS);
        }
        last.ifPresent(keyword -> require(false, keyword));
        return statements;
    }

    private Statement statement(Word first) {
        if (first.is("for")) {
            return loop();
        }
        Matcher assignment = ASSIGNMENT.matcher(plain(first));
        if (assignment.matches()) {
            require(words().isEmpty(), "an assignment for one command");
            return new Assignment(assignment.group(1), new Word(List.of(new Word.Text(assignment.group(2)))));
        }
        return command(first);
    }

    private Command command(Word first) {
        List<Word> words = new ArrayList<>(List.of(first));
        words.addAll(words());
        return new Command(List.copyOf(words));
    }

    private Loop loop() {
        List<Word> head = words();
        require(head.size() > 2 && head.get(1).is("in"), "for … in …");
        skip(" " + SEPARATORS);
        require(word().is("do"), "do");
        return new Loop(plain(head.get(0)), List.copyOf(head.subList(2, head.size())), statements(Optional.of("done")));
    }

    /** Words up to the end of the command. */
    private List<Word> words() {
        List<Word> words = new ArrayList<>();
        while (true) {
            skip(" ");
            if (at == text.length() || SEPARATORS.indexOf(text.charAt(at)) >= 0 || text.charAt(at) == ')') {
                return words;
            }
            words.add(word());
        }
    }

    private Word word() {
        List<Word.Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (at < text.length() && (" )" + SEPARATORS).indexOf(text.charAt(at)) < 0) {
            char next = text.charAt(at);
            if (PLAIN.matcher(String.valueOf(next)).matches()) {
                plain.append(next);
                at++;
            } else {
                if (!plain.isEmpty()) {
                    pieces.add(new Word.Text(plain.toString()));
                    plain.setLength(0);
                }
                special(next, pieces);
            }
        }
        if (!plain.isEmpty()) {
            pieces.add(new Word.Text(plain.toString()));
        }
        require(!pieces.isEmpty(), "a word");
        return new Word(List.copyOf(pieces));
    }

    private void special(char next, List<Word.Piece> pieces) {
        at++;
        switch (next) {
            case '\'' -> {
                int end = end('\'');
                pieces.add(new Word.Text(text.substring(at, end)));
                at = end + 1;
            }
            case '"' -> {
                int end = end('"');
                quoted(text.substring(at, end), pieces);
                at = end + 1;
            }
            case '$' -> {
                // a value without quotes would be split into words
                require(at < text.length() && text.charAt(at) == '(', "\"$NAME\" in quotes, or $(command)");
                at++;
                skip(" ");
                pieces.add(new Word.Output(command(word())));
                require(at < text.length() && text.charAt(at) == ')', ")");
                at++;
            }
            default -> require(false, "quotes round " + next);
        }
    }

    private int end(char quote) {
        int end = text.indexOf(quote, at);
        require(end >= 0, "a closing " + quote);
        return end;
    }

    private void quoted(String inside, List<Word.Piece> pieces) {
        require(!inside.contains("\\") && !inside.contains("`"), "neither \\ nor ` in quotes");
        String[] parts = inside.split("\\$", -1);
        pieces.add(new Word.Text(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            Matcher name = NAME.matcher(parts[i]);
            require(name.lookingAt(), "a variable's name behind $");
            pieces.add(new Word.Variable(name.group()));
            pieces.add(new Word.Text(parts[i].substring(name.end())));
        }
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static String plain(Word word) {
        return word.pieces().size() == 1 && word.pieces().get(0) instanceof Word.Text only ? only.text() : "";
    }

    private void require(boolean kept, String expected) {
        if (!kept) {
            throw new IllegalArgumentException("after \"" + text.substring(0, at) + "\": expected " + expected
                    + "; the guide's commands use nothing else of the shell");
        }
    }
}
