package io.github.dcie.dynamo;

import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The calls of DynamoDB that are needed, each with a time limit and the SDK's STANDARD retries (S13). */
final class TableCalls {

    private final DynamoDbClient client;
    private final JobTable table;
    private final SdkTrouble trouble;
    private final AwsRequestOverrideConfiguration limits;

    TableCalls(DynamoDbClient client, JobTable table, Duration apiCallTimeout) {
        this.client = client;
        this.table = table;
        this.trouble = new SdkTrouble(table, apiCallTimeout);
        // a DynamoDB client's own retries can take a minute in one call
        this.limits = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(apiCallTimeout)
                .addPlugin(call -> call.overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)))
                .build();
    }

    /** A job's item, strongly consistent (R9); empty if there is none. */
    Map<String, AttributeValue> read(String task, JobId job) throws StateStoreException {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table.name())
                .key(table.keyOf(job))
                .consistentRead(true)
                .overrideConfiguration(limits)
                .build();
        return call(task, "dynamodb:GetItem", job, () -> answer(client.getItem(request)))
                .item();
    }

    /** Changes a job's item; gives the item that refused the update, or nothing if it was applied. */
    Optional<Map<String, AttributeValue>> update(String task, JobId job, UpdateItemRequest.Builder update)
            throws StateStoreException {
        UpdateItemRequest request = update.tableName(table.name())
                .key(table.keyOf(job))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(limits)
                .build();
        return call(task, "dynamodb:UpdateItem", job, () -> {
            try {
                answer(client.updateItem(request));
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(e.item());
            }
        });
    }

    /**
     * Makes a call. Whatever leaves the client is a failed call: its own credentials provider, interceptors and HTTP
     * client throw what they like, and a double answers null (S17).
     */
    private <T> T call(String task, String iamAction, JobId job, Supplier<T> call) throws StateStoreException {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw trouble.of(task, iamAction, job, e);
        }
    }

    private static <T> T answer(T response) {
        return Objects.requireNonNull(response, "the client answered null");
    }
}
