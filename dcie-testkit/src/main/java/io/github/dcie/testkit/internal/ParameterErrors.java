package io.github.dcie.testkit.internal;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ssm.model.AccessDeniedException;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.ThrottlingException;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;
import software.amazon.awssdk.services.ssm.model.ValidationException;

/** Parameter Store's errors as the SDK's client throws them; the codes are those of the service, not the classes' names. */
final class ParameterErrors {

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_FAULT = 500;

    private ParameterErrors() {}

    static ParameterAlreadyExistsException alreadyExists() {
        ParameterAlreadyExistsException.Builder error = ParameterAlreadyExistsException.builder();
        fill(
                error,
                "ParameterAlreadyExists",
                BAD_REQUEST,
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        return error.build();
    }

    static ParameterNotFoundException notFound(String name) {
        ParameterNotFoundException.Builder error = ParameterNotFoundException.builder();
        fill(error, "ParameterNotFound", BAD_REQUEST, "Parameter " + name + " not found.");
        return error.build();
    }

    static TooManyUpdatesException tooManyUpdates(String message) {
        TooManyUpdatesException.Builder error = TooManyUpdatesException.builder();
        fill(error, "TooManyUpdates", BAD_REQUEST, message);
        return error.build();
    }

    static HierarchyLevelLimitExceededException tooManyLevels(String message) {
        HierarchyLevelLimitExceededException.Builder error = HierarchyLevelLimitExceededException.builder();
        fill(error, "HierarchyLevelLimitExceededException", BAD_REQUEST, message);
        return error.build();
    }

    static HierarchyTypeMismatchException otherType(String message) {
        HierarchyTypeMismatchException.Builder error = HierarchyTypeMismatchException.builder();
        fill(error, "HierarchyTypeMismatchException", BAD_REQUEST, message);
        return error.build();
    }

    static ValidationException validation(String message) {
        ValidationException.Builder error = ValidationException.builder();
        fill(error, "ValidationException", BAD_REQUEST, message);
        return error.build();
    }

    static InvalidNextTokenException invalidToken() {
        InvalidNextTokenException.Builder error = InvalidNextTokenException.builder();
        fill(error, "InvalidNextToken", BAD_REQUEST, "The specified token isn't valid.");
        return error.build();
    }

    static AccessDeniedException accessDenied(String operation) {
        AccessDeniedException.Builder error = AccessDeniedException.builder();
        fill(
                error,
                "AccessDeniedException",
                BAD_REQUEST,
                "User is not authorized to perform: ssm:" + operation
                        + " because no identity-based policy allows the ssm:" + operation + " action");
        return error.build();
    }

    static ThrottlingException throttling() {
        ThrottlingException.Builder error = ThrottlingException.builder();
        fill(error, "ThrottlingException", BAD_REQUEST, "Rate exceeded");
        return error.build();
    }

    static InternalServerErrorException internal() {
        InternalServerErrorException.Builder error = InternalServerErrorException.builder();
        fill(error, "InternalServerError", SERVER_FAULT, "An error occurred on the server side.");
        return error.build();
    }

    private static void fill(SsmException.Builder error, String code, int status, String message) {
        error.message(message)
                .statusCode(status)
                .requestId("EMULATED")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("Ssm")
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build());
    }
}
