package io.github.dcie.sns;

import java.util.HexFormat;

/**
 * Text from outside on its way into a line for people. Whatever a terminal or a log viewer would act on instead of showing it
 * is escaped: control characters, ESC and line ends among them, format characters such as bidirectional marks, and
 * surrogates without their other half.
 */
final class Printable {

    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(line, point));
        return line.toString();
    }

    private static void append(StringBuilder line, int point) {
        if (isShown(point)) {
            line.appendCodePoint(point);
            return;
        }
        for (char unit : Character.toChars(point)) {
            line.append("\\u").append(HEX.toHexDigits(unit));
        }
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
