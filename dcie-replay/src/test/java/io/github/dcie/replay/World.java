package io.github.dcie.replay;

import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.replay.internal.Images;
import io.github.dcie.replay.internal.SdkItems;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.RecordingNotifier;
import io.github.dcie.testkit.SimulatedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * A table, and two generations of its exports: a full export, two windows with changes and an empty one; then a full export
 * and a window. Nothing is written after the last window of either.
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

    public World(Path bucket) throws Exception {
        this.bucket = bucket;
        shop = new Shop(cloud.tables(), "orders");
        shop.open(14);
        cloud.tables().createTable(Replay.cursorTable("replay-cursors"));
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
        // as of the empty window, so that the first generation's copy can be compared with a table, too
        cloud.tables().createTable(Shop.definition("orders-then"));
        cloud.tables()
                .scan(scan -> scan.tableName("orders"))
                .items()
                .forEach(item -> cloud.tables()
                        .putItem(put -> put.tableName("orders-then").item(item)));
        exports.resetWithFullExport();
        live(10, 4, 6);
    }

    /** Writes in every step up to the last window but one, and steps until there are as many exports. */
    private void live(int writes, int before, int exportsThen) throws Exception {
        while (chain().size() < exportsThen) {
            if (chain().size() < exportsThen - 2 && chain().size() > before) {
                shop.trade(writes / 5);
            }
            aws.clock().advance(TICK);
            exports.advance();
        }
    }

    private List<ExportCommitted> chain() {
        return notifier.events(ExportCommitted.class);
    }

    /** The exports of a generation, in order. */
    public List<ExportCommitted> chain(int generation) {
        return chain().stream()
                .filter(export -> export.generation() == generation)
                .toList();
    }

    /** All that was told. */
    public List<ExportEvent> events() {
        return notifier.events(ExportEvent.class);
    }

    public ChainStarted start(int generation) {
        Predicate<ChainStarted> wanted = start -> start.generation() == generation;
        return notifier.events(ChainStarted.class).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    public DynamoDbClient tables() {
        return cloud.tables();
    }

    public Path bucket() {
        return bucket;
    }

    public DynamoDbClient client(FaultPlan plan) {
        return aws.client(plan);
    }

    /** What a copy's table is. */
    public CreateTableRequest copy(String name) {
        return Shop.definition(name);
    }

    /** A consumer that begins a copy, or goes on with it; four changes at once. */
    public Replay.Builder replay(String copy, FaultPlan plan, Path bucketThen) {
        return Replay.builder(aws.client(plan), BucketObjects.inFolder(bucketThen), Shop.definition(copy))
                .changesPerTransaction(4);
    }

    public Replay replay(String copy) {
        return replay(copy, FaultPlan.none(), bucket).build();
    }

    /** What a copy of a generation does not have in common with the table as it was at that generation's end. */
    public List<String> differences(String copy, int generation) {
        String table = generation == 1 ? "orders-then" : "orders";
        return TableComparison.of(cloud.tables(), table, copy + "-" + generation)
                .differences();
    }

    /** What is in a table, each item in a form that is equal for equal items. */
    public Set<String> items(String table) {
        return canonical(cloud.tables().scan(scan -> scan.tableName(table)).items());
    }

    static Set<String> canonical(Collection<Map<String, AttributeValue>> items) {
        return items.stream().map(SdkItems::read).map(Images::canonical).collect(Collectors.toSet());
    }

    static String[] keys() {
        return new String[] {"customer", "order"};
    }

    SimulatedClock clock() {
        return aws.clock();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
