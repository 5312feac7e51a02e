package io.github.dcie;

import java.util.regex.Pattern;

/**
 * What an event is called. The same event has the same id however often it is delivered, also after the state was lost
 * or rolled back (N1), so a consumer that has seen an id may drop the event. Not to be taken apart: the parts are fields
 * of the event.
 *
 * @param value the id, printable ASCII
 */
public record EventId(String value) {

    private static final Pattern LEGAL = Pattern.compile("[!-~]{1,1024}");

    /**
     * Checks the value.
     *
     * @param value the id, printable ASCII
     * @throws IllegalArgumentException if the value is not 1 to 1,024 printable ASCII characters without a space
     */
    public EventId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("event id \"" + Printable.line(value)
                    + "\": expected 1 to 1024 printable ASCII characters without a space; take it from an event");
        }
    }

    /**
     * An event's id.
     *
     * @param value the id
     * @return the same as a value
     * @throws IllegalArgumentException if the value is not 1 to 1,024 printable ASCII characters without a space
     */
    public static EventId of(String value) {
        return new EventId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
