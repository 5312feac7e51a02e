package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.CompletedExport;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.JobStatus;
import io.github.dcie.OperatorAction;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Object;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;

/** A stepper that does in each step what a test tells it, right or wrong. */
final class Planted {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));
    static final Duration SIZE = Duration.ofMinutes(15);

    /** What a step does. */
    @FunctionalInterface
    interface Deed {
        void doIt(ProcessParts parts) throws Exception;
    }

    final Simulation world = Simulation.of(JOB, parts -> () -> step(parts)).build();
    private Deed deed = parts -> {};
    private Optional<ExportArn> lastDelivered = Optional.empty();
    private long sequence = -1;

    /** Makes a step that reads and does something. */
    void step(Deed what) {
        step(what, FaultPlan.none());
    }

    void step(Deed what, FaultPlan faults) {
        deed = what;
        world.process(0).step(faults);
    }

    private AdvanceOutcome step(ProcessParts parts) throws StateStoreException {
        parts.store().read(JOB.id());
        try {
            deed.doIt(parts);
        } catch (StateStoreException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Instant now = parts.clock().instant();
        return new AdvanceOutcome.Progressed(status(now), now.plusSeconds(60), List.of(), List.of());
    }

    static JobStatus status(Instant now) {
        return new JobStatus(
                JOB.id(),
                now,
                JobStatus.Phase.FOLLOWING,
                OperatorAction.RUN,
                Optional.empty(),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                1);
    }

    EmulatedExport requestFull(String token) {
        step(parts -> parts.dynamoDb()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .s3Bucket("acme-exports")
                        .exportType("FULL_EXPORT")
                        .exportTime(world.clock().instant().minus(Duration.ofMinutes(6)))
                        .clientToken(token)));
        return newest();
    }

    EmulatedExport requestWindow(String token, Instant from) {
        step(parts -> request(parts, token, from));
        return newest();
    }

    static ExportDescription request(ProcessParts parts, String token, Instant from) {
        return parts.dynamoDb()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .s3Bucket("acme-exports")
                        .exportType("INCREMENTAL_EXPORT")
                        .incrementalExportSpecification(
                                window -> window.exportFromTime(from).exportToTime(from.plus(SIZE)))
                        .clientToken(token))
                .exportDescription();
    }

    private EmulatedExport newest() {
        List<EmulatedExport> all = world.aws().exports(TABLE);
        return all.get(all.size() - 1);
    }

    /** A full export and the window after it, both told. */
    EmulatedExport begun() {
        EmulatedExport full = requestFull("full");
        world.waits(Duration.ofMinutes(15));
        tellFull(full);
        EmulatedExport window = requestWindow("first", full.exportTime());
        world.waits(Duration.ofMinutes(15));
        tellWindow(window);
        return window;
    }

    void tellFull(EmulatedExport export) {
        FullExportCommitted event = full(export);
        step(parts -> parts.notifier().deliver(event));
    }

    FullExportCommitted full(EmulatedExport export) {
        sequence = 0;
        lastDelivered = Optional.of(export.arn());
        return new FullExportCommitted(
                EventId.of("orders/" + export.exportTime() + "/full"),
                JOB.id(),
                new TableIdentity(TABLE, Optional.of(export.tableId())),
                1,
                export.endsAt(),
                0,
                export.exportTime(),
                completed(export));
    }

    void tellWindow(EmulatedExport export) {
        WindowCommitted event = window(export);
        step(parts -> parts.notifier().deliver(event));
    }

    /** The event of an export as the next in the sequence. */
    WindowCommitted window(EmulatedExport export) {
        ExportWindow window = export.window().orElseThrow();
        sequence++;
        WindowCommitted event = new WindowCommitted(
                EventId.of("orders/" + window.from() + "/window"),
                JOB.id(),
                new TableIdentity(TABLE, Optional.of(export.tableId())),
                1,
                export.endsAt(),
                0,
                sequence,
                window,
                ExportView.NEW_AND_OLD_IMAGES,
                completed(export),
                lastDelivered);
        lastDelivered = Optional.of(export.arn());
        return event;
    }

    void tellBegin(Condition condition) {
        step(parts -> parts.notifier()
                .deliver(new ConditionBegan(
                        EventId.of(condition.kind() + "/" + condition.since() + "/begin"),
                        JOB.id(),
                        new TableIdentity(TABLE, Optional.empty()),
                        1,
                        condition.since(),
                        ExportType.INCREMENTAL_EXPORT,
                        0,
                        condition)));
    }

    void tellReminder(Condition condition, Instant at) {
        step(parts -> parts.notifier()
                .deliver(new ConditionContinues(
                        EventId.of(condition.kind() + "/" + condition.since() + "/" + at),
                        JOB.id(),
                        new TableIdentity(TABLE, Optional.empty()),
                        1,
                        at,
                        ExportType.INCREMENTAL_EXPORT,
                        0,
                        condition)));
    }

    void tellEnd(Condition condition) {
        step(parts -> parts.notifier()
                .deliver(new ConditionEnded(
                        EventId.of(condition.kind() + "/" + condition.since() + "/end"),
                        JOB.id(),
                        new TableIdentity(TABLE, Optional.empty()),
                        1,
                        condition.since(),
                        ExportType.INCREMENTAL_EXPORT,
                        0,
                        condition)));
    }

    private static CompletedExport completed(EmulatedExport export) {
        return new CompletedExport(
                export.arn(),
                new S3Object(export.bucket(), "manifest"),
                export.prefix(),
                ExportFormat.DYNAMODB_JSON,
                0,
                0,
                export.requestedAt(),
                export.endsAt());
    }
}
