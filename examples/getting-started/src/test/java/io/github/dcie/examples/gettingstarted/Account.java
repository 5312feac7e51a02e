package io.github.dcie.examples.gettingstarted;

import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** An account in this process: DynamoDB Local's tables, the emulator's exports, a folder as the buckets. */
final class Account implements AutoCloseable {

    static final String ID = "123456789012";
    static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:" + ID + ":table/orders");

    private static final TableArn EARLIER = TableArn.of("arn:aws:dynamodb:eu-central-1:" + ID + ":table/earlier");

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true); // true: it does not report its use to AWS
    private final DynamoDbClient tables = local.dynamoDbClient();
    private final DynamoDbStreamsClient streams = local.dynamoDbStreamsClient();
    private final SimulatedClock clock = SimulatedClock.startingAt(Instant.parse("2026-01-14T09:58:00Z"));
    private final ExportEmulator exports;

    Account(Path buckets) {
        // an emulator has a table to begin with; the guide makes one of its own
        new DynamoDbCommands(tables)
                .run(List.of(
                        "create-table",
                        "--table-name",
                        EARLIER.tableName(),
                        "--attribute-definitions",
                        "AttributeName=id,AttributeType=S",
                        "--key-schema",
                        "AttributeName=id,KeyType=HASH",
                        "--billing-mode",
                        "PAY_PER_REQUEST"));
        exports = ExportEmulator.builder()
                .table(EARLIER)
                .tablesOf(tables, streams)
                .filesUnder(buckets)
                .clock(clock)
                .build();
        exports.exportsTake(Duration.ofMinutes(5));
    }

    SimulatedClock clock() {
        return clock;
    }

    ExportEmulator exports() {
        return exports;
    }

    /** A client as the program and the command line have it. */
    DynamoDbClient client() {
        return exports.client();
    }

    List<String> tableNames() {
        return tables.listTables().tableNames().stream()
                .filter(name -> !name.equals(EARLIER.tableName()))
                .toList();
    }

    @Override
    public void close() {
        streams.close();
        tables.close();
        local.shutdownNow();
    }
}
