package io.github.dcie.testkit.internal;

import static io.github.dcie.testkit.internal.ErrorDetails.BAD_REQUEST;
import static io.github.dcie.testkit.internal.ErrorDetails.SERVER_FAULT;

import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** The errors of SNS as the SDK's client throws them, with the codes and statuses of the API reference (Publish). */
final class TopicErrors {

    private static final ErrorDetails DETAILS = new ErrorDetails("Sns");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    private TopicErrors() {}

    static InvalidParameterException invalid(String what) {
        return DETAILS.fill(
                        InvalidParameterException.builder(),
                        "InvalidParameter",
                        BAD_REQUEST,
                        "Invalid parameter: " + what)
                .build();
    }

    static InvalidParameterValueException invalidAttribute(String message) {
        return DETAILS.fill(InvalidParameterValueException.builder(), "ParameterValueInvalid", BAD_REQUEST, message)
                .build();
    }

    static NotFoundException notFound() {
        return DETAILS.fill(NotFoundException.builder(), "NotFound", NOT_FOUND, "Topic does not exist")
                .build();
    }

    static AuthorizationErrorException denied(String topic) {
        return DETAILS.fill(
                        AuthorizationErrorException.builder(),
                        "AuthorizationError",
                        FORBIDDEN,
                        "User: emulated is not authorized to perform: SNS:Publish on resource: " + topic)
                .build();
    }

    static ThrottledException throttled() {
        return DETAILS.fill(ThrottledException.builder(), "Throttled", TOO_MANY_REQUESTS, "Rate exceeded")
                .build();
    }

    static InternalErrorException internal() {
        return DETAILS.fill(InternalErrorException.builder(), "InternalError", SERVER_FAULT, "Internal server error")
                .build();
    }

    static SnsException signatureExpired(Instant signed, Instant now) {
        return (SnsException) DETAILS.fill(
                        SnsException.builder(),
                        "SignatureDoesNotMatch",
                        FORBIDDEN,
                        ErrorDetails.signatureExpired(signed, now))
                .build();
    }

    static SdkClientException lostReply() {
        return SdkClientException.create(
                "Unable to execute HTTP request: Read timed out (simulated: Publish was applied)");
    }
}
