package io.github.dcie;

/**
 * Makes text from outside fit to stand in one line of a log, a status or a message: what AWS answered, what somebody
 * typed, what an exception says. A line break or an escape sequence in such a text could otherwise forge a line or
 * change what a terminal shows.
 *
 * <p>Types of this library that carry a sentence for people use it when they are created, so callers need not. A store,
 * notifier or check of your own can use it for what it puts into exceptions and logs.
 *
 * <p>Pure functions, thread-safe.
 */
public final class Printable {

    private Printable() {}

    /**
     * The text on one line: control characters, line separators, invisible formatting characters (among them those that
     * change the direction of writing), unpaired surrogates and unassigned code points are written as {@code \}{@code
     * uXXXX}. Everything else stays, so a text that is already printable is returned unchanged.
     *
     * @param text any text
     * @return the same text without a character that a terminal or a log would act on
     */
    public static String line(String text) {
        return text.codePoints().allMatch(Printable::isHarmless) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                line.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    line.append("\\u")
                            .append(Integer.toHexString(0x10000 | unit).substring(1));
                }
            }
        });
        return line.toString();
    }

    private static boolean isHarmless(int point) {
        if (point < 0x7f) {
            return point >= ' ';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
