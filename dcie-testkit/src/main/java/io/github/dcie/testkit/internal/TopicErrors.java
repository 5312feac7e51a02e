package io.github.dcie.testkit.internal;

import java.time.Instant;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** The errors of SNS as the SDK's client throws them, with the codes and statuses of the API reference (Publish). */
final class TopicErrors {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private TopicErrors() {}

    static InvalidParameterException invalid(String what) {
        InvalidParameterException.Builder error = InvalidParameterException.builder();
        fill(error, "InvalidParameter", BAD_REQUEST, "Invalid parameter: " + what);
        return error.build();
    }

    static InvalidParameterValueException invalidAttribute(String message) {
        InvalidParameterValueException.Builder error = InvalidParameterValueException.builder();
        fill(error, "ParameterValueInvalid", BAD_REQUEST, message);
        return error.build();
    }

    static NotFoundException notFound() {
        NotFoundException.Builder error = NotFoundException.builder();
        fill(error, "NotFound", NOT_FOUND, "Topic does not exist");
        return error.build();
    }

    static AuthorizationErrorException denied(String topic) {
        AuthorizationErrorException.Builder error = AuthorizationErrorException.builder();
        fill(
                error,
                "AuthorizationError",
                FORBIDDEN,
                "User: emulated is not authorized to perform: SNS:Publish on resource: " + topic);
        return error.build();
    }

    static ThrottledException throttled() {
        ThrottledException.Builder error = ThrottledException.builder();
        fill(error, "Throttled", TOO_MANY_REQUESTS, "Rate exceeded");
        return error.build();
    }

    static InternalErrorException internal() {
        InternalErrorException.Builder error = InternalErrorException.builder();
        fill(error, "InternalError", SERVER_FAULT, "Internal server error");
        return error.build();
    }

    static SnsException signatureExpired(Instant signed, Instant now) {
        SnsException.Builder error = SnsException.builder();
        fill(error, "SignatureDoesNotMatch", FORBIDDEN, "Signature expired: " + signed + " is now " + now);
        return (SnsException) error.build();
    }

    static SdkClientException lostReply() {
        return SdkClientException.create(
                "Unable to execute HTTP request: Read timed out (simulated: Publish was applied)");
    }

    private static void fill(SnsException.Builder error, String code, int status, String message) {
        error.message(message)
                .statusCode(status)
                .requestId("EMULATED")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("Sns")
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build());
    }
}
