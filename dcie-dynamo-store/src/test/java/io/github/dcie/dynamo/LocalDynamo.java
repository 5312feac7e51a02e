package io.github.dcie.dynamo;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local inside the test's process, one for each test class; opens no socket. */
final class LocalDynamo implements BeforeAllCallback, AfterAllCallback {

    private final CreateTableRequest[] tables;
    private AmazonDynamoDBLocal local;

    LocalDynamo(CreateTableRequest... tables) {
        this.tables = tables;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        local = DynamoDBEmbedded.create(true);
        for (CreateTableRequest table : tables) {
            client().createTable(table);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        local.shutdownNow();
    }

    DynamoDbClient client() {
        return local.dynamoDbClient();
    }

    void put(String table, Map<String, AttributeValue> item) {
        client().putItem(put -> put.tableName(table).item(item));
    }

    Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
        return client().getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    /** As a person would in the console, or with the command line. */
    void set(String table, Map<String, AttributeValue> key, String attribute, AttributeValue value) {
        client().updateItem(update -> update.tableName(table)
                .key(key)
                .updateExpression("SET #a = :a")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":a", value)));
    }
}
