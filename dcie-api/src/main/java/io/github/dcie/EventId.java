package io.github.dcie;

/**
 * What an event is called. The same event has the same id however often it is delivered, also after the state was lost
 * or rolled back (N1), so a consumer that has seen an id may drop the event. Not to be taken apart: the parts are fields
 * of the event.
 *
 * @param value the id, printable ASCII
 */
public record EventId(String value) {

    /**
     * An event's id.
     *
     * @param value the id
     * @return the same as a value
     */
    public static EventId of(String value) {
        return new EventId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
