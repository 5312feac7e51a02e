package io.github.dcie.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What every error of a service bears, as the SDK's client fills it in from the answer. */
record ErrorDetails(String service) {

    static final int BAD_REQUEST = 400;
    static final int SERVER_FAULT = 500;

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As AWS words it where a signature is older than five minutes (Signature Version 4). */
    static String signatureExpired(Instant signed, Instant now) {
        return "Signature expired: " + COMPACT.format(signed) + " is now earlier than "
                + COMPACT.format(now.minus(Duration.ofMinutes(5))) + " (" + COMPACT.format(now) + " - 5 min.)";
    }

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
