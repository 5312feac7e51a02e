package io.github.dcie.testkit.internal;

import static io.github.dcie.testkit.internal.ErrorDetails.BAD_REQUEST;
import static io.github.dcie.testkit.internal.ErrorDetails.SERVER_FAULT;

import software.amazon.awssdk.services.ssm.model.AccessDeniedException;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ThrottlingException;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;
import software.amazon.awssdk.services.ssm.model.ValidationException;

/** Parameter Store's errors as the SDK's client throws them; the codes are those of the service, not the classes' names. */
final class ParameterErrors {

    private static final ErrorDetails DETAILS = new ErrorDetails("Ssm");

    private ParameterErrors() {}

    static ParameterAlreadyExistsException alreadyExists() {
        return DETAILS.fill(
                        ParameterAlreadyExistsException.builder(),
                        "ParameterAlreadyExists",
                        BAD_REQUEST,
                        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.")
                .build();
    }

    static ParameterNotFoundException notFound(String name) {
        return DETAILS.fill(
                        ParameterNotFoundException.builder(),
                        "ParameterNotFound",
                        BAD_REQUEST,
                        "Parameter " + name + " not found.")
                .build();
    }

    static TooManyUpdatesException tooManyUpdates(String message) {
        return DETAILS.fill(TooManyUpdatesException.builder(), "TooManyUpdates", BAD_REQUEST, message)
                .build();
    }

    static HierarchyLevelLimitExceededException tooManyLevels(String message) {
        return DETAILS.fill(
                        HierarchyLevelLimitExceededException.builder(),
                        "HierarchyLevelLimitExceededException",
                        BAD_REQUEST,
                        message)
                .build();
    }

    static HierarchyTypeMismatchException otherType(String message) {
        return DETAILS.fill(
                        HierarchyTypeMismatchException.builder(),
                        "HierarchyTypeMismatchException",
                        BAD_REQUEST,
                        message)
                .build();
    }

    static ValidationException validation(String message) {
        return DETAILS.fill(ValidationException.builder(), "ValidationException", BAD_REQUEST, message)
                .build();
    }

    static InvalidNextTokenException invalidToken() {
        return DETAILS.fill(
                        InvalidNextTokenException.builder(),
                        "InvalidNextToken",
                        BAD_REQUEST,
                        "The specified token isn't valid.")
                .build();
    }

    static AccessDeniedException accessDenied(String operation) {
        return DETAILS.fill(
                        AccessDeniedException.builder(),
                        "AccessDeniedException",
                        BAD_REQUEST,
                        "User is not authorized to perform: ssm:" + operation
                                + " because no identity-based policy allows the ssm:" + operation + " action")
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
                        "An error occurred on the server side.")
                .build();
    }
}
