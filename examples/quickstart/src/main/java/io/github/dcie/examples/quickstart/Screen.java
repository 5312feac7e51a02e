package io.github.dcie.examples.quickstart;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the story is told: a line that updates on a terminal, plain lines now and then elsewhere. */
final class Screen {

    private static final int WIDTH = 80;
    private static final int BAR = 10;
    /** Plain progress lines: so many in a life. */
    private static final int PLAIN_LINES = 8;

    private final PrintStream out;
    private final Kind kind;
    private int shown;
    private int told;

    Screen(PrintStream out, Kind kind) {
        this.out = out;
        this.kind = kind;
    }

    /** What the story is shown on. */
    enum Kind {
        /** Somebody looks at it while it goes on. */
        TERMINAL,
        /** A file, a pipe, a log of a build. */
        PLAIN;

        /** What this process has. */
        static Kind ofThisProcess() {
            boolean dumb = "dumb".equals(System.getenv("TERM"));
            return Optional.ofNullable(System.console())
                                    .filter(Kind::isTerminal)
                                    .isPresent()
                            && !dumb
                    ? TERMINAL
                    : PLAIN;
        }

        // from Java 22 on there is a console even without a terminal, and a method that tells; this is compiled for 17
        private static boolean isTerminal(Console console) {
            try {
                return (boolean) Console.class.getMethod("isTerminal").invoke(console);
            } catch (NoSuchMethodException olderJava) {
                return true;
            } catch (IllegalAccessException | InvocationTargetException e) {
                return false;
            }
        }
    }

    /** A line that stays. */
    void line(String text) {
        wipe();
        out.println(text);
    }

    /** Lines that stay: a head, and a text beside it. */
    void paragraph(String head, String text) {
        String begin = head;
        for (String line : wrapped(text, WIDTH - head.length())) {
            line(begin + line);
            begin = " ".repeat(head.length());
        }
    }

    /**
     * How far it is.
     *
     * @param share 0 to 1
     * @param text what there is to say
     */
    void progress(double share, String text) {
        int filled = (int) (share * BAR);
        String line = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]  " + text;
        if (kind == Kind.TERMINAL) {
            // a shorter line does not cover a longer one
            out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            out.flush();
            shown = line.length();
        } else if ((int) (share * PLAIN_LINES) > told) {
            told = (int) (share * PLAIN_LINES);
            out.println(line);
        }
    }

    private void wipe() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
