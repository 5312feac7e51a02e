package io.github.dcie.reader;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record of a data file: what it makes of one item (Developer Guide, S3DataExport.Output). An item is in an export once,
 * with what it was at the window's end or at the full export's time; so the changes of one export may be applied in any
 * order. Immutable, equal by value.
 */
public sealed interface Change {

    /**
     * Which record of its file it is.
     *
     * @return from 1 on
     */
    long line();

    /**
     * How much it is, for whoever gathers changes to write them together.
     *
     * @return bytes; never less than what DynamoDB counts for the images
     */
    int bytes();

    /**
     * What the item was before the window.
     *
     * @return its attributes; empty if there was no such item, if the export's view does not show it, and in a full export
     */
    Optional<Map<String, TypedValue>> oldImage();

    /**
     * When the item was last written within the window, by DynamoDB's clock.
     *
     * @return to the microsecond; empty in a full export
     */
    Optional<Instant> writtenAt();

    /**
     * There is such an item.
     *
     * @param line which record of its file it is, from 1 on
     * @param bytes how much it is, no less than DynamoDB counts
     * @param keys the key attributes; empty in a full export, which does not tell them
     * @param newImage all attributes, the keys included
     * @param oldImage what it was before the window
     * @param writtenAt when it was last written within the window
     */
    record Put(
            long line,
            int bytes,
            Optional<Map<String, TypedValue>> keys,
            Map<String, TypedValue> newImage,
            Optional<Map<String, TypedValue>> oldImage,
            Optional<Instant> writtenAt)
            implements Change {}

    /**
     * There is no such item any more.
     *
     * @param line which record of its file it is, from 1 on
     * @param bytes how much it is, no less than DynamoDB counts
     * @param keys the key attributes
     * @param oldImage what it was before the window
     * @param writtenAt when it was deleted
     */
    record Delete(
            long line,
            int bytes,
            Map<String, TypedValue> keys,
            Optional<Map<String, TypedValue>> oldImage,
            Optional<Instant> writtenAt)
            implements Change {}
}
