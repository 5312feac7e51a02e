package io.github.dcie.replay;

import io.github.dcie.Printable;

/**
 * An export cannot be applied or taken back, and not because something was out of reach for a moment. What was applied before
 * stays, and the same call goes on there when the cause is gone. The message names the place, what is there, what was
 * expected, and what to do, on one printable line; it shows nothing of an item.
 */
public final class ReplayException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Where it is. */
    private final String place;

    /** What to do. */
    private final String remedy;

    /**
     * Something keeps a copy from following.
     *
     * @param place the event, the item or the table
     * @param trouble what was found there, and what was expected
     * @param remedy what a person should do, without a full stop
     */
    public ReplayException(String place, String trouble, String remedy) {
        super(Printable.line(place + ": " + trouble + "; " + remedy));
        this.place = Printable.line(place);
        this.remedy = Printable.line(remedy);
    }

    /**
     * Where it is.
     *
     * @return an event, an item, a table, or an object with its line
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
