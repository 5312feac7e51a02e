package io.github.dcie.ssm;

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
import software.amazon.awssdk.services.ssm.model.ParameterLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterMaxVersionLimitExceededException;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;

/** Says what an exception of the SDK means for these parameters, and what to do about it. */
final class SsmTrouble {

    private final JournalNames names;
    private final Duration limit;

    SsmTrouble(JournalNames names, Duration limit) {
        this.names = names;
        this.limit = limit;
    }

    /**
     * Explains an exception. That of an interrupted call also sets the thread's interrupt flag again.
     *
     * @param task what could not be done with the job, as in "cannot … job orders"
     * @param iamAction the permission that it takes
     */
    StateStoreException of(String task, String iamAction, JobId job, SdkException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return new StateStoreException(
                "cannot " + task + " job " + job + " (parameters " + names.path(job) + ", " + names.action(job) + "): "
                        + explain(iamAction, e),
                e);
    }

    private String explain(String iamAction, SdkException e) {
        if (e instanceof AbortedException) {
            return "interrupted; the next read tells whether a write was applied";
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit
                    + "; call again; if it lasts, check the network path to Systems Manager, or allow more with"
                    + " apiCallTimeout";
        }
        return e instanceof AwsServiceException answer
                ? explain(iamAction, answer)
                : e.getMessage() + "; call again; if it lasts, check the client's credentials, Region and network";
    }

    private static String explain(String iamAction, AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String words = details.map(AwsErrorDetails::errorMessage).orElseGet(e::getMessage);
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
        return switch (code) {
            case "AccessDeniedException" ->
                "access denied: " + words + "; allow " + iamAction
                        + " on these parameters to the identity of this process";
            case "ValidationException" ->
                "Parameter Store refused the request: " + words + "; check the root and the operator action's name";
            default ->
                "Parameter Store answered " + (code.isEmpty() ? "" : code + ": ") + words
                        + "; call again; if it lasts, check the client's credentials and Region, and the service's"
                        + " health";
        };
    }
}
