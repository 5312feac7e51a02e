package io.github.dcie.testkit.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The Date header that every answer of a service bears: its own clock, in whole seconds. */
final class ServiceDate {

    private static final int OK = 200;
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ServiceDate() {}

    static SdkResponse on(AwsResponse response, Instant now) {
        return response.toBuilder().sdkHttpResponse(http(OK, now)).build();
    }

    static AwsServiceException on(AwsServiceException error, Instant now) {
        AwsErrorDetails.Builder details = Optional.ofNullable(error.awsErrorDetails())
                .map(AwsErrorDetails::toBuilder)
                .orElseGet(AwsErrorDetails::builder);
        return error.toBuilder()
                .awsErrorDetails(
                        details.sdkHttpResponse(http(error.statusCode(), now)).build())
                .build();
    }

    private static SdkHttpResponse http(int status, Instant now) {
        return SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Date", FORMAT.format(now))
                .build();
    }
}
