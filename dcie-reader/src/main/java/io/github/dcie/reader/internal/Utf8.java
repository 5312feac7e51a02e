package io.github.dcie.reader.internal;

/**
 * Whether bytes are UTF-8 (Unicode Standard, table 3-7). Parsers are lenient: Jackson makes characters of surrogates and of
 * forms that are too long, so that two attributes could have one name.
 */
final class Utf8 {

    /** Of the character that has begun: how many bytes are missing, and between what the next one must be. */
    private int missing;

    private int least;
    private int most;

    /** How many of the next bytes can follow those before them: all, or those before the first that cannot. */
    int accept(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            if (missing == 0) {
                at = Ascii.skip(bytes, at, length);
            }
            if (at < length && !accept(bytes[at] & 0xff)) {
                return at;
            }
            at++;
        }
        return length;
    }

    /** Whether no character has only begun. */
    boolean isWhole() {
        return missing == 0;
    }

    private boolean accept(int next) {
        if (missing == 0) {
            return begin(next);
        }
        boolean follows = next >= least && next <= most;
        missing--;
        expect(0x80, 0xbf);
        return follows;
    }

    private boolean begin(int first) {
        missing = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        switch (first) {
            case 0xe0 -> expect(0xa0, 0xbf);
            case 0xed -> expect(0x80, 0x9f);
            case 0xf0 -> expect(0x90, 0xbf);
            case 0xf4 -> expect(0x80, 0x8f);
            default -> expect(0x80, 0xbf);
        }
        return first >= 0xc2 && first <= 0xf4;
    }

    private void expect(int lowest, int highest) {
        least = lowest;
        most = highest;
    }
}
