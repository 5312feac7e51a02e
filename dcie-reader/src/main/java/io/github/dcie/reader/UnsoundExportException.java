package io.github.dcie.reader;

import io.github.dcie.Printable;

/**
 * A file of an export is not what it must be, or is missing. Trying again does not help, unlike with an
 * {@link java.io.IOException}. The message names the place, what was found there, what was expected, and what to do. It is
 * one printable line (see {@link Printable}).
 */
public final class UnsoundExportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Where it is. */
    private final String place;

    /** What to do. */
    private final String remedy;

    /**
     * Something is wrong with an export's files.
     *
     * @param place the object, and the line if it is one line of it
     * @param trouble what was found there, and what was expected
     * @param remedy what a person should do, without a full stop
     */
    public UnsoundExportException(String place, String trouble, String remedy) {
        super(Printable.line(place + ": " + trouble + "; " + remedy));
        this.place = Printable.line(place);
        this.remedy = Printable.line(remedy);
    }

    /**
     * Where it is.
     *
     * @return an object as {@code s3://<bucket>/<key>}, followed by {@code line <number>} if it is one line; or, for a text
     *     that came from no object, how it begins
     */
    public String place() {
        return place;
    }

    /**
     * What a person should do.
     *
     * @return a sentence without a full stop
     */
    public String remedy() {
        return remedy;
    }
}
