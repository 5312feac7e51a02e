package io.github.dcie.examples.iceberg.local;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.examples.iceberg.Calls;
import io.github.dcie.examples.iceberg.FreshTable.Result;
import io.github.dcie.examples.iceberg.LocalCatalog;
import io.github.dcie.examples.iceberg.RefusedExportException;
import io.github.dcie.examples.iceberg.Version;
import io.github.dcie.reader.CommittedExports;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Two days of a shop whose table is exported, and of an Iceberg table that follows the exports. The process that keeps it is
 * killed before a commit and behind one, the job is reset on the second day, and at the end the rows are compared with the items
 * of the shop's table.
 */
public final class LocalRun implements AutoCloseable {

    private static final int IDENTICAL = 0;
    private static final int DIFFERENT = 1;

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final String NAME = "orders";
    private static final Duration TICK = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofHours(3);
    private static final Duration MORNING = Duration.ofHours(9);
    private static final Duration RESET = Duration.ofHours(30);
    private static final Duration OPEN = Duration.ofDays(2);

    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final long DIES_BEFORE_COMMIT = 3;
    private static final long DIES_AFTER_COMMIT = 5;
    private static final int CALLS_ALIVE = 20;

    private final PrintStream out;
    private final ExportEmulator aws;
    private final Cloud cloud;
    private final Path bucket;
    private final Path warehouse;
    private final Shop shop;
    private final Queue queue = new Queue();
    private final ExportCoordinator exports;
    private final TreeMap<Instant, List<Order>> morning = new TreeMap<>();

    private Consumer consumer;
    private long nextDeath = DIES_BEFORE_COMMIT;

    private LocalRun(PrintStream out, Cloud cloud, Path folder) throws IOException {
        this.out = out;
        this.cloud = cloud;
        bucket = Files.createDirectory(folder.resolve("bucket"));
        warehouse = Files.createDirectory(folder.resolve("warehouse"));
        shop = new Shop(cloud.tables(), ORDERS.tableName());
        shop.open(300);
        aws = cloud.exportInto(bucket, ORDERS);
        ExportJob job = ExportJob.builder(
                        JobId.of("orders"),
                        ORDERS,
                        S3Destination.bucket("acme-exports")
                                .withPrefix("orders")
                                .withBucketOwner(ORDERS.account()))
                .windowSize(WINDOW)
                .build();
        exports = ExportCoordinator.builder(job, aws.client(), new InMemoryStateStore())
                .notifier(queue)
                .clock(aws.clock())
                .build();
        consumer = new Consumer(warehouse, bucket, Calls.undisturbed(), this::tell);
    }

    /**
     * Runs the example and ends the process: 0 if rows and items are identical, else 1.
     *
     * @param arguments none
     * @throws Exception if something is wrong with this machine; nothing else in this example throws
     */
    public static void main(String[] arguments) throws Exception {
        int code = run(System.out, Files.createTempDirectory("iceberg"));
        System.out.flush();
        System.exit(code);
    }

    /** The same without an end of the process. */
    static int run(PrintStream out, Path folder)
            throws StateStoreException, RefusedExportException, UnsoundExportException, IOException, SQLException {
        try (Cloud cloud = new Cloud();
                LocalRun run = new LocalRun(out, cloud, folder)) {
            run.live();
            return run.compare();
        }
    }

    private void live() throws StateStoreException, RefusedExportException, UnsoundExportException, IOException {
        out.println("A shop with " + shop.numberOfOrders() + " orders. Its table is exported to " + bucket);
        out.println("in windows of 3 hours; an Iceberg table in " + warehouse + " follows. Snapshots:");
        Instant opening = aws.clock().instant();
        Instant reset = opening.plus(RESET);
        Instant closing = opening.plus(OPEN);
        while (aws.clock().instant().isBefore(closing)) {
            remember(opening.plus(MORNING));
            shop.trade(6);
            pass();
            if (aws.clock().instant().equals(reset)) {
                say("somebody resets the job: a new full export, and a new table");
                exports.resetWithFullExport();
            }
        }
        say("the shop closes; the exports go on until the last write is in one");
        // the last writes were made before the tick that ended at closing time
        Optional<Version> current = consumer.table().current();
        while (current.filter(version -> !version.position().watermark().isBefore(closing))
                .isEmpty()) {
            if (aws.clock().instant().isAfter(closing.plus(PATIENCE))) {
                throw new IllegalStateException("the table is at " + current + ", expected " + closing + " by now");
            }
            pass();
            current = consumer.table().current();
        }
    }

    /** For the question at the end: what was in the table at one time of the first morning. */
    private void remember(Instant from) {
        Instant now = aws.clock().instant();
        if (!now.isBefore(from) && now.isBefore(from.plus(WINDOW))) {
            morning.put(now, items());
        }
    }

    private List<Order> items() {
        return cloud
                .tables()
                .scanPaginator(scan -> scan.tableName(ORDERS.tableName()).consistentRead(true))
                .items()
                .stream()
                .map(Order::of)
                .toList();
    }

    /** A quarter of an hour: the exporter steps, and the consumer looks into its queue. */
    private void pass() throws StateStoreException, RefusedExportException, UnsoundExportException, IOException {
        aws.clock().advance(TICK);
        exports.advance();
        try {
            poll();
        } catch (SimulatedCrash killed) {
            restart(Calls.undisturbed());
        }
    }

    /** The whole loop of a consumer: what was applied is acknowledged, and nothing else. */
    private void poll() throws RefusedExportException, UnsoundExportException, IOException {
        for (Optional<String> message = queue.receive(); message.isPresent(); message = queue.receive()) {
            Optional<ExportCommitted> export = CommittedExports.parse(message.get());
            if (export.isPresent()) {
                plantDeath(export.get());
                if (consumer.table().apply(export.get()) == Result.NOTHING_NEW) {
                    say("export " + export.get().sequence() + " comes again: it is in the table");
                }
            }
            queue.delete();
        }
    }

    private void plantDeath(ExportCommitted next) {
        if (next.sequence() == nextDeath && nextDeath == DIES_BEFORE_COMMIT) {
            nextDeath = DIES_AFTER_COMMIT;
            say("the process is killed in the middle of the next window");
            restart(new MortalCalls(CALLS_ALIVE));
        }
    }

    private void restart(Calls calls) {
        consumer.close();
        consumer = new Consumer(warehouse, bucket, calls, this::tell);
    }

    private void tell(ExportCommitted export, int buckets, long bytes) {
        say("generation " + export.generation() + "  export " + export.sequence() + "  "
                + export.export().itemCount() + " items in " + buckets + " buckets, " + bytes
                + " bytes written, watermark "
                + export.watermark());
        if (export.sequence() == nextDeath && nextDeath == DIES_AFTER_COMMIT) {
            nextDeath = 0;
            say("the process is killed behind the commit, before it can say so");
            throw new SimulatedCrash("behind a commit");
        }
    }

    private int compare() throws RefusedExportException, IOException, SQLException {
        out.println();
        Version current = consumer.table().current().orElseThrow();
        List<Order> items = items();
        boolean isSame = say("Table " + current.table() + " by Iceberg's reader", items, consumer.orders(current));
        isSame &= say(
                "The same by a reader without Iceberg: JDBC, JSON and Avro",
                items,
                new PlainReader(LocalCatalog.database(warehouse)).orders(NAME));
        Version earlier = consumer.table().asOf(morning.lastKey()).orElseThrow();
        isSame &= say(
                "As of " + earlier.position().watermark() + ", by time travel",
                // the shop trades at the beginning of each quarter of an hour
                morning.ceilingEntry(earlier.position().watermark()).getValue(),
                consumer.orders(earlier));
        return isSame ? IDENTICAL : DIFFERENT;
    }

    private boolean say(String what, Collection<Order> items, Collection<Order> rows) {
        Comparison comparison = Comparison.of(items, rows);
        out.println(what + ":");
        comparison.lines().forEach(out::println);
        return comparison.isIdentical();
    }

    private void say(String what) {
        out.println(aws.clock().instant() + "  " + what);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
