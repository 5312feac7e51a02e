package io.github.dcie.testkit.internal;

import java.time.Instant;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/** The service's errors as the SDK's client throws them: modelled ones typed, the others by their error code. */
final class ServiceErrors {

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_FAULT = 500;

    private ServiceErrors() {}

    static DynamoDbException validation(String message) {
        return unmodelled("ValidationException", message);
    }

    static DynamoDbException accessDenied(String message) {
        return unmodelled("AccessDeniedException", message);
    }

    static TableNotFoundException tableNotFound(String table) {
        TableNotFoundException.Builder error = TableNotFoundException.builder();
        fill(error, "TableNotFoundException", BAD_REQUEST, "Table not found: " + table);
        return error.build();
    }

    static ResourceNotFoundException resourceNotFound(String table) {
        ResourceNotFoundException.Builder error = ResourceNotFoundException.builder();
        fill(
                error,
                "ResourceNotFoundException",
                BAD_REQUEST,
                "Requested resource not found: Table: " + table + " not found");
        return error.build();
    }

    static PointInTimeRecoveryUnavailableException recoveryUnavailable(String table) {
        PointInTimeRecoveryUnavailableException.Builder error = PointInTimeRecoveryUnavailableException.builder();
        fill(
                error,
                "PointInTimeRecoveryUnavailableException",
                BAD_REQUEST,
                "Point in time recovery is not enabled for table '" + table + "'");
        return error.build();
    }

    static InvalidExportTimeException invalidTime(String message) {
        InvalidExportTimeException.Builder error = InvalidExportTimeException.builder();
        fill(error, "InvalidExportTimeException", BAD_REQUEST, message);
        return error.build();
    }

    static ExportConflictException conflict() {
        ExportConflictException.Builder error = ExportConflictException.builder();
        fill(
                error,
                "ExportConflictException",
                BAD_REQUEST,
                "Export conflict: Duplicate request detected with conflicting parameters");
        return error.build();
    }

    static LimitExceededException limitExceeded(String message) {
        LimitExceededException.Builder error = LimitExceededException.builder();
        fill(error, "LimitExceededException", BAD_REQUEST, message);
        return error.build();
    }

    static ExportNotFoundException exportNotFound(String arn) {
        ExportNotFoundException.Builder error = ExportNotFoundException.builder();
        fill(error, "ExportNotFoundException", BAD_REQUEST, "Export not found: " + arn);
        return error.build();
    }

    static ThrottlingException throttling() {
        ThrottlingException.Builder error = ThrottlingException.builder();
        fill(error, "ThrottlingException", BAD_REQUEST, "Rate exceeded");
        return error.build();
    }

    static InternalServerErrorException internal() {
        InternalServerErrorException.Builder error = InternalServerErrorException.builder();
        fill(error, "InternalServerError", SERVER_FAULT, "Internal server error");
        return error.build();
    }

    static DynamoDbException signatureExpired(Instant signed, Instant now) {
        return unmodelled("InvalidSignatureException", "Signature expired: " + signed + " is now " + now);
    }

    static SdkClientException lostReply(String operation) {
        return SdkClientException.create(
                "Unable to execute HTTP request: Read timed out (simulated: " + operation + " was applied)");
    }

    private static DynamoDbException unmodelled(String code, String message) {
        DynamoDbException.Builder error = DynamoDbException.builder();
        fill(error, code, BAD_REQUEST, message);
        return (DynamoDbException) error.build();
    }

    private static void fill(DynamoDbException.Builder error, String code, int status, String message) {
        error.message(message)
                .statusCode(status)
                .requestId("EMULATED")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("DynamoDb")
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build());
    }
}
