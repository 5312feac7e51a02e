package io.github.dcie.core.internal.dynamodb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The Date header of an answer: the service's own clock, in whole seconds, cut off (RFC 9110, 6.6.1). */
final class AnswerDate {

    private AnswerDate() {}

    /** What the header says; empty if there is none that can be read. */
    static Optional<Instant> of(SdkResponse answer) {
        // a client that is not the SDK's own may give an answer without its HTTP part
        SdkHttpResponse http = answer.sdkHttpResponse();
        return http == null
                ? Optional.empty()
                : http.firstMatchingHeader("Date").flatMap(AnswerDate::read);
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) { // who answers so is no AWS; the local clock is to do
            return Optional.empty();
        }
    }
}
