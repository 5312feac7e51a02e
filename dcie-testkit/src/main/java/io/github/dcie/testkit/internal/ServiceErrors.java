package io.github.dcie.testkit.internal;

import static io.github.dcie.testkit.internal.ErrorDetails.BAD_REQUEST;
import static io.github.dcie.testkit.internal.ErrorDetails.SERVER_FAULT;

import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkClientException;
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

    private static final ErrorDetails DETAILS = new ErrorDetails("DynamoDb");

    private ServiceErrors() {}

    static DynamoDbException validation(String message) {
        return unmodelled("ValidationException", message);
    }

    static DynamoDbException accessDenied(String message) {
        return unmodelled("AccessDeniedException", message);
    }

    static TableNotFoundException tableNotFound(String table) {
        return DETAILS.fill(
                        TableNotFoundException.builder(),
                        "TableNotFoundException",
                        BAD_REQUEST,
                        "Table not found: " + table)
                .build();
    }

    static ResourceNotFoundException resourceNotFound(String table) {
        return DETAILS.fill(
                        ResourceNotFoundException.builder(),
                        "ResourceNotFoundException",
                        BAD_REQUEST,
                        "Requested resource not found: Table: " + table + " not found")
                .build();
    }

    static PointInTimeRecoveryUnavailableException recoveryUnavailable(String table) {
        return DETAILS.fill(
                        PointInTimeRecoveryUnavailableException.builder(),
                        "PointInTimeRecoveryUnavailableException",
                        BAD_REQUEST,
                        "Point in time recovery is not enabled for table '" + table + "'")
                .build();
    }

    static InvalidExportTimeException invalidTime(String message) {
        return DETAILS.fill(InvalidExportTimeException.builder(), "InvalidExportTimeException", BAD_REQUEST, message)
                .build();
    }

    static ExportConflictException conflict() {
        return DETAILS.fill(
                        ExportConflictException.builder(),
                        "ExportConflictException",
                        BAD_REQUEST,
                        "Export conflict: Duplicate request detected with conflicting parameters")
                .build();
    }

    static LimitExceededException limitExceeded(String message) {
        return DETAILS.fill(LimitExceededException.builder(), "LimitExceededException", BAD_REQUEST, message)
                .build();
    }

    static ExportNotFoundException exportNotFound(String arn) {
        return DETAILS.fill(
                        ExportNotFoundException.builder(),
                        "ExportNotFoundException",
                        BAD_REQUEST,
                        "Export not found: " + arn)
                .build();
    }

    static ThrottlingException throttling() {
        return DETAILS.fill(ThrottlingException.builder(), "ThrottlingException", BAD_REQUEST, "Rate exceeded")
                .build();
    }

    static InternalServerErrorException internal() {
        return DETAILS.fill(
                        InternalServerErrorException.builder(),
                        "InternalServerError",
                        SERVER_FAULT,
                        "Internal server error")
                .build();
    }

    static DynamoDbException signatureExpired(Instant signed, Instant now) {
        return unmodelled("InvalidSignatureException", ErrorDetails.signatureExpired(signed, now));
    }

    static SdkClientException lostReply(String operation) {
        return SdkClientException.create(
                "Unable to execute HTTP request: Read timed out (simulated: " + operation + " was applied)");
    }

    static DynamoDbException unmodelled(String code, String message) {
        return (DynamoDbException) DETAILS.fill(DynamoDbException.builder(), code, BAD_REQUEST, message)
                .build();
    }
}
