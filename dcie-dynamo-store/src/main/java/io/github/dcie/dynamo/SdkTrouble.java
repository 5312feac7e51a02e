package io.github.dcie.dynamo;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Says what an exception of a client means for this table, and what to do about it: each cause has a remedy of its own (F9). */
final class SdkTrouble {

    private static final int SERVER_FAULT = 500;

    private final JobTable table;
    private final Duration limit;

    SdkTrouble(JobTable table, Duration limit) {
        this.table = table;
        this.limit = limit;
    }

    /**
     * Explains an exception. That of an interrupted call also sets the thread's interrupt flag again.
     *
     * @param task what could not be done, as in "cannot …"
     * @param iamAction the permission that it takes
     */
    StateStoreException of(String task, String iamAction, JobId job, RuntimeException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return new StateStoreException("cannot " + task + " (" + table.placeOf(job) + "): " + explain(iamAction, e), e);
    }

    private String explain(String iamAction, RuntimeException e) {
        if (e instanceof AbortedException) {
            return "interrupted; the next read tells whether a write was applied";
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit
                    + "; call again; if it lasts, check the network path to DynamoDB, or allow more with"
                    + " apiCallTimeout";
        }
        if (e instanceof DynamoDbException answer) {
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

    private String explain(String iamAction, DynamoDbException e) {
        String code = code(e);
        String words = words(e);
        String said = code.isEmpty() ? words : code + ": " + words;
        if (e instanceof ResourceNotFoundException) {
            return "DynamoDB knows no such table, or not yet: " + words
                    + "; correct the table name or the client's Region, wait if the table is being created, or create"
                    + " it, for example from tableDefinition()";
        }
        if (e.isThrottlingException()) {
            return "throttled: " + words
                    + "; call again; if it lasts, switch the table to on-demand capacity or raise its provisioned one";
        }
        if (e.isClockSkewException() || words.startsWith("Signature expired") || words.contains("not yet current")) {
            return "the clock of this machine differs from AWS's: " + said
                    + "; set the clock, and keep it set (NTP), then call again";
        }
        if (e.statusCode() >= SERVER_FAULT) {
            return "a fault of DynamoDB: " + said
                    + "; call again; if it lasts, look at the service's health in this Region";
        }
        return switch (code) {
            case "AccessDeniedException" ->
                "access denied: " + words + "; allow " + iamAction + " on the table to the identity of this process";
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
                "what answers is not DynamoDB, or not all of it: " + said + "; check the client's endpoint";
            case "ValidationException", "SerializationException" ->
                "DynamoDB refused the request: " + words + "; this store expects " + table.keySchema()
                        + "; if the table's key is another, set partitionKeyName and sortKeyName";
            case "" ->
                "the answer is not DynamoDB's: " + words
                        + "; check the client's endpoint, and the proxy on the way to it";
            default -> "DynamoDB answered " + said + "; remove the cause, then call again";
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
