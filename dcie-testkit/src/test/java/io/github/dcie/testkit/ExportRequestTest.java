package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.TableArn;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

final class ExportRequestTest {

    private static final Instant FROM = START.minus(Duration.ofHours(2));
    private static final Instant TO = START.minus(Duration.ofHours(1));

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);
    private final DynamoDbClient client = aws.client();

    // AWS 1.1: defaults; S3BucketOwner is not back-filled
    @Test
    void descriptionShowsTheDefaults() {
        ExportDescription export = export(client, full("t"));

        assertThat(export.s3SseAlgorithmAsString()).isEqualTo("AES256");
        assertThat(export.exportFormatAsString()).isEqualTo("DYNAMODB_JSON");
        assertThat(export.s3BucketOwner()).isNull();
        assertThat(export.s3Prefix()).isNull();
        assertThat(export.s3SseKmsKeyId()).isNull();
    }

    // AWS 1.1: what is given is echoed; KMS without a key id works
    @Test
    void descriptionShowsWhatWasGiven() {
        ExportDescription export = export(
                client,
                full("t")
                        .s3BucketOwner("210987654321")
                        .s3Prefix("p")
                        .s3SseAlgorithm("KMS")
                        .exportFormat("ION"));

        assertThat(export.s3Bucket()).isEqualTo("acme-exports");
        assertThat(export.s3BucketOwner()).isEqualTo("210987654321");
        assertThat(export.s3Prefix()).isEqualTo("p");
        assertThat(export.s3SseAlgorithmAsString()).isEqualTo("KMS");
        assertThat(export.exportFormatAsString()).isEqualTo("ION");
    }

    // AWS 1.1: a bare name, an index ARN
    @Test
    void tableArnMustBeTheArnOfATable() {
        for (String arn : List.of("orders", ORDERS + "/index/by-date", "arn:aws:s3:::orders", "")) {
            assertValidation(full("t").tableArn(arn), "tableArn is not a valid ARN");
        }
    }

    // AWS 1.1: a wrong Region, an absent table -> TableNotFoundException
    @Test
    void absentTableIsNotFound() {
        for (String arn : List.of(ORDERS + "x", ORDERS.value().replace("eu-central-1", "eu-west-1"))) {
            assertThatExceptionOfType(TableNotFoundException.class)
                    .isThrownBy(() -> export(client, full("t").tableArn(arn)))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TableNotFoundException"));
        }
    }

    // AWS 1.1, 1.3: a foreign account -> AccessDeniedException
    @Test
    void foreignAccountIsDenied() {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() ->
                        export(client, full("t").tableArn(ORDERS.value().replace("123456789012", "210987654321"))))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    // AWS 1.1: the constraints of the other members
    @Test
    void membersMustBeWellFormed() {
        assertValidation(full("t").s3Bucket(null), "s3Bucket");
        assertValidation(full("t").s3Bucket("arn:aws:s3:::acme"), "s3Bucket");
        assertValidation(full("t").s3BucketOwner("12345"), "s3BucketOwner");
        assertValidation(full("t").s3Prefix("x".repeat(1025)), "s3Prefix");
        assertValidation(full("a$b"), "clientToken");
        assertValidation(full("t").s3SseAlgorithm("aws:kms"), "s3SseAlgorithm");
        assertValidation(full("t").exportFormat("CSV"), "exportFormat");
        assertValidation(full("t").s3SseKmsKeyId("alias/x"), "S3SseKmsKeyId");
        assertValidation(full("t").s3SseAlgorithm("KMS").s3SseKmsKeyId(""), "s3SseKmsKeyId");
        assertValidation(full("t").s3SseAlgorithm("KMS").s3SseKmsKeyId("k".repeat(2_049)), "s3SseKmsKeyId");
        assertValidation(full("t").tableArn(ORDERS + "x".repeat(1_024)), "tableArn");
        assertValidation(full("t").s3SseAlgorithm("AES256").s3SseKmsKeyId("alias/x"), "S3SseKmsKeyId");
    }

    // AWS 1.4: coupling of type and specification, the view's names, ExportFromTime
    @Test
    void typeAndSpecificationMustFit() {
        assertValidation(incremental("t", FROM, TO).exportType((String) null), "INCREMENTAL_EXPORT");
        assertValidation(incremental("t", FROM, TO).exportType("FULL_EXPORT"), "INCREMENTAL_EXPORT");
        assertValidation(full("t").exportType("INCREMENTAL_EXPORT"), "IncrementalExportSpecification");
        assertValidation(full("t").exportType("DIFF"), "exportType");
        assertValidation(incremental("t", FROM, TO).exportTime(TO), "ExportTime");
        assertValidation(
                incremental("t", FROM, TO)
                        .incrementalExportSpecification(period ->
                                period.exportFromTime(FROM).exportToTime(TO).exportViewType("NEW_IMAGES")),
                "exportViewType");
        assertValidation(
                full("t")
                        .exportType("INCREMENTAL_EXPORT")
                        .incrementalExportSpecification(period -> period.exportToTime(TO)),
                "ExportFromTime must be provided in IncrementalExportSpecification");
    }

    // AWS 1.3: a full export without recovery
    @Test
    void fullExportNeedsRecovery() {
        aws.switchRecoveryOff(ORDERS);

        assertThatExceptionOfType(PointInTimeRecoveryUnavailableException.class)
                .isThrownBy(() -> export(client, full("t")))
                .withMessageContaining("Point in time recovery is not enabled for table 'orders'");
    }

    // AWS 1.3: bucket problems are accepted and appear minutes later
    @Test
    void bucketProblemsAppearLater() {
        aws.bucketProblem("acme-exports", "S3NoSuchBucket");
        ExportDescription accepted = export(client, full("t"));
        assertThat(accepted.exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
        aws.clock().advance(Duration.ofMinutes(12));

        ExportDescription failed = describe(client, accepted);

        assertThat(failed.exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(failed.failureCode()).isEqualTo("S3NoSuchBucket");
        assertThat(failed.failureMessage()).isEqualTo("The specified bucket does not exist");
        aws.bucketIsFine("acme-exports");
        ExportDescription next = export(client, full("t2"));
        aws.clock().advance(Duration.ofMinutes(12));
        assertThat(describe(client, next).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    }

    // AWS 1.3, 1.7: 300 at once, counted for each type by itself, checked before an export is queued
    @Test
    void threeHundredExportsOfATypeAtOnce() {
        for (int i = 0; i < 300; i++) {
            export(client, full("t" + i));
        }

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> export(client, full("one too many")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(export(client, incremental("other type", FROM, TO)).exportStatus())
                .isEqualTo(ExportStatus.IN_PROGRESS);
        aws.clock().advance(Duration.ofMinutes(12));
        assertThat(export(client, full("one too many")).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    // AWS 1.7: 100 TB in flight
    @Test
    void hundredTerabytesAtOnce() {
        aws.resize(ORDERS, 60_000_000_000_000L, 1);
        export(client, full("t1"));

        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> export(client, full("t2")));
    }

    // AWS 1.3: IAM
    @Test
    void accessCanBeDenied() {
        aws.denyAccess("ExportTableToPointInTime");

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> export(client, full("t")))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        aws.allowAccess("ExportTableToPointInTime");
        assertThat(export(client, full("t")).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    }

    // the model: TableName is required, 1..1024
    @Test
    void operationsOnATableNeedItsName() {
        for (String name : Arrays.asList(null, "", "x".repeat(1_025))) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> client.describeContinuousBackups(r -> r.tableName(name)),
                    () -> client.updateContinuousBackups(r -> r.tableName(name)),
                    () -> client.describeTable(r -> r.tableName(name)))) {
                assertThatExceptionOfType(DynamoDbException.class)
                        .isThrownBy(call)
                        .withMessageContaining("tableName")
                        .satisfies(
                                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
            }
        }
    }

    @Test
    void aCallerWithAnotherClockIsTold() {
        Instant other = START.plus(Duration.ofDays(333));

        assertThatExceptionOfType(InvalidExportTimeException.class)
                .isThrownBy(() -> export(client, incremental("t", other, other.plus(Duration.ofHours(1)))))
                .withMessageContaining("clock(emulator.clock())");
        assertThatExceptionOfType(InvalidExportTimeException.class)
                .isThrownBy(() -> export(client, full("t").exportTime(other)))
                .withMessageContaining("clock(emulator.clock())");
    }

    @Test
    void anEmulatorIsOneAccountInOneRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aws.createTable(
                        TableArn.of("arn:aws:dynamodb:eu-west-1:123456789012:table/" + UUID.randomUUID())))
                .withMessageContaining("eu-central-1");
        assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-central-1");
    }

    private void assertValidation(ExportTableToPointInTimeRequest.Builder request, String message) {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> export(client, request))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(aws.exports()).isEmpty();
    }
}
