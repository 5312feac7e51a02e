package io.github.dcie.examples.quickstart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** An online shop that writes to its table {@code orders} and knows nothing of exports. */
final class Shop {

    static final String KEY = "orderId";

    private static final int ORDERS_AT_FIRST = 1_000;
    /** As many writes as DynamoDB takes at once. */
    private static final int BATCH = 25;

    private static final List<String> STATES = List.of("placed", "paid", "packed", "shipped", "returned");

    private final DynamoDbClient dynamoDb;
    private final String table = Service.ORDERS.tableName();
    private final Random random;
    private final List<String> orders = new ArrayList<>();
    private final Map<Kind, Integer> writes = new EnumMap<>(Kind.class);
    private Instant lastWriteAt = Instant.MIN;
    private int ids;

    Shop(DynamoDbClient dynamoDb, long seed) {
        this.dynamoDb = dynamoDb;
        this.random = new Random(seed);
    }

    private enum Kind {
        INSERT("inserts"),
        UPDATE("updates"),
        DELETE("deletes"),
        INSERT_AND_DELETE("orders inserted and deleted at once");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** What a table of orders is. */
    static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(KEY)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .build();
    }

    /** Creates the table, with the stream that the emulator reads; on AWS exports need point-in-time recovery instead. */
    void open() {
        dynamoDb.createTable(definition(table).toBuilder()
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build());
        while (orders.size() < ORDERS_AT_FIRST) {
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, batch())));
        }
    }

    private List<WriteRequest> batch() {
        List<WriteRequest> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            String id = newId();
            orders.add(id);
            batch.add(
                    WriteRequest.builder().putRequest(put -> put.item(item(id))).build());
        }
        return batch;
    }

    /** A moment of trade: some writes. */
    void trade(Instant now) {
        int number = 1 + random.nextInt(9);
        for (int i = 0; i < number; i++) {
            Kind kind = orders.isEmpty() ? Kind.INSERT : kind(random.nextInt(100));
            write(kind);
            writes.merge(kind, 1, Integer::sum);
        }
        lastWriteAt = now;
    }

    private static Kind kind(int percent) {
        if (percent < 33) {
            return Kind.INSERT;
        } else if (percent < 60) {
            return Kind.UPDATE;
        }
        return percent < 92 ? Kind.DELETE : Kind.INSERT_AND_DELETE;
    }

    private void write(Kind kind) {
        switch (kind) {
            case INSERT -> orders.add(put(newId()));
            case UPDATE -> put(orders.get(random.nextInt(orders.size())));
            case DELETE -> {
                int index = random.nextInt(orders.size());
                delete(orders.get(index));
                orders.set(index, orders.get(orders.size() - 1));
                orders.remove(orders.size() - 1);
            }
            case INSERT_AND_DELETE -> delete(put(newId()));
        }
    }

    private String newId() {
        ids++;
        return String.format(Locale.ROOT, "order-%06d", ids);
    }

    private String put(String id) {
        dynamoDb.putItem(request -> request.tableName(table).item(item(id)));
        return id;
    }

    private Map<String, AttributeValue> item(String id) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(KEY, AttributeValue.fromS(id));
        item.put("state", AttributeValue.fromS(STATES.get(random.nextInt(STATES.size()))));
        item.put("cents", AttributeValue.fromN(Integer.toString(100 + random.nextInt(100_000))));
        item.put("gift", AttributeValue.fromBool(random.nextInt(10) == 0));
        item.put(
                "lines",
                AttributeValue.fromL(List.of(
                        AttributeValue.fromS("sku-" + random.nextInt(500)),
                        AttributeValue.fromM(Map.of("note", AttributeValue.fromS("für Zoë, \"bitte\" {eilig}"))))));
        return item;
    }

    private void delete(String id) {
        dynamoDb.deleteItem(request -> request.tableName(table).key(Map.of(KEY, AttributeValue.fromS(id))));
    }

    int numberOfOrders() {
        return orders.size();
    }

    Instant lastWriteAt() {
        return lastWriteAt;
    }

    /** What was written since the shop opened. */
    String summary() {
        List<String> parts = new ArrayList<>();
        writes.forEach((kind, number) -> parts.add(String.format(Locale.ROOT, "%,d %s", number, kind.words)));
        return String.join(", ", parts);
    }

    /** What DynamoDB says is in the table, by key. */
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> scan() {
        return scan(dynamoDb, table);
    }

    static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> scan(DynamoDbClient dynamoDb, String table) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        dynamoDb.scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> items.put(Map.of(KEY, item.get(KEY)), item));
        return items;
    }
}
