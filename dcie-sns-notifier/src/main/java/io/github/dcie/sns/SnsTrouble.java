package io.github.dcie.sns;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sns.model.KmsDisabledException;
import software.amazon.awssdk.services.sns.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sns.model.KmsNotFoundException;
import software.amazon.awssdk.services.sns.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.sns.model.KmsThrottlingException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ValidationException;

/**
 * Says what a failed Publish means, and what to do about it (F9). What is the matter comes first: a status shows no more than
 * the first 120 characters, the exception's own name among them.
 *
 * @param topic which topic
 * @param limit the time that a call may take
 */
record SnsTrouble(TopicArn topic, Duration limit) {

    // Common Errors (API reference), and what Signature Version 4 answers (IAM User Guide, Troubleshooting)
    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSecurity",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "OptInRequired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> CLOCK = Set.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed");
    private static final Pattern CLOCK_WORDS = Pattern.compile("Signature expired|Signature not yet current");
    private static final Pattern SIGNING_TIME = Pattern.compile("\\b[0-9]{8}T[0-9]{6}Z");

    private static final Set<String> PERMISSION =
            Set.of("AccessDenied", "AccessDeniedException", "NotAuthorized", "UnauthorizedOperation");

    private static final Set<String> ENDPOINT =
            Set.of("InvalidAction", "NoSuchVersion", "UnknownOperation", "UnknownOperationException");

    private static final int FIRST_FAULT = 500;
    private static final int ENTITY_TOO_LARGE = 413;

    private static final String AGAIN = "; it is published again; if it lasts, ";
    private static final String PERHAPS_AGAIN =
            "; the message may be published or not, and is published again; if it lasts, ";

    /**
     * Whether less might be taken. That SNS refuses a message for its size shows in its words alone, which nobody promises;
     * so this is every refusal of a request as invalid.
     */
    static boolean mayBeForSize(SnsDeliveryException refusal) {
        return refusal.getCause() instanceof AwsServiceException answer
                && (isInvalid(answer) || answer.statusCode() == ENTITY_TOO_LARGE);
    }

    /** What a call ended with, whoever threw it (S17). */
    SnsDeliveryException of(RuntimeException e, int bytes) {
        return new SnsDeliveryException(Printable.of(explain(e, bytes)), e);
    }

    private String explain(RuntimeException e, int bytes) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit + ": topic " + topic + PERHAPS_AGAIN
                    + "check the network path to SNS, or allow more with withApiCallTimeout";
        } else if (e instanceof AwsServiceException answer) {
            return explain(answer, bytes);
        } else if (e instanceof SdkException) {
            return unanswered(e);
        }
        return "the client failed: topic " + topic + ": " + e + AGAIN
                + "check that the client is not closed, and its credentials provider and interceptors";
    }

    private String unanswered(RuntimeException e) {
        String words = ": topic " + topic + ": " + e.getMessage();
        if (causes(e).anyMatch(UnknownHostException.class::isInstance)) {
            return "no such endpoint" + words + AGAIN
                    + "check the client's Region and endpoint, and the name resolution";
        } else if (causes(e).anyMatch(SnsTrouble::isAboutCredentials)) {
            return "no credentials" + words + AGAIN + "check the client's credentials provider";
        }
        return "no answer" + words + PERHAPS_AGAIN + "check the client's endpoint and network";
    }

    /** The SDK has no exception of its own for that. */
    private static boolean isAboutCredentials(Throwable e) {
        return e instanceof SdkClientException
                && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("credentials");
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private String explain(AwsServiceException e, int bytes) {
        String code = code(e);
        String words = words(e);
        String answer = topic + ": SNS answered " + (code.isEmpty() ? "" : code + ": ") + words;
        if (isAnothersAnswer(e)) {
            return "no credentials: topic " + topic + ": their provider got " + code + ": " + words + AGAIN
                    + "check the client's credentials provider";
        } else if (e instanceof NotFoundException) {
            return "no such topic: " + answer + "; create it, or hand over the ARN of one that exists";
        } else if (e instanceof KmsAccessDeniedException) {
            return "access denied: KMS key of topic " + answer
                    + "; allow kms:GenerateDataKey* and kms:Decrypt on the topic's key to the identity of this process";
        } else if (isKeyUnusable(e)) {
            return "KMS key unusable: topic " + answer + "; enable the topic's key, or give the topic another one";
        } else if (e instanceof AuthorizationErrorException || PERMISSION.contains(code)) {
            return "access denied: sns:Publish on " + answer
                    + "; allow it to the identity of this process and, if the topic is another account's, in the topic's"
                    + " policy";
        } else if (e.isThrottlingException() || e instanceof KmsThrottlingException) {
            return "throttled: topic " + answer + AGAIN + "ask for a higher quota (Service Quotas, Amazon SNS or KMS)";
        } else if (CLOCK.contains(code) || CLOCK_WORDS.matcher(words).find()) {
            return "wrong clock" + times(words) + ": topic " + answer + AGAIN + "set this machine's clock";
        } else if (CREDENTIALS.contains(code)) {
            return "credentials refused: topic " + answer + AGAIN + "renew the client's credentials";
        } else if (isInvalid(e) || e.statusCode() == ENTITY_TOO_LARGE) {
            return "refused as invalid: topic " + answer
                    + "; if it is too long, give the topic a MaximumMessageSize of " + bytes
                    + " bytes or more; if not, check that the topic is in the client's Region and partition; if it is, this"
                    + " notifier made a message that SNS does not take: report it with these words";
        } else if (e.statusCode() >= FIRST_FAULT) {
            return "SNS has a fault: topic " + answer + AGAIN + "look at the service's health";
        } else if (code.isEmpty() || ENDPOINT.contains(code)) {
            return "wrong endpoint: topic " + answer + AGAIN
                    + "check the client's endpoint, and what is between it and SNS";
        }
        return "not published: topic " + answer + AGAIN + "look up what SNS's code means";
    }

    private static String code(AwsServiceException e) {
        return details(e).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static String words(AwsServiceException e) {
        return details(e)
                .map(AwsErrorDetails::errorMessage)
                .or(() -> Optional.ofNullable(e.getMessage()))
                .orElse("status " + e.statusCode());
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails());
    }

    /** Whether it came from the service that gives credentials (STS, SSO). */
    private static boolean isAnothersAnswer(AwsServiceException e) {
        return details(e)
                .map(AwsErrorDetails::serviceName)
                .filter(service -> !service.equalsIgnoreCase("sns"))
                .isPresent();
    }

    /** SNS's words begin with the time of signing, and end with its own. */
    private static String times(String words) {
        List<String> times =
                SIGNING_TIME.matcher(words).results().map(MatchResult::group).toList();
        return times.size() < 2 ? "" : ", " + times.get(0) + " here, " + times.get(times.size() - 1) + " at SNS";
    }

    private static boolean isKeyUnusable(AwsServiceException e) {
        return e instanceof KmsDisabledException
                || e instanceof KmsInvalidStateException
                || e instanceof KmsNotFoundException
                || e instanceof KmsOptInRequiredException;
    }

    private static boolean isInvalid(AwsServiceException e) {
        return e instanceof InvalidParameterException
                || e instanceof InvalidParameterValueException
                || e instanceof ValidationException;
    }
}
