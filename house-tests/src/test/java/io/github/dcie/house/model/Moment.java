package io.github.dcie.house.model;

/**
 * What is noted while a life goes on: the order of things, and nothing of what they are about. That is in the steps'
 * records, which are written when a step has ended and so cannot tell how two steps interleave.
 */
sealed interface Moment {

    /** Something that the life's script does to the world. */
    record OfWorld(Event event) implements Moment {}

    /** A step has come to its next effect of a kind. */
    record Begun(LivedStep step, Kind kind) implements Moment {}

    /**
     * An effect has happened, whether its caller will see that or not.
     *
     * @param exports how many exports there are now
     * @param made whether one of them is new
     */
    record Happened(LivedStep step, Kind kind, int exports, boolean made) implements Moment {}

    /** The notifier has refused. */
    record Refused(LivedStep step) implements Moment {}

    /** DynamoDB knows the token with another destination (T4). */
    record Conflicted(LivedStep step) implements Moment {}

    /** A step has returned. */
    record Returned(LivedStep step) implements Moment {}

    /** A step's process has died. */
    record Died(LivedStep step) implements Moment {}
}
