package io.github.dcie.ssm;

import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.ParameterLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterMaxVersionLimitExceededException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;

/** Says what an exception of a client means, and what to do about it: each cause has a remedy of its own (F9). */
final class SsmTrouble {

    private static final int SERVER_FAULT = 500;

    private final Duration limit;

    SsmTrouble(Duration limit) {
        this.limit = limit;
    }

    /**
     * Explains an exception. That of an interrupted call also sets the thread's interrupt flag again.
     *
     * @param task what could not be done, as in "cannot …"
     * @param iamAction the permission that it takes
     */
    StateStoreException of(String task, String iamAction, RuntimeException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return new StateStoreException("cannot " + task + ": " + explain(iamAction, e), e);
    }

    /** Whether a failed call was refused for want of a permission, which does not heal by itself. */
    static boolean isDenied(StateStoreException e) {
        return e.getCause() instanceof SsmException answer && isDenied(code(answer));
    }

    private static boolean isDenied(String code) {
        return code.startsWith("AccessDenied");
    }

    private String explain(String iamAction, RuntimeException e) {
        if (e instanceof AbortedException) {
            return "interrupted; the next read tells whether a write was applied";
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit
                    + "; call again; if it lasts, check the network path to Systems Manager, or allow more with"
                    + " apiCallTimeout";
        }
        if (e instanceof SsmException answer) {
            return explain(iamAction, answer);
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

    private static String explain(String iamAction, SsmException e) {
        String code = code(e);
        String words = words(e);
        String said = code.isEmpty() ? words : code + ": " + words;
        if (e.isThrottlingException()) {
            return "throttled: " + words
                    + "; call again; PutParameter is limited to 3 calls a second of the account and Region: if it"
                    + " lasts, raise Parameter Store's throughput, or keep the states in a DynamoDB table";
        }
        if (e instanceof TooManyUpdatesException) {
            return "somebody else changes the parameter right now: " + words + "; call again";
        }
        if (e instanceof ParameterLimitExceededException) {
            return "the account has no room for another parameter: " + words
                    + "; delete parameters that nobody needs, or ask for a higher quota";
        }
        if (e instanceof ParameterMaxVersionLimitExceededException) {
            return "the oldest version of the parameter bears a label and cannot make room for the new one: " + words
                    + "; move the label, or delete it";
        }
        if (e.isClockSkewException() || words.startsWith("Signature expired") || words.contains("not yet current")) {
            return "the clock of this machine differs from AWS's: " + said
                    + "; set the clock, and keep it set (NTP), then call again";
        }
        if (isDenied(code)) {
            return "access denied: " + words + "; allow " + iamAction
                    + " on these parameters to the identity of this process";
        }
        if (e.statusCode() >= SERVER_FAULT) {
            return "a fault of Parameter Store: " + said
                    + "; call again; if it lasts, look at the service's health in this Region";
        }
        return switch (code) {
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
                "what answers is not Parameter Store, or not all of it: " + said + "; check the client's endpoint";
            case "ValidationException", "SerializationException" ->
                "Parameter Store refused the request: " + words + "; check the root and the operator action's name";
            case "" ->
                "the answer is not Parameter Store's: " + words
                        + "; check the client's endpoint, and the proxy on the way to it";
            default -> "Parameter Store answered " + said + "; remove the cause, then call again";
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
