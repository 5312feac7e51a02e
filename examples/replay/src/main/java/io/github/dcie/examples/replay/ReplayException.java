package io.github.dcie.examples.replay;

/**
 * An export cannot be applied, and not because something was out of reach for a moment. Nothing of it is marked done. The
 * message names the place (object and line), what is there, what was expected, and what to do.
 */
public final class ReplayException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String remedy;

    ReplayException(Place place, String trouble, String remedy) {
        super(place + ": " + trouble + "; " + remedy);
        this.place = place.toString();
        this.remedy = remedy;
    }

    /**
     * Where it is.
     *
     * @return an object as {@code s3://<bucket>/<key>}, with the line if it is one line; or a message, or an item
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
