package io.github.dcie;

import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the tests of this module speak about. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");
    public static final JobId ORDERS = JobId.of("orders");
    public static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    public static final TableIdentity IDENTITY =
            new TableIdentity(TABLE, Optional.of("cf263806-6bf1-4e51-a242-7067dcdecc72"));
    public static final S3Destination BUCKET = S3Destination.bucket("acme-exports");
    public static final ExportWindow WINDOW = ExportWindow.of(NOON, Duration.ofMinutes(15));
    public static final ExportArn FULL = ExportArn.of(TABLE, "01768385930622-efd1a093");
    public static final ExportArn INCREMENTAL = ExportArn.of(TABLE, "01768386924000-0a1b2c3d");
    public static final Condition PITR_OFF = new Condition(
            Condition.Kind.PITR_OFF,
            NOON,
            "point-in-time recovery of orders is off",
            "switch it on",
            Optional.of("DISABLED"));

    private Samples() {}

    public static CompletedExport completed(ExportArn arn) {
        return new CompletedExport(
                arn,
                new S3Object("acme-exports", "AWSDynamoDB/" + arn.exportId() + "/manifest-summary.json"),
                Optional.empty(),
                ExportFormat.DYNAMODB_JSON,
                3,
                10_000_000,
                NOON,
                NOON.plusSeconds(300));
    }

    public static FullExportCommitted fullExportCommitted() {
        return new FullExportCommitted(
                EventId.of("orders/full"), ORDERS, IDENTITY, 2, NOON.plusSeconds(400), 5, NOON, completed(FULL));
    }

    public static WindowCommitted windowCommitted() {
        return new WindowCommitted(
                EventId.of("orders/window"),
                ORDERS,
                IDENTITY,
                2,
                NOON.plusSeconds(1300),
                1,
                1,
                WINDOW,
                ExportView.NEW_IMAGE,
                completed(INCREMENTAL),
                Optional.of(FULL));
    }

    public static ConditionBegan conditionBegan() {
        return new ConditionBegan(
                EventId.of("orders/begin"), ORDERS, IDENTITY, 2, NOON, ExportType.INCREMENTAL_EXPORT, 4, PITR_OFF);
    }

    public static ConditionContinues conditionContinues() {
        return new ConditionContinues(
                EventId.of("orders/still"),
                ORDERS,
                IDENTITY,
                2,
                NOON.plusSeconds(86_400),
                ExportType.INCREMENTAL_EXPORT,
                4,
                PITR_OFF);
    }

    public static ConditionEnded conditionEnded() {
        return new ConditionEnded(
                EventId.of("orders/end"),
                ORDERS,
                IDENTITY,
                2,
                NOON.plusSeconds(60),
                ExportType.INCREMENTAL_EXPORT,
                4,
                PITR_OFF);
    }

    public static ChainStarted chainStarted(ChainStarted.Cause cause) {
        return new ChainStarted(EventId.of("orders/chain"), ORDERS, IDENTITY, 2, NOON, cause, NOON.minusSeconds(300));
    }

    /** One event of every kind. */
    public static List<ExportEvent> events() {
        return List.of(
                chainStarted(ChainStarted.Cause.FIRST),
                fullExportCommitted(),
                windowCommitted(),
                conditionBegan(),
                conditionContinues(),
                conditionEnded());
    }

    public static Chain chain(Optional<Instant> watermark) {
        return new Chain(2, NOON, watermark, NOON.plus(Duration.ofMinutes(30)));
    }

    /** The status of a job that is new: nothing in it but its name. */
    public static JobStatus newJob() {
        return new JobStatus(
                ORDERS,
                NOON,
                JobStatus.Phase.NOT_STARTED,
                OperatorAction.RUN,
                Optional.empty(),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                0);
    }

    /** The status of a job to which everything happens at once. */
    public static JobStatus troubledJob() {
        return new JobStatus(
                ORDERS,
                NOON.plus(Duration.ofHours(1)),
                JobStatus.Phase.BLOCKED,
                OperatorAction.PAUSE,
                Optional.of(chain(Optional.of(NOON.plus(Duration.ofMinutes(15))))),
                1,
                List.of(new OpenExport(
                        Optional.of(WINDOW),
                        2,
                        OpenExport.State.RUNNING,
                        Optional.of(INCREMENTAL),
                        NOON.plusSeconds(960))),
                List.of(PITR_OFF),
                Optional.of(NOON.plus(Duration.ofDays(30))),
                3,
                List.of(new DueAction(DueAction.Kind.DELIVER, NOON, Optional.of(NOON), "events are pending")),
                17);
    }
}
