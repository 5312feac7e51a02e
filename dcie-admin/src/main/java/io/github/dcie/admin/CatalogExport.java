package io.github.dcie.admin;

import io.github.dcie.CompletedExport;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportType;
import io.github.dcie.Printable;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An export of the table, as DynamoDB or a manifest describes it. Immutable, equal by value.
 *
 * @param generation of the chain that it belongs to, whether the chain needs it or not; empty if it belongs to none
 * @param arn the export's ARN
 * @param type full or incremental
 * @param from the first second that a window covers, whole seconds; empty for a full export
 * @param to the first second that it does not cover, whole seconds: a window's end, or the time that a full export is as of
 * @param state how far it is
 * @param attempt which attempt at its span it is, as its token proves; empty where there is no token of this job
 * @param tableId the table's id, as DynamoDB reported it with the export
 * @param bucketOwner the account that was asked to own the bucket; empty if none was, and where only a manifest is known
 * @param requestedAt when DynamoDB accepted it, by its own clock, fractions of a second included
 * @param completed what is in S3, if it is complete
 * @param remark why it failed, in DynamoDB's words
 */
public record CatalogExport(
        OptionalInt generation,
        ExportArn arn,
        ExportType type,
        Optional<Instant> from,
        Instant to,
        State state,
        OptionalInt attempt,
        Optional<String> tableId,
        Optional<String> bucketOwner,
        Optional<Instant> requestedAt,
        Optional<CompletedExport> completed,
        Optional<String> remark) {

    /** How far an export is. */
    public enum State {
        /** DynamoDB writes it, or has not said what became of it. */
        IN_PROGRESS,
        /** All of it is in S3. */
        COMPLETED,
        /** Nothing came of it. */
        FAILED
    }

    /** The export, what it covers and what became of it, on one line. */
    @Override
    public String toString() {
        String span = from.map(begin -> "[" + begin + ", " + to + ")").orElseGet(() -> "as of " + to);
        String which = attempt.isPresent() && attempt.getAsInt() > 1 ? ", attempt " + attempt.getAsInt() : "";
        return "export " + arn.exportId() + " " + span + which + " " + state
                + remark.map(why -> " (" + Printable.line(why) + ")").orElse("");
    }
}
