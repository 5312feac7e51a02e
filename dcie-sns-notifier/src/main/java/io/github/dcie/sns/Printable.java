package io.github.dcie.sns;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text from outside on its way into a line for people. Whatever a terminal or a log viewer would act on instead of showing it
 * is escaped: control characters, ESC and line ends among them, format characters such as bidirectional marks, and
 * surrogates without their other half.
 */
final class Printable {

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String of(String text) {
        return NOT_SHOWN
                .matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }
}
