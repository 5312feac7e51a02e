package io.github.dcie.core.internal.aws;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.core.internal.chain.ExportFacts;
import io.github.dcie.core.internal.chain.ExportFacts.Progress;
import io.github.dcie.core.internal.chain.StoredTimes;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.IncrementalExportSpecification;

/** Reads DynamoDB's description of an export. Enumerations are read as text: a newer service may have more values. */
final class Descriptions {

    /** What DynamoDB itself says of an export's progress. */
    private static final Progress[] DYNAMODBS = {Progress.IN_PROGRESS, Progress.COMPLETED, Progress.FAILED};

    private Descriptions() {}

    static ExportFacts facts(ExportDescription described) {
        String arn = Optional.ofNullable(described.exportArn())
                .orElseThrow(() -> new IllegalStateException("DynamoDB described an export without its ARN"));
        Optional<IncrementalExportSpecification> window =
                Optional.ofNullable(described.incrementalExportSpecification());
        return new ExportFacts(
                arn.substring(arn.lastIndexOf('/') + 1),
                progress(described.exportStatusAsString()),
                type(described.exportTypeAsString()),
                Optional.ofNullable(described.clientToken()),
                Optional.ofNullable(described.tableId()),
                Optional.ofNullable(described.startTime()).filter(StoredTimes::contains),
                Optional.ofNullable(described.endTime()).filter(StoredTimes::contains),
                Optional.ofNullable(described.exportTime()),
                window.map(IncrementalExportSpecification::exportFromTime),
                window.map(IncrementalExportSpecification::exportToTime),
                Optional.ofNullable(described.s3Bucket()),
                Optional.ofNullable(described.s3Prefix()),
                Optional.ofNullable(described.s3BucketOwner()),
                Optional.ofNullable(described.exportManifest()),
                constant(ExportFormat.values(), described.exportFormatAsString()),
                constant(
                        ExportView.values(),
                        window.map(IncrementalExportSpecification::exportViewTypeAsString)
                                .orElse(null)),
                number(described.itemCount()),
                number(described.billedSizeBytes()),
                remark(described));
    }

    private static Optional<String> remark(ExportDescription described) {
        String status = described.exportStatusAsString();
        if (progress(status) == Progress.UNKNOWN) {
            return Optional.of("status " + status + " is not known to this version and counts as in progress");
        }
        return Optional.ofNullable(described.failureCode())
                .map(code -> described.failureMessage() == null ? code : code + ": " + described.failureMessage());
    }

    /** An export that was begun without a type has none, and is a full one (observed). */
    static ExportType type(@Nullable String type) {
        return ExportType.INCREMENTAL_EXPORT.name().equals(type)
                ? ExportType.INCREMENTAL_EXPORT
                : ExportType.FULL_EXPORT;
    }

    private static Progress progress(@Nullable String status) {
        return constant(DYNAMODBS, status).orElse(Progress.UNKNOWN);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, @Nullable String name) {
        for (E constant : all) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private static OptionalLong number(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
