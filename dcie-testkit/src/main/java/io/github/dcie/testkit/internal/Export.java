package io.github.dcie.testkit.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.ExportViewType;
import software.amazon.awssdk.services.dynamodb.model.IncrementalExportSpecification;

/** An accepted export: its status is a function of time. Not thread-safe. */
final class Export {

    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final String UNKNOWN_STATUS = "BEING_REPAINTED";

    /** Why an export fails. */
    record Failure(Optional<String> code, Optional<String> message) {}

    /** What a completed export came to. */
    record Result(long itemCount, long billedBytes) {}

    private final ExportArn arn;
    private final ExportParameters parameters;
    private final String token;
    private final String tableId;
    private final TableData data;
    private final long tableBytes;
    private final long tableItems;
    private final Optional<ExportWindow> window;
    private final Instant exportTime;
    private final Instant requestedAt;
    private final Instant startedAt;
    private Instant endsAt;
    private Optional<Failure> failure;
    private Optional<Result> result = Optional.empty();
    private boolean statusUnknown;

    Export(
            ExportArn arn,
            ExportParameters parameters,
            String token,
            EmulatedTable table,
            Optional<ExportWindow> window,
            Instant exportTime,
            Instant requestedAt,
            Instant startedAt,
            Instant endsAt,
            Optional<Failure> failure) {
        this.arn = arn;
        this.parameters = parameters;
        this.token = token;
        this.tableId = table.id();
        this.data = table.data();
        this.tableBytes = table.bytes();
        this.tableItems = table.items();
        this.window = window;
        this.exportTime = exportTime;
        this.requestedAt = requestedAt;
        this.startedAt = startedAt;
        this.endsAt = endsAt;
        this.failure = failure;
    }

    ExportArn arn() {
        return arn;
    }

    ExportParameters parameters() {
        return parameters;
    }

    String tableId() {
        return tableId;
    }

    TableData data() {
        return data;
    }

    long tableBytes() {
        return tableBytes;
    }

    long tableItems() {
        return tableItems;
    }

    Optional<ExportWindow> window() {
        return window;
    }

    Instant exportTime() {
        return exportTime;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    boolean showsOldImages() {
        return viewType().equals(ExportViewType.NEW_AND_OLD_IMAGES.toString());
    }

    String viewType() {
        return parameters
                .period()
                .flatMap(ExportParameters.Period::view)
                .orElse(ExportViewType.NEW_AND_OLD_IMAGES.toString());
    }

    String format() {
        return parameters.format().orElse("DYNAMODB_JSON");
    }

    String sseAlgorithm() {
        return parameters.sseAlgorithm().orElse("AES256");
    }

    /** What all its keys begin with; a slash at the prefix's end makes no difference. */
    String root() {
        return parameters
                        .prefix()
                        .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
                        .orElse("")
                + "AWSDynamoDB/";
    }

    String manifestKey() {
        return root() + arn.exportId() + "/manifest-summary.json";
    }

    State state(Instant now) {
        if (now.isBefore(endsAt)) {
            return State.IN_PROGRESS;
        }
        return failure.isPresent() ? State.FAILED : State.COMPLETED;
    }

    boolean isForgotten(Instant now) {
        return !now.isBefore(endsAt.plus(REMEMBERED));
    }

    void endNow(Optional<Failure> why, Instant now) {
        if (state(now) != State.IN_PROGRESS) {
            throw new IllegalStateException("export " + arn + " is " + state(now) + " since " + endsAt
                    + ": expected one that is still IN_PROGRESS");
        }
        endsAt = now;
        failure = why;
    }

    void reportUnknownStatus() {
        statusUnknown = true;
    }

    void reportTrueStatus() {
        statusUnknown = false;
    }

    Optional<Result> result() {
        return result;
    }

    void complete(Result what) {
        result = Optional.of(what);
    }

    EmulatedExport truth(Instant now) {
        return new EmulatedExport(
                arn,
                window,
                exportTime,
                token,
                state(now),
                requestedAt,
                endsAt,
                tableId,
                parameters.bucket(),
                parameters.prefix(),
                failure.flatMap(Failure::code));
    }

    ExportSummary summary(Instant now) {
        return ExportSummary.builder()
                .exportArn(arn.value())
                .exportStatus(status(now))
                .exportType(window.isPresent() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT)
                .build();
    }

    ExportDescription description(Instant now) {
        ExportDescription.Builder description = ExportDescription.builder()
                .exportArn(arn.value())
                .exportStatus(status(now))
                .startTime(startedAt)
                .tableArn(parameters.table().value())
                .tableId(tableId)
                .clientToken(token)
                .s3Bucket(parameters.bucket())
                .s3SseAlgorithm(sseAlgorithm())
                .exportFormat(format());
        parameters.bucketOwner().ifPresent(description::s3BucketOwner);
        parameters.prefix().ifPresent(description::s3Prefix);
        parameters.sseKmsKey().ifPresent(description::s3SseKmsKeyId);
        // stays null for a full export that was asked for without a type
        parameters.type().ifPresent(description::exportType);
        window.ifPresentOrElse(
                period -> description.incrementalExportSpecification(IncrementalExportSpecification.builder()
                        .exportFromTime(period.from())
                        .exportToTime(period.to())
                        .exportViewType(viewType())
                        .build()),
                () -> description.exportTime(exportTime));
        State state = statusUnknown ? State.IN_PROGRESS : state(now);
        if (state != State.IN_PROGRESS) {
            description.endTime(endsAt);
        }
        if (state == State.FAILED) {
            failure.flatMap(Failure::code).ifPresent(description::failureCode);
            failure.flatMap(Failure::message).ifPresent(description::failureMessage);
        }
        if (state == State.COMPLETED) {
            description.exportManifest(manifestKey());
            result.ifPresent(what -> description.itemCount(what.itemCount()).billedSizeBytes(what.billedBytes()));
        }
        return description.build();
    }

    private String status(Instant now) {
        return statusUnknown
                ? UNKNOWN_STATUS
                : ExportStatus.fromValue(state(now).name()).toString();
    }
}
