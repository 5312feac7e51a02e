package io.github.dcie.reader;

import io.github.dcie.CompletedExport;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.S3Object;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import io.github.dcie.reader.internal.FlatJson;
import io.github.dcie.reader.internal.Place;
import java.util.Optional;

/**
 * Reads events of committed exports from the JSON that {@link io.github.dcie.EventJson} writes, as a queue or a topic hands it
 * over.
 */
public final class CommittedExports {

    private static final String REMEDY = "hand in the body of a message as EventJson has written it"
            + " (SNS to SQS: with raw message delivery), or see whether a newer dcie-reader knows it";

    private CommittedExports() {}

    /**
     * Reads a message.
     *
     * @param message the JSON object
     * @return the export that can be read now; empty if the event is about something else
     * @throws UnsoundExportException if it is no event, or tells of data in a way that is not known here
     */
    public static Optional<ExportCommitted> parse(String message) throws UnsoundExportException {
        FlatJson json = FlatJson.parse(Place.ofText("message", message), message, REMEDY);
        json = json.at(Place.ofEvent(json.text("executionId")));
        String type = json.text("eventType");
        // N5: success means that data is there, and nothing else does
        if (!json.find("status").equals(Optional.of("SUCCESS"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(committed(type, json));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnsoundExportException(
                    json.place().toString(), "fields that do not fit together: " + e.getMessage(), REMEDY);
        }
    }

    private static ExportCommitted committed(String type, FlatJson json) throws UnsoundExportException {
        return switch (type) {
            case "FullExportCommitted" -> full(json);
            case "WindowCommitted" -> window(json);
            default ->
                throw new UnsoundExportException(
                        json.place().toString(),
                        "eventType " + FlatJson.quoted(type)
                                + " with status SUCCESS, expected FullExportCommitted or WindowCommitted",
                        REMEDY);
        };
    }

    private static FullExportCommitted full(FlatJson json) throws UnsoundExportException {
        return new FullExportCommitted(
                json.read("executionId", "an id", EventId::of),
                json.read("jobId", "a job id", JobId::of),
                table(json),
                Math.toIntExact(json.number("generation")),
                json.time("at"),
                json.number("incrementalBlocksBehind"),
                json.time("exportStartTime"),
                export(json));
    }

    private static WindowCommitted window(FlatJson json) throws UnsoundExportException {
        return new WindowCommitted(
                json.read("executionId", "an id", EventId::of),
                json.read("jobId", "a job id", JobId::of),
                table(json),
                Math.toIntExact(json.number("generation")),
                json.time("at"),
                json.number("incrementalBlocksBehind"),
                json.number("sequence"),
                new ExportWindow(json.time("exportStartTime"), json.time("exportEndTime")),
                json.read("view", "a view", ExportView::valueOf),
                export(json),
                json.find("previousExportArn").map(ExportArn::of));
    }

    private static TableIdentity table(FlatJson json) throws UnsoundExportException {
        return new TableIdentity(json.read("tableArn", "a table's ARN", TableArn::of), json.find("tableId"));
    }

    private static CompletedExport export(FlatJson json) throws UnsoundExportException {
        return new CompletedExport(
                json.read("exportArn", "an export's ARN", ExportArn::of),
                new S3Object(json.text("bucket"), json.text("manifestKey")),
                json.find("prefix"),
                json.read("format", "DYNAMODB_JSON or ION", ExportFormat::valueOf),
                json.number("itemCount"),
                json.number("billedBytes"),
                json.time("startTime"),
                json.time("endTime"));
    }
}
