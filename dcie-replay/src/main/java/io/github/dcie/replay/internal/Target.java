package io.github.dcie.replay.internal;

import io.github.dcie.replay.ReplayException;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** The tables of a copy: one for each generation. None is ever deleted, for somebody may still read it. */
public record Target(DynamoDbClient dynamoDb, CreateTableRequest definition) {

    /** The name of all of them together. */
    public String copy() {
        return definition.tableName();
    }

    public List<String> keys() {
        return definition.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
    }

    /** A generation's table; one that exists is taken if it has the same keys. */
    public String create(int generation) throws ReplayException {
        String table = copy() + "-" + generation;
        try {
            dynamoDb.createTable(definition.toBuilder().tableName(table).build());
        } catch (ResourceInUseException e) {
            // it exists: a process died before it wrote the first change, or the name is taken
        }
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(dynamoDb).build()) {
            waiter.waitUntilTableExists(request -> request.tableName(table));
        }
        requireKeys(table);
        return table;
    }

    /**
     * Compares the keys.
     *
     * @throws ReplayException if a table's keys are not those of the definition
     */
    public void requireKeys(String table) throws ReplayException {
        TableDescription found =
                dynamoDb.describeTable(request -> request.tableName(table)).table();
        if (!found.keySchema().equals(definition.keySchema())) {
            throw new ReplayException(
                    "table " + table,
                    "its keys are " + words(found.keySchema()) + ", expected " + words(definition.keySchema())
                            + " as in the definition of the copy",
                    "give the copy another name, or define it with the keys of the exported table");
        }
    }

    private static List<String> words(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> key.attributeName() + " " + key.keyTypeAsString())
                .toList();
    }

    public boolean isEmpty(String table) {
        return dynamoDb.scan(request -> request.tableName(table).limit(1).consistentRead(true))
                        .count()
                == 0;
    }
}
