package io.github.dcie.testkit.internal;

import java.util.Locale;

/** Text from outside, as an error's message may show it: printable ASCII, and not endless. */
final class Shown {

    private static final int LONGEST = 200;

    private Shown() {}

    /** Everything but printable ASCII becomes a Unicode escape; what is too long is cut. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() >= LONGEST) {
                return shown.append("...").toString();
            }
            char character = text.charAt(i);
            if (character >= ' ' && character <= '~') {
                shown.append(character);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            }
        }
        return shown.toString();
    }
}
