package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A full export of a small table, and a window. */
enum RealExport {
    FULL("01768385930622-efd1a093", 3),
    WINDOW("01768386924000-d339e52d", 6);

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-north-1:123456789123:table/test");
    static final String TABLE_ID = "cf263806-6bf1-4e51-a242-7067dcdecc72";

    private final String id;
    private final long items;

    RealExport(String id, long items) {
        this.id = id;
        this.items = items;
    }

    ExportArn arn() {
        return ExportArn.of(TABLE, id);
    }

    String key(String name) {
        return "AWSDynamoDB/" + id + "/" + name;
    }

    S3Object summary() {
        return new S3Object(MemoryBucket.BUCKET, key("manifest-summary.json"));
    }

    /** The summary's text. */
    String text() {
        return new String(MemoryBucket.resource(key("manifest-summary.json")), UTF_8);
    }

    CompletedExport completed() {
        Instant started = Instant.ofEpochMilli(Long.parseLong(id.substring(0, 14)));
        return new CompletedExport(
                arn(),
                summary(),
                Optional.empty(),
                ExportFormat.DYNAMODB_JSON,
                items,
                10_000_000,
                started,
                started.plusSeconds(300));
    }

    ExportCommitted event() {
        return event(completed());
    }

    /** An event that says this of it. */
    ExportCommitted event(CompletedExport export) {
        Instant at = Instant.parse("2026-01-14T11:00:00Z");
        TableIdentity table = new TableIdentity(TABLE, Optional.of(TABLE_ID));
        return this == FULL
                ? new FullExportCommitted(
                        EventId.of("a"),
                        JobId.of("test"),
                        table,
                        1,
                        at,
                        0,
                        Instant.parse("2026-01-14T10:18:50Z"),
                        export)
                : new WindowCommitted(
                        EventId.of("b"),
                        JobId.of("test"),
                        table,
                        1,
                        at,
                        0,
                        1,
                        ExportWindow.of(Instant.parse("2026-01-14T10:20:00Z"), Duration.ofMinutes(15)),
                        ExportView.NEW_AND_OLD_IMAGES,
                        export,
                        Optional.empty());
    }
}
