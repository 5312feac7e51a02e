package io.github.dcie.examples.replay;

import io.github.dcie.ExportArn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A cursor as an item of a table beside the copy. A write is refused if another consumer has written since the read. */
final class Cursors {

    private static final String KEY = "copy";
    private static final String REVISION = "revision";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String copy;

    Cursors(DynamoDbClient dynamoDb, String table, String copy) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.copy = copy;
    }

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

    Place place() {
        return Place.of("item " + copy + " of table " + table);
    }

    /** What a consumer is told whose cursor is not the newest any more. */
    ReplayException overtaken() {
        return new ReplayException(
                place(),
                "another consumer has written it meanwhile",
                "deliver the event again later; nothing was written by this one");
    }

    Cursor read() throws ReplayException {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(table)
                        .key(Map.of(KEY, AttributeValue.fromS(copy)))
                        .consistentRead(true))
                .item();
        try {
            return item.isEmpty() ? Cursor.NONE : cursor(item);
        } catch (RuntimeException e) {
            throw new ReplayException(
                    place(),
                    "expected a cursor, found " + item + " (" + e.getMessage() + ")",
                    "restore the item, or delete it and the copy to begin again with the next full export");
        }
    }

    private static Cursor cursor(Map<String, AttributeValue> item) {
        return new Cursor(
                number(item, REVISION),
                Optional.ofNullable(item.get("applied")).map(AttributeValue::m).map(Cursors::position),
                Optional.ofNullable(item.get("begun")).map(AttributeValue::m).map(Cursors::begun));
    }

    private static Position position(Map<String, AttributeValue> map) {
        return new Position(
                (int) number(map, "generation"),
                number(map, "sequence"),
                Instant.parse(text(map, "watermark")),
                text(map, "table"));
    }

    private static Begun begun(Map<String, AttributeValue> map) {
        return new Begun(
                (int) number(map, "generation"),
                ExportArn.of(text(map, "export")),
                text(map, "table"),
                number(map, "lines"));
    }

    private static long number(Map<String, AttributeValue> map, String name) {
        return Long.parseLong(value(map, name).n());
    }

    private static String text(Map<String, AttributeValue> map, String name) {
        return value(map, name).s();
    }

    private static AttributeValue value(Map<String, AttributeValue> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    /** The write of the cursor that follows the one that was read. */
    Put write(Cursor next) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(KEY, AttributeValue.fromS(copy));
        item.put(REVISION, number(next.revision()));
        next.applied().ifPresent(position -> item.put("applied", AttributeValue.fromM(map(position))));
        next.begun().ifPresent(begun -> item.put("begun", AttributeValue.fromM(map(begun))));
        Put.Builder put = Put.builder().tableName(table).item(item);
        return next.revision() == 1
                ? put.conditionExpression("attribute_not_exists(" + REVISION + ")")
                        .build()
                : put.conditionExpression(REVISION + " = :read")
                        .expressionAttributeValues(Map.of(":read", number(next.revision() - 1)))
                        .build();
    }

    private static Map<String, AttributeValue> map(Position position) {
        return Map.of(
                "generation", number(position.generation()),
                "sequence", number(position.sequence()),
                "watermark", AttributeValue.fromS(position.watermark().toString()),
                "table", AttributeValue.fromS(position.table()));
    }

    private static Map<String, AttributeValue> map(Begun begun) {
        return Map.of(
                "generation", number(begun.generation()),
                "export", AttributeValue.fromS(begun.export().value()),
                "table", AttributeValue.fromS(begun.table()),
                "lines", number(begun.lines()));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
