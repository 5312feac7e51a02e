package io.github.dcie.examples.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** The exports that are in a table, as its snapshots tell them. */
final class History {

    private History() {}

    /**
     * A snapshot that an export has become.
     *
     * @param snapshotId its id
     * @param position the export
     */
    record Entry(long snapshotId, Position position) {}

    /**
     * The newest export. Compactions behind it change no row and are passed over.
     *
     * @param newestFirst a snapshot and those before it
     * @return empty if there is none, or if somebody else has written rows since
     */
    static Optional<Entry> newest(Iterable<Snapshot> newestFirst) {
        for (Snapshot snapshot : newestFirst) {
            if (!DataOperations.REPLACE.equals(snapshot.operation())) {
                return entry(snapshot);
            }
        }
        return Optional.empty();
    }

    /** All exports whose snapshots have not expired, the newest first. */
    static List<Entry> all(Table table) {
        List<Entry> all = new ArrayList<>();
        SnapshotUtil.currentAncestors(table).forEach(snapshot -> entry(snapshot).ifPresent(all::add));
        return all;
    }

    private static Optional<Entry> entry(Snapshot snapshot) {
        return Position.in(snapshot.summary()).map(position -> new Entry(snapshot.snapshotId(), position));
    }
}
