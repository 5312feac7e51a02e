package io.github.dcie.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the codes that files cite, a letter and a number, such as those of rules. In Java a code counts in comments, at the
 * beginning of a string before a colon or a word, and in parentheses inside of a string; text blocks are data. On a page it
 * counts outside of code.
 */
final class Citations {

    /**
     * A code in a file.
     *
     * @param code such as K6
     * @param file the file, from the root of the repository
     * @param line the line, from 1
     */
    record Citation(String code, Path file, int line) {

        boolean isInJava() {
            return file.toString().endsWith(".java");
        }

        /** The name of the class. */
        String type() {
            return file.getFileName().toString().replace(".java", "");
        }

        String place() {
            return file + ":" + line;
        }
    }

    /** A service of AWS has a rule's name: it is the rule where only rules are named that way. */
    private static final String AMBIGUOUS = "S3";

    private static final Pattern AMBIGUOUS_AS_A_RULE =
            Pattern.compile("(?:^-* ?|\\(|\\b[A-Z]\\d{1,2}(?:, | to |–))S3(?=$|[,:).]| to |–)");

    private static final Pattern JAVA_TOKEN = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|\"\"\".*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'",
            Pattern.DOTALL);

    private static final Pattern COMMENT_FRAME = Pattern.compile("^\\s*(?://+|/\\*+|\\*(?!/))?\\s*|\\s*\\*/$|\\s+$");

    private static final Pattern CODE_OF_A_PAGE =
            Pattern.compile("^ *```.*?^ *```$|`[^`\n]*`|]\\([^)]*\\)", Pattern.DOTALL | Pattern.MULTILINE);

    private final Pattern code;
    private final Pattern codeInString;

    private Citations(String letters, String behindInString) {
        code = Pattern.compile("\\b[" + letters + "][1-9][0-9]?\\b");
        codeInString = Pattern.compile(
                "^([" + letters + "][1-9][0-9]?)(?=" + behindInString + ")|\\(([" + letters + "][1-9][0-9]?)\\)");
    }

    /** Those of rules. */
    static Citations ofRules() {
        return new Citations("SKTWPGFNQUIR", ": | [a-zA-Z]");
    }

    /** Those of defects of other systems; the names of stories begin with one. */
    static Citations ofDefects() {
        return new Citations("A-E", ": |-[a-z]");
    }

    /** All of the repository's sources and pages. */
    List<Citation> all() {
        return files().stream().flatMap(file -> in(file).stream()).toList();
    }

    private List<Citation> in(Path file) {
        Path name = Reactor.ROOT.relativize(file);
        String text = Reactor.read(file);
        return name.toString().endsWith(".java") ? inJava(name, text) : inPage(name, text);
    }

    List<Citation> inJava(Path file, String source) {
        List<Citation> found = new ArrayList<>();
        Matcher tokens = JAVA_TOKEN.matcher(source);
        int line = 1;
        int seen = 0;
        while (tokens.find()) {
            line += newlines(source, seen, tokens.start());
            seen = tokens.start();
            String token = tokens.group();
            if (token.startsWith("/")) {
                List<String> lines = token.lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    String words = COMMENT_FRAME.matcher(lines.get(i)).replaceAll("");
                    add(found, file, line + i, words, code);
                }
            } else if (token.startsWith("\"") && !token.startsWith("\"\"\"")) {
                add(found, file, line, token.substring(1, token.length() - 1), codeInString);
            }
        }
        return found;
    }

    List<Citation> inPage(Path file, String page) {
        // the lines stay where they are
        String words =
                CODE_OF_A_PAGE.matcher(page).replaceAll(code -> code.group().replaceAll("[^\n]", " "));
        List<String> lines = words.lines().toList();
        List<Citation> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            add(found, file, i + 1, lines.get(i), code);
        }
        return found;
    }

    private static void add(List<Citation> found, Path file, int line, String words, Pattern pattern) {
        pattern.matcher(words)
                .results()
                .map(Citations::code)
                .filter(cited -> !cited.equals(AMBIGUOUS)
                        || AMBIGUOUS_AS_A_RULE.matcher(words).find())
                .distinct()
                .forEach(cited -> found.add(new Citation(cited, file, line)));
    }

    private static String code(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.start(group) >= 0) {
                return match.group(group);
            }
        }
        return match.group();
    }

    private static int newlines(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    /** All sources, tests included, and all pages; nothing that is built or hidden. */
    private static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(Reactor.ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = Reactor.ROOT.relativize(folder).getFileName().toString();
                    return name.equals("target") || name.startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Stream.of(".java", ".md").anyMatch(file.toString()::endsWith)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** The names of all classes that have a file of their own. */
    static List<String> types() {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.replace(".java", ""))
                .toList();
    }
}
