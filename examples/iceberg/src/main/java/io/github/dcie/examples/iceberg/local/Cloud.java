package io.github.dcie.examples.iceberg.local;

import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.nio.file.Path;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * AWS in this process: DynamoDB Local holds the tables, an emulator adds the export operations that it does not have, a
 * folder is the bucket. No socket is opened and nothing is sent anywhere.
 */
final class Cloud implements AutoCloseable {

    private static final Instant OPENING = Instant.parse("2026-03-02T00:00:00Z");

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true); // true: it does not report its use to AWS
    private final DynamoDbClient tables = local.dynamoDbClient();
    private final DynamoDbStreamsClient streams = local.dynamoDbStreamsClient();

    DynamoDbClient tables() {
        return tables;
    }

    /** Exports of a table that exists. */
    ExportEmulator exportInto(Path bucket, TableArn table) {
        return ExportEmulator.builder()
                .table(table)
                .tablesOf(tables, streams)
                .filesUnder(bucket)
                .clock(SimulatedClock.startingAt(OPENING))
                .build();
    }

    @Override
    public void close() {
        streams.close();
        tables.close();
        local.shutdownNow();
    }
}
