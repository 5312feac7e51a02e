package io.github.dcie.testkit.internal;

import io.github.dcie.TableArn;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Tables of a real DynamoDB whose streams give the changes. Thread-safe. */
public final class RealTables {

    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final Map<String, StreamReader> readers = new HashMap<>();

    /**
     * The tables of a DynamoDB.
     *
     * @param client the tables
     * @param streams their streams
     */
    public RealTables(DynamoDbClient client, DynamoDbStreamsClient streams) {
        this.client = client;
        this.streams = streams;
    }

    DynamoDbClient client() {
        return client;
    }

    /** The contents of a table from now on; what it holds now it has always held. */
    synchronized TableData attach(TableArn table) {
        StreamReader reader = new StreamReader(client, streams, table.tableName());
        readers.put(table.tableName(), reader);
        return reader.data();
    }

    /**
     * Takes note of what was written since the last time.
     *
     * @param at when it was written
     */
    public synchronized void drain(Instant at) {
        readers.values().forEach(reader -> reader.drain(at));
    }

    /**
     * Takes note of what was written to a table that is about to be deleted, for the exports that still run.
     *
     * @param table the table
     * @param at when it was written
     */
    synchronized void detach(TableArn table, Instant at) {
        Optional.ofNullable(readers.remove(table.tableName())).ifPresent(reader -> reader.drain(at));
    }

    /** Deletes a table. */
    void delete(TableArn table, Instant at) {
        detach(table, at);
        client.deleteTable(request -> request.tableName(table.tableName()));
    }

    /** Deletes a table and creates an empty one with the same keys and stream. */
    void recreate(TableArn table, Instant at) {
        TableDescription old = client.describeTable(request -> request.tableName(table.tableName()))
                .table();
        delete(table, at);
        client.createTable(CreateTableRequest.builder()
                .tableName(table.tableName())
                .keySchema(old.keySchema())
                .attributeDefinitions(old.attributeDefinitions())
                .streamSpecification(old.streamSpecification())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build());
    }
}
