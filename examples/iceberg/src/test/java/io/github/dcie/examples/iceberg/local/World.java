package io.github.dcie.examples.iceberg.local;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.examples.iceberg.Columns;
import io.github.dcie.examples.iceberg.FreshTable;
import io.github.dcie.examples.iceberg.Version;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A table, and two generations of its exports: a full export, two windows with changes and an empty one; then a full export
 * and a window.
 */
public final class World implements AutoCloseable {

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final Duration TICK = Duration.ofMinutes(5);

    private final Cloud cloud = new Cloud();
    private final RecordingNotifier notifier = new RecordingNotifier();
    private final Path bucket;
    private final ExportEmulator aws;
    private final ExportCoordinator exports;
    private final Shop shop;
    private final TreeMap<Instant, List<Order>> states = new TreeMap<>();

    public World(Path bucket) throws Exception {
        this.bucket = bucket;
        shop = new Shop(cloud.tables(), "orders");
        shop.open(14);
        aws = cloud.exportInto(bucket, ORDERS);
        ExportJob job = ExportJob.builder(
                        JobId.of("orders"),
                        ORDERS,
                        S3Destination.bucket("acme-exports").withPrefix("shop"))
                .windowSize(Duration.ofHours(1))
                .build();
        exports = ExportCoordinator.builder(job, aws.client(), new InMemoryStateStore())
                .notifier(notifier)
                .clock(aws.clock())
                .build();
        live(20, 0, 4);
        exports.resetWithFullExport();
        live(10, 4, 6);
        remember();
    }

    /** Writes in every step up to the last window but one, and steps until there are as many exports. */
    private void live(int writes, int before, int exportsThen) throws Exception {
        while (chain().size() < exportsThen) {
            remember();
            if (chain().size() < exportsThen - 2 && chain().size() > before) {
                shop.trade(writes / 5);
            }
            aws.clock().advance(TICK);
            exports.advance();
        }
    }

    private void remember() {
        states.put(
                aws.clock().instant(),
                cloud.tables().scan(scan -> scan.tableName("orders")).items().stream()
                        .map(Order::of)
                        .toList());
    }

    /** All exports, in order. */
    public List<ExportCommitted> chain() {
        return notifier.events(ExportCommitted.class);
    }

    /** The exports of a generation, in order. */
    public List<ExportCommitted> chain(int generation) {
        return chain().stream()
                .filter(export -> export.generation() == generation)
                .toList();
    }

    public Path bucket() {
        return bucket;
    }

    /** What the Iceberg table looks like. */
    public static Columns columns() {
        return Order.COLUMNS;
    }

    /** What a version does not have in common with the table as it was at the version's watermark. */
    public List<String> differences(FreshTable table, Version version) throws IOException {
        // writes are made at the beginning of a tick, after it was remembered
        List<Order> items = states.ceilingEntry(version.position().watermark()).getValue();
        List<Order> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = table.rows(version)) {
            records.forEach(row -> rows.add(Order.of(row::getField)));
        }
        return Comparison.of(items, rows).differences();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
