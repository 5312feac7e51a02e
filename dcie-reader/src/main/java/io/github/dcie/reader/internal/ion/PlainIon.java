package io.github.dcie.reader.internal.ion;

import io.github.dcie.reader.internal.UnknownRecordException;

/**
 * Looks through a line of Ion text before it is parsed, for what the parser would take without a limit: a number of a million
 * digits takes it minutes. Comments and long strings are refused, because DynamoDB writes none and digits could hide in them.
 */
final class PlainIon {

    /** The largest has 38 digits, or 126 without an exponent. */
    private static final int MOST_DIGITS = 200;

    /** 32 levels of attributes (Developer Guide, quotas), and those of the record. */
    private static final int DEEPEST = 40;

    private final byte[] line;
    private final int to;
    private int at;
    private int ofNumber;
    private boolean inName;
    private int depth;

    private PlainIon(byte[] line, int from, int to) {
        this.line = line;
        this.at = from;
        this.to = to;
    }

    static void require(byte[] line, int from, int to) throws UnknownRecordException {
        new PlainIon(line, from, to).require();
    }

    private void require() throws UnknownRecordException {
        while (at < to) {
            byte next = line[at++];
            requireShort(next);
            step(next);
        }
    }

    /** A number begins with a digit, and goes on with letters if it is hexadecimal; a name only goes on with digits. */
    private void requireShort(byte next) throws UnknownRecordException {
        boolean digit = next >= '0' && next <= '9';
        boolean letter = isLetter(next) || next == '_' || next == '$';
        inName = inName ? digit || letter : letter && ofNumber == 0;
        ofNumber = !inName && (digit || letter) ? ofNumber + 1 : 0;
        if (ofNumber > MOST_DIGITS) {
            throw new UnknownRecordException("a number of more than " + MOST_DIGITS + " digits");
        }
    }

    private static boolean isLetter(byte next) {
        byte small = (byte) (next | 0x20);
        return small >= 'a' && small <= 'z';
    }

    private void step(byte next) throws UnknownRecordException {
        switch (next) {
            case '"' -> skipPast('"');
            case '\'' -> symbol();
            case '{' -> brace();
            case '[', '(' -> deeper();
            case '}', ']', ')' -> depth--;
            case '/' -> throw new UnknownRecordException("a comment");
            default -> {
                // a name, a number, white space: the parser's
            }
        }
    }

    private void symbol() throws UnknownRecordException {
        if (isNext('\'') && at + 1 < to && line[at + 1] == '\'') {
            throw new UnknownRecordException("a long string");
        }
        skipPast('\'');
    }

    /** A struct, or a blob: base64 in two braces, of which a run of digits is a part. */
    private void brace() throws UnknownRecordException {
        if (!isNext('{')) {
            deeper();
            return;
        }
        for (at++; at < to && line[at] != '}'; at++) {
            if (line[at] == '"' || line[at] == '\'') {
                throw new UnknownRecordException("a clob");
            }
        }
        at += 2;
    }

    private void deeper() throws UnknownRecordException {
        depth++;
        if (depth > DEEPEST) {
            throw new UnknownRecordException("more than " + DEEPEST + " levels");
        }
    }

    private void skipPast(char quote) {
        while (at < to && line[at] != quote) {
            at += line[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private boolean isNext(char expected) {
        return at < to && line[at] == expected;
    }
}
