package io.github.dcie.reader.internal;

import io.github.dcie.S3Object;

/**
 * Where something was read, for people.
 *
 * @param name an object, or the beginning of a text
 * @param line the line in it, from 1; 0 for the whole
 */
public record Place(String name, long line) {

    private static final int SHOWN = 60;

    /** An id names its job, and is longer. */
    private static final int SHOWN_OF_AN_ID = 400;

    /** An object as a whole. */
    public static Place of(S3Object object) {
        // not its URI: there is none if the bucket's name is not a legal one
        return new Place("s3://" + object.bucket() + "/" + object.key(), 0);
    }

    /** A text that is not known to be in any object. */
    public static Place ofText(String kind, String text) {
        return new Place(kind + " \"" + begin(text, SHOWN) + "\"", 0);
    }

    /** An event, by its id. */
    public static Place ofEvent(String id) {
        return new Place("event " + begin(id, SHOWN_OF_AN_ID), 0);
    }

    /** A line in it. */
    public Place atLine(long number) {
        return new Place(name, number);
    }

    private static String begin(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    @Override
    public String toString() {
        return line == 0 ? name : name + " line " + line;
    }
}
