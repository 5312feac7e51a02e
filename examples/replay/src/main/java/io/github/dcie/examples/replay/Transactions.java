package io.github.dcie.examples.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes lines and the cursor that counts them as one (API reference, TransactWriteItems). So the cursor is never ahead of
 * the copy nor behind it, and a consumer that was frozen, overtaken, and wakes up cannot write an old image over a newer
 * one: its cursor is refused, and its lines with it. BatchWriteItem, which knows no conditions, cannot promise that.
 */
final class Transactions {

    /** A transaction has at most 100 actions, and the cursor is one of them. */
    static final int MOST_LINES = 99;

    /** A transaction has at most 4 MB; the cursor takes less than a quarter of them. */
    static final int MOST_BYTES = 3 << 20;

    private static final int MOST_TRIES = 8;

    /** What passes by itself (API reference, TransactionCanceledException). */
    private static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient dynamoDb;
    private final Cursors cursors;
    private final Pause pause;

    Transactions(DynamoDbClient dynamoDb, Cursors cursors, Pause pause) {
        this.dynamoDb = dynamoDb;
        this.cursors = cursors;
        this.pause = pause;
    }

    /** Writes all or nothing; a refusal that passes by itself is repeated. */
    void write(Cursor next, String table, List<Change> changes) throws ReplayException, InterruptedException {
        List<TransactWriteItem> actions = new ArrayList<>();
        actions.add(TransactWriteItem.builder().put(cursors.write(next)).build());
        changes.forEach(change -> actions.add(change.in(table)));
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder().transactItems(actions).build();
        for (int refusals = 1; ; refusals++) {
            try {
                dynamoDb.transactWriteItems(request);
                return;
            } catch (TransactionCanceledException e) {
                requirePassing(e.cancellationReasons(), changes);
                if (refusals == MOST_TRIES) {
                    throw e;
                }
            }
            pause.after(refusals);
        }
    }

    private void requirePassing(List<CancellationReason> reasons, List<Change> changes) throws ReplayException {
        for (int i = 0; i < reasons.size(); i++) {
            String code = Optional.ofNullable(reasons.get(i).code()).orElse("None");
            if (i == 0 && code.equals("ConditionalCheckFailed")) {
                throw cursors.overtaken();
            }
            if (!PASSING.contains(code)) {
                throw new ReplayException(
                        i == 0 ? cursors.place() : changes.get(i - 1).place(),
                        "DynamoDB refuses to write it: " + code + ", "
                                + reasons.get(i).message(),
                        "compare the keys and indexes of the copy with those of the exported table");
            }
        }
    }
}
