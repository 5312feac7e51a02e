package io.github.dcie.core.internal.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/** Escapes an opening brace inside a string, for Parameter Store takes two of them for a reference (K1). */
final class Escapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private static final SerializedString BRACE = new SerializedString("\\u007b");

    private final int[] ascii;

    Escapes() {
        ascii = standardAsciiEscapesForJSON();
        ascii['{'] = ESCAPE_CUSTOM;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return BRACE;
    }
}
