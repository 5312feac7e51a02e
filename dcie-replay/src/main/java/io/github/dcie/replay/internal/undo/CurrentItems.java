package io.github.dcie.replay.internal.undo;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.internal.Images;
import io.github.dcie.replay.internal.Patience;
import io.github.dcie.replay.internal.SdkItems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Items as they are now, by consistent reads. */
record CurrentItems(DynamoDbClient dynamoDb, String table, Patience patience) {

    /** By the canonical text of their keys; one that there is not is missing. At most 100. */
    Map<String, Map<String, TypedValue>> of(List<NetChange> changes) throws ReplayException, InterruptedException {
        List<String> names = List.copyOf(changes.get(0).keys().keySet());
        Map<String, Map<String, TypedValue>> found = new HashMap<>();
        KeysAndAttributes left = KeysAndAttributes.builder()
                .keys(changes.stream()
                        .map(change -> SdkItems.written(change.keys()))
                        .toList())
                .consistentRead(true)
                .build();
        for (int refusals = 1; ; refusals++) {
            KeysAndAttributes now = left;
            BatchGetItemResponse answer = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, now)));
            answer.responses().getOrDefault(table, List.of()).forEach(item -> {
                Map<String, TypedValue> image = SdkItems.read(item);
                Map<String, TypedValue> keys = new LinkedHashMap<>();
                names.forEach(name -> keys.put(name, image.get(name)));
                found.put(Images.canonical(keys), image);
            });
            if (!answer.unprocessedKeys().containsKey(table)) {
                return found;
            }
            left = answer.unprocessedKeys().get(table);
            if (refusals == Patience.MOST_TRIES) {
                throw new ReplayException(
                        "table " + table,
                        left.keys().size() + " items could not be read after " + refusals + " tries",
                        "give the table more read capacity, and run it again");
            }
            patience.afterRefusal(refusals);
        }
    }
}
