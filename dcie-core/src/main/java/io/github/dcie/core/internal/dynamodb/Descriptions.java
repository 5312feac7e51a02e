package io.github.dcie.core.internal.dynamodb;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.timing.StoredTimes;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.IncrementalExportSpecification;

/** Reads DynamoDB's description of an export. Enumerations are read as text: a newer service may have more values. */
final class Descriptions {

    /** What DynamoDB itself says of an export's progress. */
    private static final Progress[] DYNAMODBS = {Progress.IN_PROGRESS, Progress.COMPLETED, Progress.FAILED};

    /** Read by its name: versions of the SDK before 2.57.8 have no such member. */
    private static final Optional<SdkField<?>> FILTER = ExportDescription.builder().build().sdkFields().stream()
            .filter(field -> field.memberName().equals("FilterSpecification"))
            .findFirst();

    private Descriptions() {}

    static ExportFacts facts(ExportDescription described) {
        String arn = Optional.ofNullable(described.exportArn())
                .orElseThrow(() -> new IllegalStateException("DynamoDB described an export without its ARN"));
        Optional<IncrementalExportSpecification> window =
                Optional.ofNullable(described.incrementalExportSpecification());
        return new ExportFacts(
                arn.substring(arn.lastIndexOf('/') + 1),
                progress(described),
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
        Progress progress = progress(described);
        if (progress == Progress.UNKNOWN) {
            return Optional.of("status " + described.exportStatusAsString()
                    + " is not known to this version and counts as in progress");
        } else if (progress == Progress.FILTERED) {
            return Optional.of("it is filtered, and holds only what its FilterSpecification selects");
        } else if (progress == Progress.COMPLETED && described.exportManifest() != null && FILTER.isEmpty()) {
            return Optional.of(
                    "whether it is filtered cannot be seen with this version of the AWS SDK, from 2.57.8 on it can");
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

    private static Progress progress(ExportDescription described) {
        Progress said = constant(DYNAMODBS, described.exportStatusAsString()).orElse(Progress.UNKNOWN);
        return said == Progress.COMPLETED && isFiltered(described) ? Progress.FILTERED : said;
    }

    private static boolean isFiltered(ExportDescription described) {
        return FILTER.map(field -> field.getValueOrDefault(described)).isPresent();
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
