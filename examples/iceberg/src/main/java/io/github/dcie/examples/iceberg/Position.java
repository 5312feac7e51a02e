package io.github.dcie.examples.iceberg;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Up to which export a table has been brought. It is in the summary of the snapshot that the export has become, so it is never
 * ahead of the rows nor behind them.
 *
 * @param job whose exports
 * @param table of which DynamoDB table
 * @param generation the chain's number
 * @param sequence the export's number in its chain, 0 for the full export
 * @param watermark the time up to which the rows are those of the DynamoDB table
 * @param export the export
 */
public record Position(JobId job, TableArn table, int generation, long sequence, Instant watermark, ExportArn export) {

    /** Before the names of all properties. */
    public static final String PREFIX = "dcie.";

    static final String JOB = PREFIX + "job";
    static final String TABLE = PREFIX + "table-arn";
    static final String GENERATION = PREFIX + "generation";
    private static final String SEQUENCE = PREFIX + "sequence";
    private static final String WATERMARK = PREFIX + "watermark";
    private static final String EXPORT = PREFIX + "export-arn";

    static Position of(ExportCommitted event) {
        return new Position(
                event.job(),
                event.table().arn(),
                event.generation(),
                event.sequence(),
                event.watermark(),
                event.export().arn());
    }

    /**
     * What a snapshot's summary says.
     *
     * @param summary the summary
     * @return empty if it does not say it, or not all of it
     */
    static Optional<Position> in(Map<String, String> summary) {
        try {
            return Optional.of(new Position(
                    JobId.of(summary.getOrDefault(JOB, "")),
                    TableArn.of(summary.getOrDefault(TABLE, "")),
                    Integer.parseInt(summary.getOrDefault(GENERATION, "")),
                    Long.parseLong(summary.getOrDefault(SEQUENCE, "")),
                    Instant.parse(summary.getOrDefault(WATERMARK, "")),
                    ExportArn.of(summary.getOrDefault(EXPORT, ""))));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The same as properties.
     *
     * @return for a snapshot's summary
     */
    Map<String, String> properties() {
        return Map.of(
                JOB, job.value(),
                TABLE, table.value(),
                GENERATION, Integer.toString(generation),
                SEQUENCE, Long.toString(sequence),
                WATERMARK, watermark.toString(),
                EXPORT, export.value());
    }
}
