package io.github.dcie.testkit.internal;

import io.github.dcie.TableArn;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.IncrementalExportSpecification;

/** What a request asks for, just as it was sent; two requests with one token must be equal in it. */
record ExportParameters(
        TableArn table,
        String bucket,
        Optional<String> bucketOwner,
        Optional<String> prefix,
        Optional<String> sseAlgorithm,
        Optional<String> sseKmsKey,
        Optional<String> format,
        Optional<String> type,
        Optional<Instant> exportTime,
        Optional<Period> period) {

    /** The parameters of a checked request. */
    static ExportParameters of(ExportTableToPointInTimeRequest request) {
        return new ExportParameters(
                TableArn.of(request.tableArn()),
                request.s3Bucket(),
                Optional.ofNullable(request.s3BucketOwner()),
                Optional.ofNullable(request.s3Prefix()),
                Optional.ofNullable(request.s3SseAlgorithmAsString()),
                Optional.ofNullable(request.s3SseKmsKeyId()),
                Optional.ofNullable(request.exportFormatAsString()),
                Optional.ofNullable(request.exportTypeAsString()),
                Optional.ofNullable(request.exportTime()),
                Optional.ofNullable(request.incrementalExportSpecification()).map(Period::of));
    }

    /** The period of an incremental export, as sent. */
    record Period(Instant from, Optional<Instant> to, Optional<String> view) {

        private static Period of(IncrementalExportSpecification specification) {
            return new Period(
                    specification.exportFromTime(),
                    Optional.ofNullable(specification.exportToTime()),
                    Optional.ofNullable(specification.exportViewTypeAsString()));
        }
    }
}
