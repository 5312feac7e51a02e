package io.github.dcie.reader.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.reader.internal.Ascii;
import io.github.dcie.reader.internal.Texts;
import io.github.dcie.reader.internal.UnknownRecordException;

/**
 * The tokens of one line of JSON (RFC 8259). Only those that DynamoDB writes: there are no bare numbers and no null. By hand,
 * because a parser that decodes UTF-8, finds lines and keeps names itself does all this a second time: it took a third more
 * time, and kept the names of a whole file in memory.
 */
final class JsonLine {

    private final Names names = new Names();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private int at;

    /** Begins a line, whose bytes are UTF-8. */
    void begin(byte[] line, int begin, int end) {
        bytes = line;
        from = begin;
        at = begin;
        to = end;
    }

    /** Takes a character of JSON's structure. */
    void take(char expected) throws UnknownRecordException {
        if (!takeIf(expected)) {
            throw unexpected("'" + expected + "'");
        }
    }

    /** Takes a character of JSON's structure if it is next. */
    boolean takeIf(char expected) {
        if (!isNext(expected)) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether this character is next. */
    boolean isNext(char expected) {
        if (at < to && bytes[at] <= ' ') {
            skipSpace();
        }
        return at < to && bytes[at] == expected;
    }

    /** A name and the colon behind it. */
    String name() throws UnknownRecordException {
        take('"');
        int begin = at;
        int mixed = skipPlain();
        String name = mixed < 0 || bytes[at] == '\\' ? rest(begin) : names.of(bytes, begin, at++);
        take(':');
        return name;
    }

    /** A name of one letter and the colon behind it, if it is next without white space; otherwise 0. */
    char letter() {
        if (at + 3 < to
                && bytes[at] == '"'
                && isLetter(bytes[at + 1])
                && bytes[at + 2] == '"'
                && bytes[at + 3] == ':') {
            at += 4;
            return (char) bytes[at - 3];
        }
        return 0;
    }

    private static boolean isLetter(byte next) {
        return next >= 'A' && next <= 'Z';
    }

    /** A text. */
    String text() throws UnknownRecordException {
        take('"');
        int begin = at;
        int mixed = skipPlain();
        return mixed < 0 || bytes[at] == '\\' ? rest(begin) : new String(bytes, begin, at++ - begin, ISO_8859_1);
    }

    /** {@code true} or {@code false}. */
    boolean truth() throws UnknownRecordException {
        boolean truth = isNext('t');
        String word = truth ? "true" : "false";
        for (int i = 0; i < word.length(); i++) {
            if (at == to || bytes[at] != word.charAt(i)) {
                throw unexpected("true or false");
            }
            at++;
        }
        return truth;
    }

    /** Nothing else is there. */
    void end() throws UnknownRecordException {
        skipSpace();
        if (at < to) {
            throw unexpected("the end of the line");
        }
    }

    /** To the quote or the backslash that is next; less than 0 if what was skipped is not all ASCII. */
    private int skipPlain() throws UnknownRecordException {
        int mixed = 0;
        at = Ascii.skipText(bytes, at, to);
        while (at < to && bytes[at] < 0) {
            mixed = -1;
            at = Ascii.skipText(bytes, at + 1, to);
        }
        if (at == to || bytes[at] < ' ') {
            throw unexpected("a text and '\"'");
        }
        return mixed;
    }

    /** A text with escapes or with more than ASCII, from its beginning to behind its quote. */
    private String rest(int begin) throws UnknownRecordException {
        if (bytes[at] == '"') {
            return new String(bytes, begin, at++ - begin, UTF_8);
        }
        StringBuilder text = new StringBuilder(new String(bytes, begin, at - begin, UTF_8));
        while (bytes[at] == '\\') {
            at++;
            text.append(escaped());
            int plain = at;
            skipPlain();
            text.append(new String(bytes, plain, at - plain, UTF_8));
        }
        at++;
        return Texts.require(text.toString());
    }

    private char escaped() throws UnknownRecordException {
        char kind = at < to ? (char) bytes[at++] : 0;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw unexpected("a legal escape");
        };
    }

    private char unit() throws UnknownRecordException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            // not Character.digit of a character: it takes digits of other writings
            int digit = at < to ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                throw unexpected("four hexadecimal digits");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    /** The line ends with a carriage return if somebody has edited it; a line feed cannot be in it. */
    private void skipSpace() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }

    /** What was met is shown only if it is a character of the structure: nothing of an item. */
    UnknownRecordException unexpected(String expected) {
        boolean structure = at < to && "{}[]:,\"".indexOf(bytes[at]) >= 0;
        String met = structure ? "'" + (char) bytes[at] + "'" : at < to ? "something else" : "the end of the line";
        return new UnknownRecordException("no JSON as DynamoDB writes it: found " + met + " in column "
                + (at - from + 1) + ", expected " + expected);
    }
}
