package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.examples.benchmarks.DcieParameters.Action;
import io.github.dcie.examples.benchmarks.DcieParameters.Initiated;
import io.github.dcie.examples.benchmarks.DcieParameters.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/** One execution of the {@linkplain DciePolicy DCIE policy}'s state machine. */
final class DcieExecution extends Execution {

    private static final Duration RETRY = Duration.ofSeconds(20);
    private static final int RETRIES = 5;
    private static final Duration TIME_RETRY = Duration.ofMinutes(1);
    private static final int TIME_RETRIES = 2;
    private static final Duration LAMBDA_RETRY = Duration.ofSeconds(2);
    private static final int LAMBDA_RETRIES = 6;

    /** 25,000 events of history, nine for each poll: then Step Functions ends an execution. */
    private static final int MOST_POLLS = 2_772;

    private final DciePolicy policy;
    private final DcieParameters stored;
    private Optional<ExportWindow> requested = Optional.empty();
    private boolean waitsForFullExport;
    private int polls;

    DcieExecution(DciePolicy policy, Agenda agenda, Ledger ledger) {
        super(agenda, ledger);
        this.policy = policy;
        this.stored = policy.parameters();
    }

    boolean isWaitingForFullExport() {
        return waitsForFullExport;
    }

    void run() {
        task("GetParametersByPath", () -> remote("GetParametersByPath", stored::copy), this::readParameters);
    }

    private void readParameters(DcieParameters read) {
        states(2);
        if (read.action == Action.PAUSE) {
            finish();
            return;
        }
        task(
                "DescribeTable",
                () -> policy.dynamoDb().describeTable(request -> request.tableName(World.TABLE.tableName())),
                table -> task(
                        "DescribeContinuousBackups",
                        () -> policy.dynamoDb()
                                .describeContinuousBackups(request -> request.tableName(World.TABLE.tableName()))
                                .continuousBackupsDescription()
                                .pointInTimeRecoveryDescription(),
                        recovery -> choose(read, recovery)));
    }

    private void choose(DcieParameters read, PointInTimeRecoveryDescription recovery) {
        states(1);
        if (recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.ENABLED) {
            publish(policy::tellsThatRecoveryIsOff);
            return;
        }
        states(1);
        if (read.initiated == Initiated.NULL) {
            publish(() -> {}); // "still running", SUCCESS
        } else if (read.fullExportTime.isEmpty() || read.action == Action.RESET_WITH_FULL_EXPORT_AGAIN) {
            exportInFull();
        } else if (read.state == State.PITR_GAP) {
            publish(policy::tellsOfGap);
        } else {
            exportNextWindow(read.cursor().orElseThrow(), recovery.earliestRestorableDateTime());
        }
    }

    // ---- the full export

    private void exportInFull() {
        task(
                "ExportTableToPointInTime",
                () -> policy.dynamoDb()
                        .exportTableToPointInTime(request -> request.tableArn(World.TABLE.value())
                                .s3Bucket(World.BUCKET)
                                .exportType(ExportType.FULL_EXPORT))
                        .exportDescription(),
                this::noteFullExport);
    }

    private void noteFullExport(ExportDescription export) {
        waitsForFullExport = true;
        put(
                () -> stored.fullExportTime = Optional.of(export.exportTime()),
                () -> put(
                        () -> stored.action = Action.RUN,
                        () -> put(
                                () -> stored.state = State.NORMAL,
                                () -> put(() -> stored.initiated = Initiated.NULL, () -> forgetWindows(export)))));
    }

    private void forgetWindows(ExportDescription export) {
        task(
                "DeleteParameter",
                () -> remote("DeleteParameter", () -> stored.lastIncrementalExportTime = Optional.empty()),
                deleted -> poll(export.exportArn(), this::endFullExport));
    }

    private void endFullExport(ExportStatus status) {
        boolean completed = status == ExportStatus.COMPLETED;
        put(() -> stored.initiated = completed ? Initiated.TRUE : Initiated.FALSE, () -> {
            states(2);
            publish(completed ? () -> {} : policy::tellsThatFullExportFailed);
        });
    }

    // ---- a window

    private void exportNextWindow(Instant from, Instant earliest) {
        Instant to = from.plus(World.WINDOW);
        retried(
                "Invoke",
                () -> remote("Invoke", () -> to),
                LAMBDA_RETRY,
                LAMBDA_RETRIES,
                any -> true,
                end -> {
                    states(3);
                    if (to.isAfter(policy.now())) {
                        finish();
                        return;
                    }
                    states(1);
                    if (earliest.isAfter(from)) {
                        latchGap();
                    } else {
                        request(new ExportWindow(seconds(from), seconds(to)), 0, 0);
                    }
                },
                this::failTask);
    }

    private void request(ExportWindow window, int lost, int refused) {
        call(
                "ExportTableToPointInTime",
                () -> policy.dynamoDb()
                        .exportTableToPointInTime(HandWork.request(window))
                        .exportDescription(),
                export -> {
                    requested = Optional.of(window);
                    put(
                            () -> stored.lastIncrementalExportTime = Optional.of(
                                    export.incrementalExportSpecification().exportToTime()),
                            () -> poll(export.exportArn(), status -> endWindow(window, status)));
                },
                error -> {
                    if (error instanceof SdkClientException && lost < RETRIES) {
                        after(RETRY, () -> request(window, lost + 1, refused)); // with another token
                    } else if (error instanceof InvalidExportTimeException && refused < TIME_RETRIES) {
                        after(TIME_RETRY, () -> request(window, lost, refused + 1));
                    } else if (error instanceof InvalidExportTimeException) {
                        latchGap();
                    } else {
                        failTask(error);
                    }
                });
    }

    private void endWindow(ExportWindow window, ExportStatus status) {
        states(2);
        publish(() -> policy.tellsOfWindow(window, status));
    }

    private void latchGap() {
        put(() -> stored.state = State.PITR_GAP, () -> publish(policy::tellsOfGap));
    }

    // ---- what both have in common

    private void poll(String arn, Consumer<ExportStatus> ended) {
        if (++polls > MOST_POLLS) {
            end(); // nothing catches that
            return;
        }
        task(
                "DescribeExport",
                () -> policy.dynamoDb()
                        .describeExport(request -> request.exportArn(arn))
                        .exportDescription()
                        .exportStatus(),
                status -> {
                    states(1);
                    if (status == ExportStatus.IN_PROGRESS) {
                        states(1);
                        after(DciePolicy.POLL, () -> poll(arn, ended));
                    } else {
                        waitsForFullExport = false;
                        ended.accept(status);
                    }
                });
    }

    private void put(Runnable write, Runnable then) {
        task(
                "PutParameter",
                () -> remote("PutParameter", () -> {
                    write.run();
                    return true;
                }),
                written -> then.run());
    }

    /** The last message of an execution. If it cannot be sent, that is said, once. */
    private void publish(Runnable reader) {
        call(
                "Publish",
                () -> remote("Publish", () -> {
                    reader.run();
                    return true;
                }),
                sent -> finish(),
                this::failTask);
    }

    private void failTask(SdkException error) {
        call(
                "Publish",
                () -> remote("Publish", () -> {
                    policy.tellsOfFailedTask(requested);
                    return true;
                }),
                sent -> finish(),
                lost -> finish());
    }

    private <T> void task(String operation, Supplier<T> service, Consumer<T> then) {
        retried(operation, service, RETRY, RETRIES, SdkClientException.class::isInstance, then, this::failTask);
    }

    private <T> void retried(
            String operation,
            Supplier<T> service,
            Duration pause,
            int retries,
            Predicate<SdkException> isRetried,
            Consumer<T> then,
            Consumer<SdkException> otherwise) {
        call(operation, service, then, error -> {
            if (retries > 0 && isRetried.test(error)) {
                after(pause, () -> retried(operation, service, pause, retries - 1, isRetried, then, otherwise));
            } else {
                otherwise.accept(error);
            }
        });
    }

    private <T> T remote(String operation, Supplier<T> service) {
        return policy.services().call(operation, service);
    }

    private void finish() {
        states(1);
        end();
    }

    private static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
