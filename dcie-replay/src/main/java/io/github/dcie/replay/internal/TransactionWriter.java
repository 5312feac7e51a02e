package io.github.dcie.replay.internal;

import io.github.dcie.replay.ReplayException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes changes and the cursor as one (API reference, TransactWriteItems). So the cursor is never ahead of the copy nor
 * behind it, and a process that was frozen, overtaken, and wakes up is refused, and its changes with it.
 */
record TransactionWriter(CursorTable cursors, Patience patience, WriteRate rate, int most) implements Writer {

    /** A transaction has at most 100 actions, and the cursor is one of them. */
    static final int MOST_CHANGES = 99;

    /** A transaction has at most 4 MB; the cursor takes less than a quarter of them. */
    @Override
    public long mostBytes() {
        return 3L << 20;
    }

    @Override
    public void write(String table, List<Action> actions, int lane, LaneCursor next)
            throws ReplayException, InterruptedException {
        List<TransactWriteItem> items =
                actions.stream().map(action -> action.inTransaction(table)).toList();
        rate.await(2 * WriteRate.units(actions));
        for (int refusals = 1; ; refusals++) {
            try {
                cursors.write(lane, next, items);
                return;
            } catch (TransactionCanceledException e) {
                requirePassing(e.cancellationReasons(), actions);
                if (refusals == Patience.MOST_TRIES) {
                    throw e;
                }
            }
            patience.afterRefusal(refusals);
        }
    }

    private void requirePassing(List<CancellationReason> reasons, List<Action> actions) throws ReplayException {
        for (int i = 0; i < reasons.size(); i++) {
            String code = Optional.ofNullable(reasons.get(i).code()).orElse("None");
            if (code.equals("ConditionalCheckFailed")) {
                throw foreign(actions.get(i - 1));
            }
            if (!Patience.PASSING.contains(code)) {
                throw new ReplayException(
                        i == 0 ? cursors.place() : actions.get(i - 1).place(),
                        "DynamoDB refuses to write it: " + code + ", "
                                + reasons.get(i).message(),
                        "compare the keys and indexes of the copy with those of the exported table");
            }
        }
    }

    private static ReplayException foreign(Action action) {
        return new ReplayException(
                action.place(),
                action.expects() == Action.Expects.ITEM
                        ? "the copy does not have this item, expected it"
                        : "the copy has this item, expected none",
                "somebody else writes to the copy: make a new one from the next full export, or accept it by leaving out"
                        + " refuseForeignWrites()");
    }
}
