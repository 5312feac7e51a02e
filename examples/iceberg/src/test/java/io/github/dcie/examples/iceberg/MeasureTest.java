package io.github.dcie.examples.iceberg;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.BucketObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a window of 5,000 changes costs over many rows, printed: {@code -Ddcie.iceberg.rows=200000}. Not a part of the build:
 * it reads the real clock.
 */
@EnabledIfSystemProperty(named = "dcie.iceberg.rows", matches = "[0-9]+")
final class MeasureTest {

    private static final int CHANGES = 5_000;
    private static final Columns COLUMNS =
            Columns.ofKey(Column.text("id")).with(Column.number("price", 2)).with(Column.text("state"));

    @TempDir
    Path folder;

    @Test
    void windows() throws Exception {
        int rows = Integer.getInteger("dcie.iceberg.rows");
        Path bucket = folder.resolve("bucket");
        MadeExports made = new MadeExports(bucket);
        ExportCommitted full = made.full(IntStream.range(0, rows).mapToObj(i -> item(i, 0)));
        Random random = new Random(1);
        ExportCommitted spread = made.window(
                random.ints(0, rows).distinct().limit(CHANGES).mapToObj(i -> MadeExports.put(key(i), item(i, 1))));
        ExportCommitted again = made.window(
                random.ints(0, rows).distinct().limit(CHANGES).mapToObj(i -> MadeExports.put(key(i), item(i, 2))));
        ExportCommitted narrow = made.window(Stream.of(MadeExports.put(key(0), item(0, 3))));
        for (WriteMode mode : WriteMode.values()) {
            try (JdbcCatalog catalog = LocalCatalog.open(folder)) {
                TableIdentifier name = TableIdentifier.of("shop", mode.name().toLowerCase(Locale.ROOT));
                FreshTable table = FreshTable.of(catalog, catalog, name, COLUMNS, BucketObjects.inFolder(bucket))
                        .writing(mode)
                        .telling((export, buckets, bytes) -> System.out.printf(
                                Locale.ROOT,
                                "%,d rows, %s, %d items: %d buckets, %,d bytes",
                                rows,
                                mode,
                                export.export().itemCount(),
                                buckets,
                                bytes));
                for (ExportCommitted event :
                        Stream.of(full, spread, again, narrow).toList()) {
                    long start = System.nanoTime();
                    table.apply(event);
                    System.out.printf(Locale.ROOT, ", %d ms%n", millis(start));
                }
                long start = System.nanoTime();
                System.out.printf(Locale.ROOT, "%,d rows read in %d ms%n", count(catalog, table), millis(start));
            }
        }
    }

    private static long millis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long count(JdbcCatalog catalog, FreshTable table) throws IOException, RefusedExportException {
        long count = 0;
        try (CloseableIterable<Record> rows = IcebergGenerics.read(
                        catalog.loadTable(table.current().orElseThrow().table()))
                .build()) {
            for (Record row : rows) {
                count += row.size() > 0 ? 1 : 0;
            }
        }
        return count;
    }

    private static String key(long i) {
        return "{\"id\":{\"S\":\"order-" + i + "\"}}";
    }

    /** Some 300 bytes. */
    private static String item(int i, int version) {
        Random random = new Random(i + 1_000_000_007L * version);
        return "{\"id\":{\"S\":\"order-" + i + "\"},\"price\":{\"N\":\"" + random.nextInt(100_000) + "."
                + random.nextInt(100) + "\"},\"state\":{\"S\":\"paid\"},\"customer\":{\"S\":\"customer-"
                + random.nextInt(10_000) + "\"},\"lines\":{\"L\":[{\"M\":{\"sku\":{\"S\":\""
                + Long.toHexString(random.nextLong())
                + "\"},\"count\":{\"N\":\"" + random.nextInt(9) + "\"}}},{\"M\":{\"sku\":{\"S\":\""
                + Long.toHexString(random.nextLong()) + "\"},\"count\":{\"N\":\"" + random.nextInt(9)
                + "\"}}}]},\"note\":{\"S\":\"leave it at the door, please\"}}";
    }
}
