package io.github.dcie.sns;

import io.github.dcie.CompletedExport;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.S3Object;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events of one job, with everything that is optional or without any of it. */
record Events(JobId job, TableArn table, boolean withOptional) {

    static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");

    /** With everything that is optional. */
    static Events whole() {
        return new Events(
                JobId.of("orders"), TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders"), true);
    }

    /** Without anything that is optional. */
    Events bare() {
        return new Events(job, table, false);
    }

    Events of(String jobId) {
        return new Events(JobId.of(jobId), table, withOptional);
    }

    /** One event of every kind. */
    List<ExportEvent> all() {
        return List.of(
                full(),
                window(),
                began(Condition.Kind.PITR_OFF),
                continues(Condition.Kind.PITR_OFF),
                ended(Condition.Kind.PITR_OFF),
                started());
    }

    FullExportCommitted full() {
        return new FullExportCommitted(
                id("full"), job, identity(), 1, NOON, 0, NOON, export("01768392000000-00000001"));
    }

    WindowCommitted window() {
        return new WindowCommitted(
                id("window"),
                job,
                identity(),
                1,
                NOON,
                2,
                5,
                ExportWindow.of(NOON, Duration.ofMinutes(15)),
                ExportView.NEW_AND_OLD_IMAGES,
                export("01768392960000-00000002"),
                optional("01768392060000-00000003").map(export -> ExportArn.of(table, export)));
    }

    ConditionBegan began(Condition.Kind kind) {
        return began(kind, ExportType.INCREMENTAL_EXPORT, "something is wrong");
    }

    ConditionBegan began(Condition.Kind kind, ExportType type, String summary) {
        return new ConditionBegan(id("begin"), job, identity(), 1, NOON, type, 3, condition(kind, summary));
    }

    ConditionContinues continues(Condition.Kind kind) {
        return new ConditionContinues(
                id("still"),
                job,
                identity(),
                1,
                NOON,
                ExportType.INCREMENTAL_EXPORT,
                3,
                condition(kind, "something is wrong"));
    }

    ConditionEnded ended(Condition.Kind kind) {
        return new ConditionEnded(
                id("end"),
                job,
                identity(),
                1,
                NOON,
                ExportType.INCREMENTAL_EXPORT,
                0,
                condition(kind, "something was wrong"));
    }

    ChainStarted started() {
        return new ChainStarted(
                id("chain"), job, identity(), 1, NOON, ChainStarted.Cause.FIRST, NOON.minusSeconds(300));
    }

    private Condition condition(Condition.Kind kind, String summary) {
        return new Condition(kind, NOON, summary, "mend it", optional("S3AccessDenied"));
    }

    private CompletedExport export(String exportId) {
        Optional<String> prefix = optional("exports/orders");
        return new CompletedExport(
                ExportArn.of(table, exportId),
                new S3Object(
                        "acme-exports",
                        prefix.map(folder -> folder + "/").orElse("") + "AWSDynamoDB/" + exportId
                                + "/manifest-summary.json"),
                prefix,
                ExportFormat.DYNAMODB_JSON,
                3,
                10_000_000,
                NOON.plusMillis(432),
                NOON.plusSeconds(300));
    }

    private EventId id(String what) {
        return EventId.of(job + "/" + what);
    }

    private TableIdentity identity() {
        return new TableIdentity(table, optional("cf263806-6bf1-4e51-a242-7067dcdecc72"));
    }

    private Optional<String> optional(String value) {
        return withOptional ? Optional.of(value) : Optional.empty();
    }
}
