package io.github.dcie.reader.internal;

import java.util.Base64;

/** Bytes as they are kept: a text, so that they are equal by value. */
public final class Base64Text {

    private Base64Text() {}

    public static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Decoded and encoded again: so it is base64, and the same bytes are always the same text. */
    public static String require(String text) throws UnknownRecordException {
        try {
            return of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new UnknownRecordException("an attribute of type B that is no base64");
        }
    }
}
