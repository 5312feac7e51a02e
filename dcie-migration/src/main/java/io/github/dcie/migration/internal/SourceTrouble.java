package io.github.dcie.migration.internal;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says what an exception of a client means that reads another system's state, and what to do about it: each cause has a
 * remedy of its own (F9). It names no service's types, so that each reader needs its own service's client alone.
 *
 * @param service who keeps that state
 * @param host where the service answers, if that is called otherwise
 * @param refusal what the service's own answers are thrown as
 * @param permission what a read takes: the action, and on what
 * @param ifThrottled what to do about a rate that is exceeded
 * @param ifRefused what to correct in a request that is not understood
 */
public record SourceTrouble(
        String service,
        String host,
        Class<? extends AwsServiceException> refusal,
        String permission,
        String ifThrottled,
        String ifRefused) {

    private static final int SERVER_FAULT = 500;

    /** The cause and its remedy, as in "cannot …: …". */
    String explain(RuntimeException e, Duration limit) {
        if (e instanceof AbortedException) {
            return "interrupted; call again";
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit + "; call again; if it lasts, check the network path to " + host
                    + ", or allow more with apiCallTimeout";
        }
        if (e instanceof AwsServiceException answer && refusal.isInstance(e)) {
            return explain(answer);
        }
        String words = words(e);
        if (!(e instanceof SdkException)) {
            return "the client failed with " + e.getClass().getName() + ": " + words
                    + "; see that nobody closes it while it is in use, and that what it was built with works:"
                    + " credentials provider, interceptors, HTTP client";
        }
        // another service of AWS is asked for credentials only
        if (e instanceof AwsServiceException || words.contains("credentials")) {
            return "the client has no credentials: " + words
                    + "; give this process a role or credentials that its credentials provider finds, then call again";
        }
        return words + "; call again; if it lasts, check the client's endpoint, Region and network";
    }

    private String explain(AwsServiceException e) {
        String code = code(e);
        String words = words(e);
        String said = code.isEmpty() ? words : code + ": " + words;
        if (e.isThrottlingException()) {
            return "throttled: " + words + "; call again; " + ifThrottled;
        }
        if (e.isClockSkewException() || words.startsWith("Signature expired") || words.contains("not yet current")) {
            return "the clock of this machine differs from AWS's: " + said
                    + "; set the clock, and keep it set (NTP), then call again";
        }
        if (code.startsWith("AccessDenied")) {
            return "access denied: " + words + "; allow " + permission + " to the identity of this process";
        }
        if (e.statusCode() >= SERVER_FAULT) {
            return "a fault of " + service + ": " + said
                    + "; call again; if it lasts, look at the service's health in this Region";
        }
        return switch (code) {
            case "ResourceNotFoundException" ->
                service + " knows no such table, or not yet: " + words
                        + "; correct the table name or the client's Region";
            case "ExpiredTokenException",
                    "ExpiredToken",
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "MissingAuthenticationTokenException",
                    "IncompleteSignatureException",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch" ->
                "the credentials are not accepted: " + said
                        + "; renew them, or see that the client's credentials provider does, then call again";
            case "UnknownOperationException" ->
                "what answers is not " + service + ", or not all of it: " + said + "; check the client's endpoint";
            case "ValidationException", "SerializationException" ->
                service + " refused the request: " + words + "; " + ifRefused;
            case "" ->
                "the answer is not " + service + "'s: " + words
                        + "; check the client's endpoint, and the proxy on the way to it";
            default -> service + " answered " + said + "; remove the cause, then call again";
        };
    }

    private static String code(AwsServiceException e) {
        return ForeignText.plain(Optional.ofNullable(e.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.errorCode()))
                .orElse(""));
    }

    /** The service's own words, or else the exception's: an answer without a message is not "null". */
    private static String words(RuntimeException e) {
        Optional<AwsErrorDetails> details = e instanceof AwsServiceException answer
                ? Optional.ofNullable(answer.awsErrorDetails())
                : Optional.empty();
        return details.flatMap(said -> Optional.ofNullable(said.errorMessage()))
                .or(() -> details.isPresent() ? Optional.empty() : Optional.ofNullable(e.getMessage()))
                .map(ForeignText::plain)
                .orElseGet(() -> e instanceof AwsServiceException answer
                        ? "no message, HTTP status " + answer.statusCode()
                        : "no message");
    }
}
