package io.github.dcie.examples.quickstart;

import io.github.dcie.dynamo.DynamoStateStore;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.replay.Replay;
import io.github.dcie.replay.Writing;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * AWS in this process: DynamoDB Local holds the tables, an emulator adds the export operations that DynamoDB Local does
 * not have, another one is Parameter Store, and a folder is the bucket. No socket is opened and nothing is sent anywhere.
 */
final class Cloud implements AutoCloseable {

    private final AmazonDynamoDBLocal local;
    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;
    private final SimulatedClock clock = SimulatedClock.startingAt(When.OPENING);

    private Cloud(AmazonDynamoDBLocal local) {
        this.local = local;
        this.tables = local.dynamoDbClient();
        this.streams = local.dynamoDbStreamsClient();
    }

    static Cloud start() {
        return new Cloud(DynamoDBEmbedded.create(true)); // true: it does not report its use to AWS
    }

    DynamoDbClient tables() {
        return tables;
    }

    /** A place for the state, under the clock of all. */
    StatePlace statePlace(Options.Store store, ExportEmulator aws) {
        return switch (store) {
            case DYNAMODB -> {
                createJobTable();
                yield new JobTable(aws);
            }
            case SSM -> new ParameterStore(ParameterStoreEmulator.at(clock));
        };
    }

    /** The library never creates a table; whoever runs it does, once. */
    private void createJobTable() {
        tables.createTable(DynamoStateStore.create(tables, Service.JOB_TABLE).tableDefinition());
    }

    ExportEmulator exportInto(Path bucket, long seed) {
        return ExportEmulator.builder()
                .table(Service.ORDERS)
                .tablesOf(tables, streams)
                .filesUnder(bucket)
                .clock(clock)
                .seed(seed)
                .build();
    }

    /** What keeps another table equal to the first, from the files alone. */
    Replay replayFrom(Path bucket) {
        tables.createTable(Replay.cursorTable("replay-cursors"));
        return Replay.builder(tables, BucketObjects.inFolder(bucket), Shop.definition("orders-replayed"))
                .writing(Writing.BATCHES)
                .build();
    }

    @Override
    public void close() {
        streams.close();
        tables.close();
        local.shutdownNow();
    }
}
