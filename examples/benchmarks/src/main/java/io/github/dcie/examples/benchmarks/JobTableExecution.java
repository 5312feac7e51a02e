package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.ExportViewType;

/** One execution of the {@linkplain JobTablePolicy job-table policy}'s state machine. Nothing of it is retried. */
final class JobTableExecution extends Execution {

    private static final Duration POLL = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofHours(1);

    private final JobTablePolicy policy;
    private final JobTablePolicy.Row row;
    private final Instant started;

    JobTableExecution(JobTablePolicy policy, World world, Ledger ledger) {
        super(world.agenda(), ledger);
        this.policy = policy;
        this.row = policy.row();
        this.started = world.now();
    }

    /** What the row says when it is read. */
    private record Read(boolean running, Instant lastRunTime) {}

    void run() {
        after(LIMIT, this::end); // the state machine's own time limit; the flag stays as it is
        row("GetItem", () -> new Read(row.running, row.lastRunTime), this::begin);
    }

    private void begin(Read read) {
        states(1);
        if (read.running()) {
            finish();
            return;
        }
        write(
                "PutItem",
                () -> row.triggerTime = started,
                () -> write("UpdateItem", () -> row.running = true, () -> export(read.lastRunTime())));
    }

    private void export(Instant from) {
        call(
                "ExportTableToPointInTime",
                () -> policy.dynamoDb()
                        .exportTableToPointInTime(request -> request.tableArn(World.TABLE.value())
                                .s3Bucket(World.BUCKET)
                                .exportType(ExportType.INCREMENTAL_EXPORT)
                                .incrementalExportSpecification(period -> period.exportFromTime(from)
                                        .exportToTime(started)
                                        .exportViewType(ExportViewType.NEW_IMAGE)))
                        .exportDescription()
                        .exportArn(),
                arn -> poll(arn, from),
                this::setFailed);
    }

    private void poll(String arn, Instant from) {
        states(1);
        after(
                POLL,
                () -> call(
                        "DescribeExport",
                        () -> policy.dynamoDb()
                                .describeExport(request -> request.exportArn(arn))
                                .exportDescription()
                                .exportStatus(),
                        status -> {
                            states(1);
                            if (status == ExportStatus.IN_PROGRESS) {
                                poll(arn, from);
                            } else if (status == ExportStatus.FAILED) {
                                setFailed();
                            } else {
                                complete(from);
                            }
                        },
                        this::setFailed));
    }

    private void complete(Instant from) {
        row(
                "GetItem",
                () -> row.triggerTime,
                trigger -> write(
                        "UpdateItem",
                        () -> {
                            row.lastRunTime = trigger;
                            row.running = false;
                        },
                        () -> {
                            states(1);
                            policy.moved(from, trigger);
                            finish();
                        }));
    }

    private void setFailed(SdkException why) {
        setFailed();
    }

    private void setFailed() {
        write("UpdateItem", () -> row.running = false, this::finish);
    }

    private void write(String operation, Runnable write, Runnable then) {
        row(
                operation,
                () -> {
                    write.run();
                    return true;
                },
                written -> then.run());
    }

    /** A call of the job table. If it fails, so does the execution, on the spot. */
    private <T> void row(String operation, Supplier<T> access, Consumer<T> then) {
        call(operation, () -> policy.services().call(operation, access), then, error -> end());
    }

    private void finish() {
        states(1);
        end();
    }
}
