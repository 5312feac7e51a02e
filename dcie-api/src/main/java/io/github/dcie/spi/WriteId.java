package io.github.dcie.spi;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one write, so that a store can tell its own write, whose reply was lost, from somebody else's (R7).
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 -}
 */
public record WriteId(String value) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /**
     * Checks the value.
     *
     * @param value 1 to 64 characters of {@code A-Z a-z 0-9 -}
     * @throws IllegalArgumentException if it is not legal
     */
    public WriteId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "write id \"" + value + "\": expected 1 to 64 of A-Z a-z 0-9 - ; use WriteId.random()");
        }
    }

    /**
     * A new id that nobody else has.
     *
     * @return a random one
     */
    public static WriteId random() {
        return new WriteId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
