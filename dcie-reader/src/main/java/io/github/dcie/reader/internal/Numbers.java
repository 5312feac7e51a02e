package io.github.dcie.reader.internal;

import java.math.BigDecimal;

/** Numbers as DynamoDB has them (Developer Guide, data types): up to 38 digits, between 1E-130 and 1E+126, and zero. */
public final class Numbers {

    private static final int MOST_DIGITS = 38;
    private static final int LOWEST_POWER = -130;
    private static final int HIGHEST_POWER = 125;

    /** The longest has a sign, a zero, a point, 129 zeros and 38 digits; a longer text costs time for nothing. */
    private static final int LONGEST = 200;

    private Numbers() {}

    /** A number's text: sign, digits, fraction, exponent. By hand, for it is asked for each number of a table. */
    public static String require(String text) throws UnknownRecordException {
        int length = text.length();
        int from = skipSign(text, 0);
        int at = skipDigits(text, from);
        boolean legal = at > from && length <= LONGEST;
        if (at < length && text.charAt(at) == '.') {
            int fraction = skipDigits(text, at + 1);
            legal &= fraction > at + 1;
            at = fraction;
        }
        boolean small = at == length && length <= MOST_DIGITS;
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = skipSign(text, at + 1);
            at = skipDigits(text, exponent);
            legal &= at > exponent && at - exponent <= 3;
        }
        if (!legal || at != length || !(small || isInRange(new BigDecimal(text)))) {
            throw new UnknownRecordException("an attribute of type N that is no number of DynamoDB's");
        }
        return text;
    }

    /** Whether DynamoDB can store it. Not for a number of any length: to read one takes as long as its square. */
    public static boolean isInRange(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        long power = (long) shortest.precision() - shortest.scale() - 1;
        return shortest.precision() <= MOST_DIGITS && power >= LOWEST_POWER && power <= HIGHEST_POWER;
    }

    private static int skipSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
