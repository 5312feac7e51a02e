package io.github.dcie.examples.iceberg.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Writes to a table, with values of all types, and knows neither of exports nor of copies. */
final class Shop {

    private static final List<String> STATES = List.of("placed", "paid", "packed", "shipped", "returned");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Random random = new Random(1);
    private final List<Map<String, AttributeValue>> orders = new ArrayList<>();
    private int ids;

    Shop(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** What a table of orders is, without what only the first one needs. */
    static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("customer", KeyType.HASH), key("order", KeyType.RANGE))
                .attributeDefinitions(
                        attribute("customer", ScalarAttributeType.S), attribute("order", ScalarAttributeType.N))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    /** Creates the table, with the stream that the emulator reads; on AWS exports need point-in-time recovery instead. */
    void open(int numberOfOrders) {
        dynamoDb.createTable(definition(table).toBuilder()
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build());
        for (int i = 0; i < numberOfOrders; i++) {
            insert();
        }
    }

    /** Some writes; some orders are written twice, or inserted and deleted at once. */
    void trade(int writes) {
        for (int i = 0; i < writes; i++) {
            switch (random.nextInt(4)) {
                case 0 -> insert();
                case 1 -> delete(random.nextInt(orders.size()));
                case 2 -> {
                    insert();
                    delete(orders.size() - 1);
                }
                default -> put(orders.get(random.nextInt(orders.size())));
            }
            if (orders.isEmpty()) {
                insert();
            }
        }
    }

    private void insert() {
        ids++;
        Map<String, AttributeValue> key = Map.of(
                "customer", AttributeValue.fromS(String.format(Locale.ROOT, "customer-%02d", random.nextInt(40))),
                "order", AttributeValue.fromN(Integer.toString(ids)));
        orders.add(key);
        put(key);
    }

    private void delete(int index) {
        Map<String, AttributeValue> key = orders.get(index);
        dynamoDb.deleteItem(request -> request.tableName(table).key(key));
        orders.set(index, orders.get(orders.size() - 1));
        orders.remove(orders.size() - 1);
    }

    private void put(Map<String, AttributeValue> key) {
        dynamoDb.putItem(request -> request.tableName(table).item(item(key)));
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        byte[] stamp = new byte[8];
        random.nextBytes(stamp);
        Map<String, AttributeValue> item = new LinkedHashMap<>(key);
        item.put("state", AttributeValue.fromS(STATES.get(random.nextInt(STATES.size()))));
        item.put("price", AttributeValue.fromN((1 + random.nextInt(99_999)) + "." + random.nextInt(100)));
        item.put("gift", AttributeValue.fromBool(random.nextInt(10) == 0));
        item.put("voucher", AttributeValue.fromNul(true));
        item.put("stamp", AttributeValue.fromB(SdkBytes.fromByteArray(stamp)));
        item.put("tags", AttributeValue.fromSs(List.of("web", "tag-" + random.nextInt(50))));
        item.put("stores", AttributeValue.fromNs(List.of("1", Integer.toString(2 + random.nextInt(50)))));
        item.put("seals", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"), SdkBytes.fromByteArray(stamp))));
        item.put(
                "lines",
                AttributeValue.fromL(List.of(
                        AttributeValue.fromS("sku-" + random.nextInt(500)),
                        AttributeValue.fromL(List.of()),
                        AttributeValue.fromM(Map.of("note", AttributeValue.fromS("für Zoë, \"bitte\" {eilig}\n"))))));
        return item;
    }

    int numberOfOrders() {
        return orders.size();
    }
}
