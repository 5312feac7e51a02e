package io.github.dcie.testkit.internal;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What every error of a service bears, as the SDK's client fills it in from the answer. */
record ErrorDetails(String service) {

    static final int BAD_REQUEST = 400;
    static final int SERVER_FAULT = 500;

    <B extends AwsServiceException.Builder> B fill(B error, String code, int status, String message) {
        error.message(message)
                .statusCode(status)
                .requestId("EMULATED")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName(service)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build());
        return error;
    }
}
