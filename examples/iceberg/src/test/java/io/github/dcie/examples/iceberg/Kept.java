package io.github.dcie.examples.iceberg;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.BucketObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A process that keeps a table fresh. */
final class Kept implements AutoCloseable {

    static final TableIdentifier NAME = TableIdentifier.of("shop", "orders");

    private final JdbcCatalog catalog;
    private final FreshTable fresh;

    Kept(Path warehouse, Path bucket, Columns columns, WriteMode mode, Calls calls) {
        catalog = LocalCatalog.open(warehouse, calls);
        fresh = FreshTable.of(catalog, catalog, NAME, columns, BucketObjects.inFolder(bucket))
                .writing(mode);
    }

    FreshTable fresh() {
        return fresh;
    }

    JdbcCatalog catalog() {
        return catalog;
    }

    void applyAll(List<ExportCommitted> events) throws Exception {
        for (ExportCommitted event : events) {
            fresh.apply(event);
        }
    }

    Table table(int generation) {
        return catalog.loadTable(TableIdentifier.of(Namespace.of("shop"), "orders_" + generation));
    }

    /** The exports that are snapshots of a generation, the oldest first; all snapshots count. */
    List<Long> sequences(int generation) {
        List<Long> sequences = new ArrayList<>();
        for (Snapshot snapshot : table(generation).snapshots()) {
            sequences.add(Position.in(snapshot.summary()).orElseThrow().sequence());
        }
        return sequences;
    }

    @Override
    public void close() {
        catalog.close();
    }
}
