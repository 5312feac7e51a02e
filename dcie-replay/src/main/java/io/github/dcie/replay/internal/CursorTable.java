package io.github.dcie.replay.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.replay.Position;
import io.github.dcie.replay.ReplayException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Cursors as items of a table: {@code <copy>} for the copy, {@code <copy>#<lane>} for each lane. No name of a table has a #.
 * A write is refused if another process has written since the read (U2).
 */
public final class CursorTable {

    private static final String KEY = "copy";
    private static final String REVISION = "revision";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String copy;

    public CursorTable(DynamoDbClient dynamoDb, String table, String copy) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.copy = copy;
    }

    public static CreateTableRequest definition(String table) {
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

    public String place() {
        return "item " + copy + " of table " + table;
    }

    /** What a process is told whose cursor is not the newest any more. */
    public ReplayException overtaken() {
        return new ReplayException(
                place(),
                "another process has written it meanwhile",
                "deliver the event again later; nothing was written by this one");
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    public Cursor read() throws ReplayException {
        Map<String, AttributeValue> item = item(copy);
        try {
            return item.isEmpty()
                    ? Cursor.NONE
                    : new Cursor(
                            number(item, REVISION),
                            Optional.ofNullable(item.get("applied"))
                                    .map(AttributeValue::m)
                                    .map(CursorTable::position),
                            Optional.ofNullable(item.get("begun"))
                                    .map(AttributeValue::m)
                                    .map(CursorTable::begun));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(copy, e);
        }
    }

    public LaneCursor readLane(int lane) throws ReplayException {
        String key = lane(lane);
        Map<String, AttributeValue> item = item(key);
        try {
            return item.isEmpty()
                    ? LaneCursor.NONE
                    : new LaneCursor(
                            number(item, REVISION),
                            Math.toIntExact(number(item, "generation")),
                            number(item, "sequence"),
                            Math.toIntExact(number(item, "file")),
                            number(item, "records"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(key, e);
        }
    }

    private Map<String, AttributeValue> item(String key) {
        return dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of(KEY, AttributeValue.fromS(key)))
                        .consistentRead(true))
                .item();
    }

    private ReplayException damaged(String key, RuntimeException e) {
        return new ReplayException(
                "item " + key + " of table " + table,
                "expected a cursor, but " + e.getMessage(),
                "restore the item; or delete all items of this copy, and the copy, to begin again with the next full"
                        + " export");
    }

    private static Position position(Map<String, AttributeValue> map) {
        return new Position(
                Math.toIntExact(number(map, "generation")),
                number(map, "sequence"),
                Instant.parse(text(map, "watermark")),
                text(map, "table"),
                Optional.ofNullable(map.get("export")).map(AttributeValue::s).map(ExportArn::of));
    }

    private static Begun begun(Map<String, AttributeValue> map) {
        return new Begun(
                Math.toIntExact(number(map, "generation")),
                ExportArn.of(text(map, "export")),
                text(map, "table"),
                Math.toIntExact(number(map, "lanes")));
    }

    private static long number(Map<String, AttributeValue> map, String name) {
        return Long.parseLong(
                Optional.ofNullable(value(map, name).n()).orElseThrow(() -> new IllegalArgumentException(name)));
    }

    private static String text(Map<String, AttributeValue> map, String name) {
        return Optional.ofNullable(value(map, name).s())
                .orElseThrow(() -> new IllegalArgumentException(name + " is no text"));
    }

    private static AttributeValue value(Map<String, AttributeValue> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow(() -> new IllegalArgumentException("it has no " + name));
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    /** Writes the cursor that follows the one that was read. */
    public void write(Cursor next) throws ReplayException {
        Map<String, AttributeValue> item = item(copy, next.revision());
        next.applied().ifPresent(position -> item.put("applied", AttributeValue.fromM(map(position))));
        next.begun().ifPresent(begun -> item.put("begun", AttributeValue.fromM(map(begun))));
        write(put(item, next.revision()));
    }

    void write(Put put) throws ReplayException {
        try {
            dynamoDb.putItem(PutItemRequest.builder()
                    .tableName(put.tableName())
                    .item(put.item())
                    .conditionExpression(put.conditionExpression())
                    .expressionAttributeValues(
                            put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                    .build());
        } catch (ConditionalCheckFailedException e) {
            throw overtaken();
        }
    }

    /**
     * Writes a lane's cursor and what it counts in one transaction.
     *
     * @throws ReplayException if another process has written the cursor
     * @throws TransactionCanceledException if it was refused for another reason
     */
    public void write(int lane, LaneCursor next, List<TransactWriteItem> counted) throws ReplayException {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(TransactWriteItem.builder().put(write(lane, next)).build());
        items.addAll(counted);
        try {
            dynamoDb.transactWriteItems(request -> request.transactItems(items));
        } catch (TransactionCanceledException e) {
            if ("ConditionalCheckFailed".equals(e.cancellationReasons().get(0).code())) {
                throw overtaken();
            }
            throw e;
        }
    }

    /** The write of a lane's cursor, as a part of a transaction. */
    Put write(int lane, LaneCursor next) {
        Map<String, AttributeValue> item = item(lane(lane), next.revision());
        item.put("generation", number(next.generation()));
        item.put("sequence", number(next.sequence()));
        item.put("file", number(next.file()));
        item.put("records", number(next.records()));
        return put(item, next.revision());
    }

    private String lane(int lane) {
        return copy + "#" + lane;
    }

    private static Map<String, AttributeValue> item(String key, long revision) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(KEY, AttributeValue.fromS(key));
        item.put(REVISION, number(revision));
        return item;
    }

    private Put put(Map<String, AttributeValue> item, long revision) {
        Put.Builder put = Put.builder().tableName(table).item(item);
        return revision == 1
                ? put.conditionExpression("attribute_not_exists(" + REVISION + ")")
                        .build()
                : put.conditionExpression(REVISION + " = :read")
                        .expressionAttributeValues(Map.of(":read", number(revision - 1)))
                        .build();
    }

    private static Map<String, AttributeValue> map(Position position) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        map.put("generation", number(position.generation()));
        map.put("sequence", number(position.sequence()));
        map.put("watermark", AttributeValue.fromS(position.watermark().toString()));
        map.put("table", AttributeValue.fromS(position.table()));
        position.export().ifPresent(export -> map.put("export", AttributeValue.fromS(export.value())));
        return map;
    }

    private static Map<String, AttributeValue> map(Begun begun) {
        return Map.of(
                "generation", number(begun.generation()),
                "export", AttributeValue.fromS(begun.export().value()),
                "table", AttributeValue.fromS(begun.table()),
                "lanes", number(begun.lanes()));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
