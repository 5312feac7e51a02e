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
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Says what an exception of the SDK means for this table, and what to do about it. */
final class SdkTrouble {

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
    StateStoreException of(String task, String iamAction, JobId job, SdkException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return new StateStoreException("cannot " + task + " (" + table.placeOf(job) + "): " + explain(iamAction, e), e);
    }

    private String explain(String iamAction, SdkException e) {
        if (e instanceof AbortedException) {
            return "interrupted; the next read tells whether a write was applied";
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit
                    + "; call again; if it lasts, check the network path to DynamoDB, or allow more with"
                    + " apiCallTimeout";
        }
        return e instanceof AwsServiceException answer
                ? explain(iamAction, answer)
                : e.getMessage() + "; call again; if it lasts, check the client's credentials, Region and network";
    }

    private String explain(String iamAction, AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String words = details.map(AwsErrorDetails::errorMessage).orElseGet(e::getMessage);
        if (e instanceof ResourceNotFoundException) {
            return "DynamoDB knows no such table, or not yet: " + words
                    + "; correct the table name or the client's Region, wait if the table is being created, or create"
                    + " it, for example from tableDefinition()";
        }
        if (e.isThrottlingException()) {
            return "throttled: " + words
                    + "; call again; if it lasts, switch the table to on-demand capacity or raise its provisioned one";
        }
        return switch (code) {
            case "AccessDeniedException" ->
                "access denied: " + words + "; allow " + iamAction + " on the table to the identity of this process";
            case "ValidationException" ->
                "DynamoDB refused the request: " + words + "; this store expects " + table.keySchema()
                        + "; if the table's key is another, set partitionKeyName and sortKeyName";
            default ->
                "DynamoDB answered " + (code.isEmpty() ? "" : code + ": ") + words
                        + "; call again; if it lasts, check the client's credentials and Region, and the service's"
                        + " health";
        };
    }
}
