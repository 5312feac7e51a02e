package io.github.dcie.examples.iceberg.local;

import io.github.dcie.examples.iceberg.Calls;
import io.github.dcie.examples.iceberg.FreshTable;
import io.github.dcie.examples.iceberg.LocalCatalog;
import io.github.dcie.examples.iceberg.Progress;
import io.github.dcie.examples.iceberg.Version;
import io.github.dcie.reader.BucketObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A process that keeps the table of orders fresh. */
final class Consumer implements AutoCloseable {

    private static final TableIdentifier ORDERS = TableIdentifier.of("shop", "orders");

    private final JdbcCatalog catalog;
    private final FreshTable table;

    Consumer(Path warehouse, Path bucket, Calls calls, Progress progress) {
        catalog = LocalCatalog.open(warehouse, calls);
        table = FreshTable.of(catalog, catalog, ORDERS, Order.COLUMNS, BucketObjects.inFolder(bucket))
                .telling(progress);
    }

    FreshTable table() {
        return table;
    }

    /** By Iceberg's generic reader. */
    List<Order> orders(Version version) throws IOException {
        List<Order> orders = new ArrayList<>();
        try (CloseableIterable<Record> rows = table.rows(version)) {
            rows.forEach(row -> orders.add(Order.of(row::getField)));
        }
        return orders;
    }

    @Override
    public void close() {
        catalog.close();
    }
}
