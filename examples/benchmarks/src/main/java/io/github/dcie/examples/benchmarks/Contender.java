package io.github.dcie.examples.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A way of keeping a table exported, in a world of its own. */
interface Contender {

    /** Puts its first action on the world's agenda. */
    void start();

    /** What it has called so far. */
    Usage usage();

    /** The windows that it has announced, in the order in which it did. */
    List<Announcement> announced();

    /** Up to here it believes to have done its work, rightly or not: its cursor. Empty before it has one. */
    Optional<Instant> movedPast();

    /** Whether it makes no progress until a person acts. */
    boolean isStuck();

    /** Who is told of its troubles. */
    Person person();

    /** What a person does who is asked to help, or sees that it stands still. */
    void repair();

    /** Ends its running executions in their midst, as a deployment does. */
    void stopExecutions();
}
