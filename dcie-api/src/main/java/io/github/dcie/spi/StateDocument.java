package io.github.dcie.spi;

/**
 * What a store keeps for a job: a text that it need not understand. The type refuses what some store could not hold, so
 * that every store can hold every document (K1): 1 to 3,584 printable ASCII characters, and no <code>{{</code>, which
 * Parameter Store takes for a reference (API reference, PutParameter).
 *
 * @param text the document
 */
public record StateDocument(String text) {

    /** The largest document, in characters and, since it is ASCII, in bytes. */
    public static final int MAX_BYTES = 3584;

    /**
     * Checks the text.
     *
     * @param text the document
     * @throws IllegalArgumentException if the text is empty, too long, not printable ASCII, or contains <code>{{</code>
     */
    public StateDocument {
        if (text.isEmpty() || text.length() > MAX_BYTES) {
            throw new IllegalArgumentException("state document of " + text.length() + " characters: expected 1 to "
                    + MAX_BYTES + ", which every store can hold");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                throw new IllegalArgumentException("state document: character U+" + Integer.toHexString(text.charAt(i))
                        + " at " + i + ": expected printable ASCII; escape it");
            }
        }
        if (text.contains("{{")) {
            throw new IllegalArgumentException("state document: {{ at " + text.indexOf("{{")
                    + ": Parameter Store takes that for a reference; escape the brace");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
