package io.github.dcie.replay.internal;

import io.github.dcie.replay.ReplayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes changes in batches, then the cursor (API reference, BatchWriteItem). Applying changes again changes nothing, so the
 * cursor may be behind; it is never ahead. An item is in an export once, so it is in a batch once.
 */
record BatchWriter(DynamoDbClient dynamoDb, CursorTable cursors, Patience patience, WriteRate rate) implements Writer {

    private static final int MOST_IN_A_BATCH = 25;

    /** So that the cursor costs little. */
    @Override
    public int most() {
        return 40 * MOST_IN_A_BATCH;
    }

    /** A batch has at most 16 MB, 25 items of 400 KB have ten; what waits is in memory. */
    @Override
    public long mostBytes() {
        return 12L << 20;
    }

    @Override
    public void write(String table, List<Action> actions, int lane, LaneCursor next)
            throws ReplayException, InterruptedException {
        for (int from = 0; from < actions.size(); from += MOST_IN_A_BATCH) {
            List<Action> batch = actions.subList(from, Math.min(actions.size(), from + MOST_IN_A_BATCH));
            rate.await(WriteRate.units(batch));
            send(table, batch.stream().map(Action::inBatch).toList());
        }
        cursors.write(cursors.write(lane, next));
    }

    private void send(String table, List<WriteRequest> batch) throws ReplayException, InterruptedException {
        List<WriteRequest> left = batch;
        for (int refusals = 1; ; refusals++) {
            Map<String, List<WriteRequest>> now = Map.of(table, left);
            left = new ArrayList<>(dynamoDb.batchWriteItem(request -> request.requestItems(now))
                    .unprocessedItems()
                    .getOrDefault(table, List.of()));
            if (left.isEmpty()) {
                return;
            }
            if (refusals == Patience.MOST_TRIES) {
                throw new ReplayException(
                        "table " + table,
                        left.size() + " of " + batch.size() + " items were not written after " + refusals + " tries",
                        "give the table more write capacity or set a lower rate, and deliver the event again");
            }
            patience.afterRefusal(refusals);
        }
    }
}
