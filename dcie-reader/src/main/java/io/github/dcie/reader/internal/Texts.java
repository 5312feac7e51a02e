package io.github.dcie.reader.internal;

/** Texts as DynamoDB has them. */
public final class Texts {

    private Texts() {}

    /** DynamoDB stores UTF-8, which has no half of a character; an escape in a file can have one. */
    public static String require(String text) throws UnknownRecordException {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (Character.isSurrogate(next)) {
                if (Character.isLowSurrogate(next)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new UnknownRecordException("a text with half of a character");
                }
                i++;
            }
        }
        return text;
    }
}
