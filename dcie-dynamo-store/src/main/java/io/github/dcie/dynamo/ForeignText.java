package io.github.dcie.dynamo;

import java.util.Locale;

/**
 * Text that others wrote (an answer of AWS, a stored value) as part of one line of a message: it can neither begin a line
 * of its own, nor colour a terminal, nor turn the order of the words around it, nor fill a log.
 */
final class ForeignText {

    /** AWS's longest usual message, an access that is denied in full, has less. */
    private static final int LONGEST = 600;

    private ForeignText() {}

    /** The text in one line: what is not printable is escaped, as in Java; cut to a length. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        int next = 0;
        while (next < text.length() && plain.length() < LONGEST) {
            int point = text.codePointAt(next);
            next += Character.charCount(point);
            if (isPrintable(point)) {
                plain.appendCodePoint(point);
            } else {
                for (char part : Character.toChars(point)) {
                    plain.append(String.format(Locale.ROOT, "\\u%04x", (int) part));
                }
            }
        }
        return next < text.length() ? plain + "…" : plain.toString();
    }

    private static boolean isPrintable(int point) {
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
