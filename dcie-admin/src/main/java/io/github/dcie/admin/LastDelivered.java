package io.github.dcie.admin;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An export that a consumer was told of, the last one if possible: it anchors a chain whose beginning DynamoDB has forgotten,
 * and tells its numbers. All of it is in the consumer's last {@link ExportCommitted} event, but for the chain's start,
 * which is the time of the full export that the consumer has begun with. Immutable, equal by value.
 *
 * @param generation the chain's number
 * @param start the chain's start: its full export's time (T0), or where a chain that was taken over went on; a whole second
 * @param sequence the export's position in its generation
 * @param watermark up to where it leads, a whole second
 * @param export its ARN
 */
public record LastDelivered(int generation, Instant start, long sequence, Instant watermark, ExportArn export) {

    /**
     * Checks the numbers.
     *
     * @param generation the chain's number
     * @param start the chain's start
     * @param sequence the export's position in its generation
     * @param watermark up to where it leads
     * @param export its ARN
     * @throws IllegalArgumentException if the generation is below 1, the sequence negative, the watermark before the start,
     *     or one of the times not a whole second
     */
    public LastDelivered {
        if (generation < 1 || sequence < 0 || watermark.isBefore(start)) {
            throw new IllegalArgumentException(
                    "generation " + generation + ", sequence " + sequence + ", watermark "
                            + watermark + " of a chain from " + start
                            + ": expected 1 or more, 0 or more, not before the start; take them from the consumer's last event");
        }
        if (!isWholeSecond(start) || !isWholeSecond(watermark)) {
            throw new IllegalArgumentException("start " + start + ", watermark " + watermark
                    + ": expected whole seconds; take them from the consumer's events");
        }
    }

    /**
     * What an event says.
     *
     * @param start the chain's start: the time of its full export
     * @param event the last one that the consumer has received
     * @return the same
     * @throws IllegalArgumentException if the event is of before the start
     */
    public static LastDelivered of(Instant start, ExportCommitted event) {
        return new LastDelivered(
                event.generation(),
                start,
                event.sequence(),
                event.watermark(),
                event.export().arn());
    }

    private static boolean isWholeSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).equals(time);
    }
}
