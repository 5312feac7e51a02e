package io.github.dcie.replay.internal.undo;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.Conflict;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.UndoReport;
import io.github.dcie.replay.internal.CursorTable;
import io.github.dcie.replay.internal.Images;
import io.github.dcie.replay.internal.LaneCursor;
import io.github.dcie.replay.internal.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Takes a range of windows back, a few items at a time, each with the cursor that counts them (U4, U5). Used once. */
public final class TakingBack {

    /** With two images each, at most 800 KB: a transaction has at most 4 MB, and a look is one call. */
    private static final int MOST_ITEMS = 25;

    private static final long MOST_CHARACTERS = 1L << 20;
    private static final int LANE = 0;

    private final String table;
    private final Range range;
    private final CursorTable cursors;
    private final Patience patience;
    private final Consumer<Conflict> conflicts;
    private final CurrentItems current;

    public TakingBack(
            DynamoDbClient dynamoDb,
            String table,
            Range range,
            CursorTable cursors,
            Patience patience,
            Consumer<Conflict> conflicts) {
        this.table = table;
        this.range = range;
        this.cursors = cursors;
        this.patience = patience;
        this.conflicts = conflicts;
        this.current = new CurrentItems(dynamoDb, table, patience);
    }

    public UndoReport preview() throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        range.verify();
        UndoReport report = UndoReport.NOTHING;
        for (int part = 0; part < range.parts(); part++) {
            List<NetChange> changes = range.part(part);
            for (int from = 0; from < changes.size(); from += MOST_ITEMS) {
                Look look = look(changes.subList(from, Math.min(changes.size(), from + MOST_ITEMS)));
                look.conflicts().forEach(conflicts);
                report = report.plus(look.report());
            }
        }
        return report;
    }

    public UndoReport run() throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        LaneCursor cursor = cursors.readLane(LANE);
        if (cursor.revision() > 0 && cursor.sequence() != range.parts()) {
            throw new ReplayException(
                    cursors.place(),
                    "it was begun in " + cursor.sequence() + " parts, expected " + range.parts(),
                    "go on with the itemsInMemory that it was begun with");
        }
        UndoReport report = UndoReport.NOTHING;
        if (cursor.file() == range.parts()) {
            return report;
        }
        range.verify();
        while (cursor.file() < range.parts()) {
            List<NetChange> changes = range.part(cursor.file());
            int from = Math.toIntExact(cursor.records());
            int to = end(changes, from);
            while (from < to) {
                cursor = next(cursor, cursor.file(), to);
                report = report.plus(take(changes.subList(from, to), cursor));
                from = to;
                to = end(changes, from);
            }
            cursor = next(cursor, cursor.file() + 1, 0);
            cursors.write(LANE, cursor, List.of());
        }
        return report;
    }

    private LaneCursor next(LaneCursor cursor, int part, long done) {
        return new LaneCursor(cursor.revision() + 1, range.last().generation(), range.parts(), part, done);
    }

    private static int end(List<NetChange> changes, int from) {
        int to = from;
        for (long characters = 0; to < changes.size() && to - from < MOST_ITEMS; to++) {
            characters += characters(changes.get(to));
            if (characters > MOST_CHARACTERS && to > from) {
                break;
            }
        }
        return to;
    }

    private static long characters(NetChange change) {
        return change.before().map(Images::canonical).orElse("").length()
                + (long) change.left().map(Images::canonical).orElse("").length();
    }

    /** What was found of some items. */
    private record Look(UndoReport report, List<Conflict> conflicts, List<NetChange> writes) {}

    private Look look(List<NetChange> changes) throws ReplayException, InterruptedException {
        Map<String, Map<String, TypedValue>> found = current.of(changes);
        UndoReport report = UndoReport.NOTHING;
        List<Conflict> written = new ArrayList<>();
        List<NetChange> writes = new ArrayList<>();
        for (NetChange change : changes) {
            Optional<Map<String, TypedValue>> now = Optional.ofNullable(found.get(Images.canonical(change.keys())));
            if (change.isNothing()) {
                report = report.plus(new UndoReport(0, 0, 1, 0));
            } else if (!change.isStill(now)) {
                report = report.plus(new UndoReport(0, 0, 0, 1));
                written.add(new Conflict(change.keys(), change.left().map(Images::hash), now.map(Images::hash)));
            } else {
                boolean deletes = change.before().isEmpty();
                report = report.plus(deletes ? new UndoReport(0, 1, 0, 0) : new UndoReport(1, 0, 0, 0));
                writes.add(change);
            }
        }
        return new Look(report, written, writes);
    }

    /** Looks again if somebody has written an item since the look. */
    private UndoReport take(List<NetChange> changes, LaneCursor next) throws ReplayException, InterruptedException {
        Set<Conflict> told = new HashSet<>();
        for (int refusals = 1; ; refusals++) {
            Look look = look(changes);
            look.conflicts().stream().filter(told::add).forEach(conflicts);
            List<TransactWriteItem> writes = look.writes().stream()
                    .map(change -> PutBack.of(change, table))
                    .toList();
            try {
                cursors.write(LANE, next, writes);
                return look.report();
            } catch (TransactionCanceledException e) {
                requirePassing(e.cancellationReasons());
                if (refusals == Patience.MOST_TRIES) {
                    throw e;
                }
            }
            patience.afterRefusal(refusals);
        }
    }

    private void requirePassing(List<CancellationReason> reasons) throws ReplayException {
        for (int i = 1; i < reasons.size(); i++) {
            String code = Optional.ofNullable(reasons.get(i).code()).orElse("None");
            if (!code.equals("ConditionalCheckFailed") && !Patience.PASSING.contains(code)) {
                throw new ReplayException(
                        "table " + table,
                        "DynamoDB refuses to put an item back: " + code + ", "
                                + reasons.get(i).message(),
                        "see whether the windows are those of this table");
            }
        }
    }
}
