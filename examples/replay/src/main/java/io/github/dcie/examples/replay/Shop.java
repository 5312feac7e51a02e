package io.github.dcie.examples.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Orders are placed, change, and are withdrawn. */
final class Shop {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Random random = new Random(1);
    private final List<Map<String, AttributeValue>> orders = new ArrayList<>();
    private int placed;

    /** Opens it: with the stream that the emulator reads; on AWS exports need point-in-time recovery instead. */
    Shop(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        dynamoDb.createTable(definition(table).toBuilder()
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build());
    }

    @SuppressWarnings("unchecked") // generic varargs of the SDK
    static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key -> key.attributeName("order").keyType(KeyType.HASH))
                .attributeDefinitions(order -> order.attributeName("order").attributeType(ScalarAttributeType.N))
                .build();
    }

    void trade(int writes) {
        for (int i = 0; i < writes; i++) {
            if (orders.isEmpty() || random.nextInt(3) == 0) {
                orders.add(Map.of("order", AttributeValue.fromN(Integer.toString(++placed))));
            }
            if (random.nextInt(5) == 0) {
                Map<String, AttributeValue> key = orders.remove(random.nextInt(orders.size()));
                dynamoDb.deleteItem(delete -> delete.tableName(table).key(key));
            } else {
                put(orders.get(random.nextInt(orders.size())));
            }
        }
    }

    private void put(Map<String, AttributeValue> key) {
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "order", key.get("order"),
                        "customer", AttributeValue.fromS("customer-" + random.nextInt(40)),
                        "price", AttributeValue.fromN(random.nextInt(99_999) + ".95"))));
    }
}
