package io.github.dcie.examples.replay;

import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.CommittedExports;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.Progress;
import io.github.dcie.replay.Replay;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.Undo;
import io.github.dcie.replay.UndoReport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * A day of a shop whose table is exported, and of a copy that follows the exports. The process that keeps the copy is killed
 * in the middle of a window; at the end both tables are compared, and then the last window is taken back from the copy.
 */
public final class LocalRun {

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final long DOOMED_WINDOW = 3;
    private final PrintStream out;
    private final ExportEmulator aws;
    private final DynamoDbClient tables;
    private final BucketObjects bucket;
    private final Shop shop;
    private final Deque<String> queue = new ArrayDeque<>();
    private final ExportCoordinator exports;
    private Replay replay;
    private Optional<WindowCommitted> last = Optional.empty();
    private boolean wasKilled;

    private LocalRun(PrintStream out, AmazonDynamoDBLocal local, Path folder) {
        this.out = out;
        tables = local.dynamoDbClient();
        bucket = BucketObjects.inFolder(folder);
        shop = new Shop(tables, ORDERS.tableName());
        shop.trade(300);
        aws = ExportEmulator.builder()
                .table(ORDERS)
                .tablesOf(tables, local.dynamoDbStreamsClient())
                .filesUnder(folder)
                .build();
        tables.createTable(Replay.cursorTable("replay-cursors"));
        ExportJob job = ExportJob.builder(JobId.of("orders"), ORDERS, S3Destination.bucket("acme-exports"))
                .windowSize(Duration.ofHours(3))
                .build();
        exports = ExportCoordinator.builder(job, aws.client(), new InMemoryStateStore())
                .notifier(event -> queue.add(EventJson.write(event)))
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
        System.exit(run(System.out, Files.createTempDirectory("replay")));
    }

    static int run(PrintStream out, Path folder) throws Exception {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true); // true: it does not report its use to AWS
        try {
            return new LocalRun(out, local, folder).live();
        } finally {
            local.shutdownNow();
        }
    }

    private int live() throws Exception {
        Instant closing = aws.clock().instant().plus(Duration.ofDays(1));
        while (aws.clock().instant().isBefore(closing)) {
            shop.trade(6);
            pass();
        }
        while (replay.position().orElseThrow().watermark().isBefore(closing)) {
            pass();
        }
        String copy = replay.position().orElseThrow().table();
        boolean identical = items(copy).equals(items(ORDERS.tableName()));
        say(items(copy).size() + " items: " + (identical ? "identical" : "NOT identical"));
        takeBack(copy);
        return identical ? 0 : 1;
    }

    /** A quarter of an hour: the exporter steps, and the replayer looks into its queue. */
    private void pass() throws Exception {
        aws.clock().advance(Duration.ofMinutes(15));
        exports.advance();
        try {
            poll();
        } catch (SimulatedCrash killed) {
            say("the process is killed in the middle of this window");
            replay = start(FaultPlan.none());
        }
    }

    /** The whole loop of a consumer: what was applied is acknowledged, and nothing else. */
    private void poll() throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        while (!queue.isEmpty()) {
            Optional<ExportCommitted> export = CommittedExports.parse(queue.element());
            if (export.isPresent()) {
                plantTheKilling(export.get());
                replay.apply(export.get());
                last = export.filter(WindowCommitted.class::isInstance).map(WindowCommitted.class::cast);
            }
            queue.remove();
        }
    }

    private void plantTheKilling(ExportCommitted next) {
        if (!wasKilled && next.sequence() == DOOMED_WINDOW) {
            wasKilled = true;
            replay = start((operation, call) ->
                    operation.equals("TransactWriteItems") && call == 2 ? Fault.CRASH_AFTER : Fault.NONE);
        }
    }

    /** Ten changes at once are few, so that there is a middle of a window to die in; on AWS leave that out. */
    private Replay start(FaultPlan plan) {
        return Replay.builder(aws.client(plan), bucket, Shop.definition("orders-copy"))
                .changesPerTransaction(10)
                .clock(aws.clock())
                .progress(this::tell)
                .build();
    }

    private void tell(Progress now) {
        if (now.done() == now.total() || now.export().sequence() == DOOMED_WINDOW) {
            say("export " + now.export().sequence() + "  " + now.done() + " of " + now.total());
        }
    }

    private void takeBack(String copy) throws Exception {
        WindowCommitted window = last.orElseThrow();
        UndoReport report = Undo.builder(tables, bucket, copy)
                .build()
                .run(List.of(window), conflict -> say("written since, and kept: " + conflict.keys()));
        say("the window " + window.window() + " is taken back: " + report);
    }

    private Set<Map<String, AttributeValue>> items(String table) {
        return Set.copyOf(tables.scan(scan -> scan.tableName(table)).items());
    }

    private void say(String what) {
        out.println(aws.clock().instant() + "  " + what);
    }
}
