package io.github.dcie.replay.internal;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a change does to a copy.
 *
 * @param place where the change was read
 * @param bytes no less than DynamoDB counts
 * @param key the item's key
 * @param item what is put; empty if the item is deleted
 * @param expects what the copy must have before
 */
record Action(
        String place,
        int bytes,
        Map<String, AttributeValue> key,
        Optional<Map<String, AttributeValue>> item,
        Expects expects) {

    /** What a copy must have before a change, if nobody else writes to it. */
    enum Expects {
        ANYTHING,
        ITEM,
        NO_ITEM
    }

    TransactWriteItem inTransaction(String table) {
        Optional<String> condition = condition();
        Map<String, String> names = Map.of("#key", key.keySet().iterator().next());
        return item.map(image -> TransactWriteItem.builder().put(put -> {
                    put.tableName(table).item(image);
                    condition.ifPresent(text -> put.conditionExpression(text).expressionAttributeNames(names));
                }))
                .orElseGet(() -> TransactWriteItem.builder().delete(delete -> {
                    delete.tableName(table).key(key);
                    condition.ifPresent(text -> delete.conditionExpression(text).expressionAttributeNames(names));
                }))
                .build();
    }

    private Optional<String> condition() {
        return switch (expects) {
            case ANYTHING -> Optional.empty();
            case ITEM -> Optional.of("attribute_exists(#key)");
            case NO_ITEM -> Optional.of("attribute_not_exists(#key)");
        };
    }

    WriteRequest inBatch() {
        return item.map(image -> WriteRequest.builder().putRequest(put -> put.item(image)))
                .orElseGet(() -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)))
                .build();
    }
}
