package io.github.dcie.examples.replay;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Makes a table for each generation. None is ever deleted: somebody may still read it. */
final class CopyTables {

    private final DynamoDbClient dynamoDb;
    private final CreateTableRequest copy;

    CopyTables(DynamoDbClient dynamoDb, CreateTableRequest copy) {
        this.dynamoDb = dynamoDb;
        this.copy = copy;
    }

    /** The table for a generation; one that exists is taken. */
    String create(int generation) {
        String table = copy.tableName() + "-" + generation;
        try {
            dynamoDb.createTable(copy.toBuilder().tableName(table).build());
        } catch (ResourceInUseException e) {
            // it exists: a consumer died before it wrote the first line, or the name is taken
        }
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(dynamoDb).build()) {
            waiter.waitUntilTableExists(request -> request.tableName(table));
        }
        return table;
    }

    boolean isEmpty(String table) {
        return dynamoDb.scan(request -> request.tableName(table).limit(1).consistentRead(true))
                        .count()
                == 0;
    }
}
