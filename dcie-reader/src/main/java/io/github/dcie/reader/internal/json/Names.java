package io.github.dcie.reader.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Names of attributes that were met: nearly all are those of the line before. A name takes the place of another one, so there
 * are never more than a table full of short ones, whatever a file has.
 */
final class Names {

    private static final int PLACES = 1 << 9;
    private static final int LONGEST = 64;

    private final byte[][] known = new byte[PLACES][0];
    private final String[] names = new String[PLACES];

    /** The text of these bytes, which are ASCII. */
    String of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
        int hash = length + 31 * (bytes[from] + 31 * (bytes[from + length / 2] + 31 * bytes[to - 1]));
        int place = (hash ^ hash >>> 9) & PLACES - 1;
        if (!Arrays.equals(known[place], 0, known[place].length, bytes, from, to)) {
            known[place] = Arrays.copyOfRange(bytes, from, to);
            names[place] = new String(known[place], ISO_8859_1);
        }
        return names[place];
    }
}
