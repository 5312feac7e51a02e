package io.github.dcie.examples.replay.local;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.examples.replay.CommittedJson;
import io.github.dcie.examples.replay.Position;
import io.github.dcie.examples.replay.Replay;
import io.github.dcie.examples.replay.ReplayException;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Two days of a shop whose table is exported, and of a copy that follows the exports. The process that keeps the copy is
 * killed in the middle of a window, the job is reset on the second day, and at the end both tables are compared.
 */
public final class LocalRun {

    private static final int IDENTICAL = 0;
    private static final int DIFFERENT = 1;

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final String COPY = "orders-copy";
    private static final String CURSORS = "replay-cursors";
    private static final Duration TICK = Duration.ofMinutes(15);
    private static final Duration RESET = Duration.ofHours(30);
    private static final Duration OPEN = Duration.ofDays(2);

    private static final Duration PATIENCE = Duration.ofDays(1);

    /** Few, so that there is a middle of a window to die in; on AWS leave it out. */
    private static final int LINES_PER_TRANSACTION = 10;

    private static final long DOOMED_WINDOW = 3;
    private static final long LAST_WRITE_ALIVE = 3;

    private final PrintStream out;
    private final ExportEmulator aws;
    private final Path bucket;
    private final Shop shop;
    private final Queue queue = new Queue();
    private final ExportCoordinator exports;

    private Replay replay;
    private boolean wasKilled;

    private LocalRun(PrintStream out, Cloud cloud, Path bucket) {
        this.out = out;
        this.bucket = bucket;
        shop = new Shop(cloud.tables(), ORDERS.tableName());
        shop.open(300);
        aws = cloud.exportInto(bucket, ORDERS);
        DynamoStateStore store = DynamoStateStore.create(aws.client(), "export-jobs");
        cloud.tables().createTable(store.tableDefinition());
        cloud.tables().createTable(Replay.cursorTable(CURSORS));
        ExportJob job = ExportJob.builder(
                        JobId.of("orders"),
                        ORDERS,
                        S3Destination.bucket("acme-exports")
                                .withPrefix("orders")
                                .withBucketOwner(ORDERS.account()))
                .windowSize(Duration.ofHours(3))
                .build();
        exports = ExportCoordinator.builder(job, aws.client(), store)
                .notifier(queue)
                .clock(aws.clock())
                .build();
        replay = start(FaultPlan.none());
    }

    /**
     * Runs the example and ends the process: 0 if the tables are identical, else 1.
     *
     * @param arguments none
     * @throws Exception if something is wrong with this machine; nothing else in this example throws
     */
    public static void main(String[] arguments) throws Exception {
        int code = run(System.out, Files.createTempDirectory("replay"));
        System.out.flush();
        System.exit(code);
    }

    /** The same without an end of the process. */
    static int run(PrintStream out, Path bucket)
            throws StateStoreException, ReplayException, IOException, InterruptedException {
        try (Cloud cloud = new Cloud()) {
            String copy = new LocalRun(out, cloud, bucket).live().table();
            return compare(out, cloud.tables(), copy);
        }
    }

    /** Ends the story with the verdict. */
    static int compare(PrintStream out, DynamoDbClient tables, String copy) {
        TableComparison comparison = TableComparison.of(tables, ORDERS.tableName(), copy);
        out.println();
        out.println(ORDERS.tableName() + " and " + copy + ", compared item by item:");
        comparison.lines().forEach(out::println);
        return comparison.isIdentical() ? IDENTICAL : DIFFERENT;
    }

    private Position live() throws StateStoreException, ReplayException, IOException, InterruptedException {
        out.println("A shop with " + shop.numberOfOrders() + " orders. Its table is exported to " + bucket);
        out.println("in windows of 3 hours; a copy follows the exports. Lines written, of each export:");
        Instant opening = aws.clock().instant();
        Instant reset = opening.plus(RESET);
        Instant closing = opening.plus(OPEN);
        while (aws.clock().instant().isBefore(closing)) {
            shop.trade(6);
            pass();
            if (aws.clock().instant().equals(reset)) {
                say("somebody resets the job: a new full export, and a new copy");
                exports.resetWithFullExport();
            }
        }
        say("the shop closes; the exports go on until the last write is in one");
        Optional<Position> position = replay.position();
        // the last writes were made before the tick that ended at closing time
        while (position.filter(at -> !at.watermark().isBefore(closing)).isEmpty()) {
            if (aws.clock().instant().isAfter(closing.plus(PATIENCE))) {
                throw new IllegalStateException("the copy is at " + position + ", expected " + closing + " by now");
            }
            pass();
            position = replay.position();
        }
        return position.get();
    }

    /** A quarter of an hour: the exporter steps, and the replayer looks into its queue. */
    private void pass() throws StateStoreException, ReplayException, IOException, InterruptedException {
        aws.clock().advance(TICK);
        exports.advance();
        try {
            poll();
        } catch (SimulatedCrash killed) {
            say("the process is killed in the middle of this window");
            replay = start(FaultPlan.none());
        }
    }

    /** The whole loop of a consumer: what was applied is acknowledged, and nothing else. */
    private void poll() throws ReplayException, IOException, InterruptedException {
        for (Optional<String> message = queue.receive(); message.isPresent(); message = queue.receive()) {
            Optional<ExportCommitted> export = CommittedJson.read(message.get());
            if (export.isPresent()) {
                plantTheKilling(export.get());
                replay.apply(export.get());
            }
            queue.delete();
        }
    }

    private void plantTheKilling(ExportCommitted next) {
        if (!wasKilled && next.sequence() == DOOMED_WINDOW) {
            wasKilled = true;
            replay = start((operation, call) -> operation.equals("TransactWriteItems") && call == LAST_WRITE_ALIVE
                    ? Fault.CRASH_AFTER
                    : Fault.NONE);
        }
    }

    private Replay start(FaultPlan plan) {
        return Replay.builder(aws.client(plan), BucketObjects.inFolder(bucket), Shop.definition(COPY))
                .cursorTable(CURSORS)
                .linesPerTransaction(LINES_PER_TRANSACTION)
                .progress(this::tell)
                .build();
    }

    private void tell(ExportCommitted export, long lines) {
        long all = export.export().itemCount();
        boolean isDoomed = export.generation() == 1 && export.sequence() == DOOMED_WINDOW;
        if (lines == all || isDoomed) {
            say("generation " + export.generation() + "  export " + export.sequence() + "  " + lines + " of " + all
                    + (lines == all ? "  watermark " + export.watermark() : ""));
        }
    }

    private void say(String what) {
        out.println(aws.clock().instant() + "  " + what);
    }
}
