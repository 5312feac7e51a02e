package io.github.dcie.testkit.internal;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.ExportFormat;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.ExportViewType;
import software.amazon.awssdk.services.dynamodb.model.IncrementalExportSpecification;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.S3SseAlgorithm;

/** What the service refuses by the look of a request, before it looks at any table. */
final class RequestCheck {

    private static final Pattern TABLE =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9A-Z]+[.\\-\\w]*[a-z0-9A-Z]+");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern TOKEN = Pattern.compile("[^$]+");

    private static final int LONGEST_ARN = 1_024;
    private static final int LONGEST_KEY_ID = 2_048;

    private RequestCheck() {}

    static void check(ListExportsRequest request) {
        require(
                request.tableArn() == null || isWithin(request.tableArn(), LONGEST_ARN),
                "tableArn failed to satisfy constraint: 1 to 1024 characters");
    }

    /** A table's name, or its ARN. */
    static void checkTableName(String nameOrArn) {
        require(
                nameOrArn != null,
                "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not"
                        + " be null");
        require(isWithin(nameOrArn, LONGEST_ARN), "tableName failed to satisfy constraint: 1 to 1024 characters");
    }

    private static boolean isWithin(String text, int most) {
        return !text.isEmpty() && text.length() <= most;
    }

    static void check(ExportTableToPointInTimeRequest request) {
        require(
                request.tableArn() != null
                        && request.tableArn().length() <= LONGEST_ARN
                        && TABLE.matcher(request.tableArn()).matches(),
                "tableArn is not a valid ARN");
        require(
                request.s3Bucket() != null
                        && request.s3Bucket().length() <= 255
                        && BUCKET.matcher(request.s3Bucket()).matches(),
                "s3Bucket failed to satisfy constraint: the name of a bucket");
        require(
                request.s3BucketOwner() == null
                        || ACCOUNT.matcher(request.s3BucketOwner()).matches(),
                "s3BucketOwner failed to satisfy constraint: [0-9]{12}");
        require(
                request.s3Prefix() == null || request.s3Prefix().length() <= 1024,
                "s3Prefix failed to satisfy constraint: at most 1024 characters");
        require(
                request.clientToken() == null
                        || TOKEN.matcher(request.clientToken()).matches(),
                "clientToken failed to satisfy constraint: ^[^\\$]+$");
        checkEncryption(request);
        require(
                request.exportFormat() != ExportFormat.UNKNOWN_TO_SDK_VERSION,
                "exportFormat failed to satisfy enum value set: [ION, DYNAMODB_JSON]");
        checkType(request);
    }

    private static void checkEncryption(ExportTableToPointInTimeRequest request) {
        require(
                request.s3SseKmsKeyId() == null || isWithin(request.s3SseKmsKeyId(), LONGEST_KEY_ID),
                "s3SseKmsKeyId failed to satisfy constraint: 1 to 2048 characters");
        require(
                request.s3SseAlgorithm() != S3SseAlgorithm.UNKNOWN_TO_SDK_VERSION,
                "s3SseAlgorithm failed to satisfy enum value set: [AES256, KMS]");
        require(
                request.s3SseKmsKeyId() == null || request.s3SseAlgorithm() == S3SseAlgorithm.KMS,
                "S3SseKmsKeyId can only be provided with S3SseAlgorithm KMS");
    }

    private static void checkType(ExportTableToPointInTimeRequest request) {
        require(
                request.exportType() != ExportType.UNKNOWN_TO_SDK_VERSION,
                "exportType failed to satisfy enum value set: [FULL_EXPORT, INCREMENTAL_EXPORT]");
        boolean incremental = request.exportType() == ExportType.INCREMENTAL_EXPORT;
        Optional<IncrementalExportSpecification> specification =
                Optional.ofNullable(request.incrementalExportSpecification());
        require(
                specification.isEmpty() || incremental,
                "IncrementalExportSpecification can only be provided with ExportType INCREMENTAL_EXPORT");
        require(
                specification.isPresent() || !incremental,
                "IncrementalExportSpecification must be provided with ExportType INCREMENTAL_EXPORT");
        require(
                request.exportTime() == null || !incremental,
                "ExportTime can only be provided with ExportType FULL_EXPORT");
        specification.ifPresent(RequestCheck::checkSpecification);
    }

    private static void checkSpecification(IncrementalExportSpecification specification) {
        require(
                specification.exportFromTime() != null,
                "ExportFromTime must be provided in IncrementalExportSpecification");
        require(
                specification.exportViewType() != ExportViewType.UNKNOWN_TO_SDK_VERSION,
                "exportViewType failed to satisfy enum value set: [NEW_IMAGE, NEW_AND_OLD_IMAGES]");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ServiceErrors.validation(message);
        }
    }
}
