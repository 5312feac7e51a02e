package io.github.dcie.testkit.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the stream of a real table to its end, whenever it is asked. Not thread-safe. */
final class StreamReader {

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final RecordedData data;
    /** By shard; an iterator would expire between two steps of a debugged test, a sequence number does not. */
    private final Map<String, String> lastRead = new HashMap<>();

    StreamReader(DynamoDbClient client, DynamoDbStreamsClient streams, String tableName) {
        TableDescription table =
                client.describeTable(request -> request.tableName(tableName)).table();
        if (!hasImages(table)) {
            throw new IllegalArgumentException(
                    "table " + tableName + " has no stream of new and old images:"
                            + " the emulator reads the changes from it; create the table with StreamViewType NEW_AND_OLD_IMAGES");
        }
        this.streams = streams;
        this.streamArn = table.latestStreamArn();
        readNew(before -> {});
        this.data = new RecordedData(scan(client, table));
    }

    static boolean hasImages(TableDescription table) {
        return Optional.ofNullable(table.streamSpecification())
                .filter(stream -> Boolean.TRUE.equals(stream.streamEnabled()))
                .filter(stream -> stream.streamViewType() == StreamViewType.NEW_AND_OLD_IMAGES)
                .isPresent();
    }

    TableData data() {
        return data;
    }

    void drain(Instant at) {
        readNew(write -> data.add(change(write, at)));
    }

    private static ItemChange change(StreamRecord write, Instant at) {
        return new ItemChange(
                Micros.of(at),
                write.keys(),
                write.hasOldImage() ? Optional.of(typed(write.oldImage())) : Optional.empty(),
                write.hasNewImage() ? Optional.of(typed(write.newImage())) : Optional.empty());
    }

    /** DynamoDB Local 3 drops the type of an empty map in its streams, at any depth; nothing else has no type. */
    private static Map<String, AttributeValue> typed(Map<String, AttributeValue> image) {
        Map<String, AttributeValue> typed = new LinkedHashMap<>();
        image.forEach((name, value) -> typed.put(name, typed(value)));
        return typed;
    }

    private static AttributeValue typed(AttributeValue value) {
        return switch (value.type()) {
            case M -> AttributeValue.fromM(typed(value.m()));
            case L ->
                AttributeValue.fromL(value.l().stream().map(StreamReader::typed).toList());
            case UNKNOWN_TO_SDK_VERSION -> AttributeValue.fromM(Map.of());
            default -> value;
        };
    }

    private void readNew(Consumer<StreamRecord> consumer) {
        StreamDescription stream = streams.describeStream(
                        DescribeStreamRequest.builder().streamArn(streamArn).build())
                .streamDescription();
        for (Shard shard : stream.shards()) {
            readNew(shard.shardId(), consumer);
        }
    }

    private void readNew(String shard, Consumer<StreamRecord> consumer) {
        Optional<String> last = Optional.ofNullable(lastRead.get(shard));
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shard);
        last.ifPresentOrElse(
                number -> request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(number),
                () -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
        Optional<String> iterator =
                Optional.ofNullable(streams.getShardIterator(request.build()).shardIterator());
        while (iterator.isPresent()) {
            GetRecordsResponse page = streams.getRecords(
                    GetRecordsRequest.builder().shardIterator(iterator.get()).build());
            for (Record written : page.records()) {
                lastRead.put(shard, written.dynamodb().sequenceNumber());
                consumer.accept(written.dynamodb());
            }
            iterator = page.records().isEmpty() ? Optional.empty() : Optional.ofNullable(page.nextShardIterator());
        }
    }

    private static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> scan(
            DynamoDbClient client, TableDescription table) {
        List<String> keyNames =
                table.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        client.scanPaginator(ScanRequest.builder()
                        .tableName(table.tableName())
                        .consistentRead(true)
                        .build())
                .items()
                .forEach(item -> {
                    Map<String, AttributeValue> keys = new LinkedHashMap<>(item);
                    keys.keySet().retainAll(keyNames);
                    items.put(keys, item);
                });
        return items;
    }
}
