package io.github.dcie.migration.internal;

import io.github.dcie.Printable;

/**
 * Text that others wrote (an answer of AWS, a stored value) as part of one line of a message: as {@link Printable} has it,
 * and so short that it does not fill a log.
 */
public final class ForeignText {

    /** AWS's longest usual message, an access that is denied in full, has less. */
    private static final int LONGEST = 600;

    private ForeignText() {}

    /** The text in one line: what is not printable is escaped, as in Java; cut to a length. */
    public static String plain(String text) {
        String line = Printable.line(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        return line.length() <= LONGEST && text.length() <= LONGEST
                ? line
                : line.substring(0, Math.min(LONGEST, line.length())) + "…";
    }
}
