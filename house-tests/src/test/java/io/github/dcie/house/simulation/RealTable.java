package io.github.dcie.house.simulation;

import io.github.dcie.TableArn;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table of DynamoDB Local with a stream, into which something is written now and then. */
final class RealTable {

    private static final int KEYS = 25;

    private final DynamoDbClient client;
    private final String name;
    private final Random random;

    private RealTable(DynamoDbClient client, String name, long seed) {
        this.client = client;
        this.name = name;
        this.random = new Random(seed);
    }

    static RealTable create(DynamoDbClient client, String name, long seed) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        RealTable table = new RealTable(client, name, seed);
        for (int i = 0; i < 10; i++) {
            table.write();
        }
        return table;
    }

    TableArn arn() {
        return TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/" + name);
    }

    /** Puts, changes or deletes an item, or puts and deletes one. */
    void write() {
        String id = "item-" + random.nextInt(KEYS);
        switch (random.nextInt(4)) {
            case 0 -> delete(id);
            case 1 -> {
                put("short-lived", 1);
                delete("short-lived");
            }
            default -> put(id, random.nextInt());
        }
    }

    private void put(String id, int value) {
        client.putItem(item -> item.tableName(name)
                .item(Map.of("id", AttributeValue.fromS(id), "value", AttributeValue.fromN(Integer.toString(value)))));
    }

    private void delete(String id) {
        client.deleteItem(item -> item.tableName(name).key(Map.of("id", AttributeValue.fromS(id))));
    }

    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> content() {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
        client.scanPaginator(scan -> scan.tableName(name))
                .items()
                .forEach(item -> items.put(Map.of("id", item.get("id")), item));
        return items;
    }
}
