package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.TableArn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The emulator on the tables of a real DynamoDB. */
final class RealTablesTest {

    private static AmazonDynamoDBLocal local;

    @TempDir
    Path bucket;

    private TableArn table;
    private ExportEmulator aws;
    private DynamoDbClient client;
    private final List<String> chain = new ArrayList<>();

    @BeforeAll
    static void start() {
        local = DynamoDBEmbedded.create(true);
    }

    @AfterAll
    static void stop() {
        local.shutdown();
    }

    @BeforeEach
    void open(TestInfo test) {
        table = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/"
                + test.getTestMethod().orElseThrow().getName());
        local.dynamoDbClient().createTable(definition(table.tableName()).build());
        put(local.dynamoDbClient(), "a", 1, "from the beginning");
        put(local.dynamoDbClient(), "b", 1, "from the beginning");
        aws = ExportEmulator.builder()
                .table(table)
                .tablesOf(local.dynamoDbClient(), local.dynamoDbStreamsClient())
                .filesUnder(bucket)
                .build();
        client = aws.client();
    }

    // AWS 1.6: a full export shows the table as of its time
    @Test
    void fullExportShowsThePast() {
        Instant before = aws.clock().instant();
        put(client, "a", 1, "new");
        aws.clock().advance(Duration.ofHours(1));
        delete(client, "b", 1);
        aws.clock().advance(Duration.ofHours(1));

        assertThat(texts(replay(fullAsOf(before))))
                .isEqualTo(Map.of("a1", "from the beginning", "b1", "from the beginning"));
        assertThat(texts(replay(fullAsOf(before.plusSeconds(1)))))
                .isEqualTo(Map.of("a1", "new", "b1", "from the beginning"));
        assertThat(texts(replay(fullAsOf(before.plusSeconds(3601))))).isEqualTo(Map.of("a1", "new"));
    }

    // AWS 1.5: insert, update, delete, insert + delete, update twice, delete + insert
    @Test
    void windowShowsWhatBecameOfEachItem() {
        put(client, "b", 1, "b");
        put(client, "c", 1, "c");
        Instant from = aws.clock().instant().plus(Duration.ofMinutes(5));
        aws.clock().advanceTo(from);
        put(client, "inserted", 1, "1");
        put(client, "inserted then updated", 1, "1");
        put(client, "gone again", 1, "1");
        aws.clock().advance(Duration.ofMinutes(1));
        put(client, "a", 1, "updated");
        put(client, "a", 1, "updated twice");
        put(client, "inserted then updated", 1, "2");
        delete(client, "b", 1);
        delete(client, "c", 1);
        put(client, "c", 1, "reborn");
        delete(client, "gone again", 1);
        delete(client, "never there", 1);
        aws.clock().advance(Duration.ofMinutes(14));
        put(client, "too late", 1, "1");

        ReadExport window = ExportReader.under(bucket, "pk", "sk")
                .read(completed(incremental(from, Duration.ofMinutes(15)).tableArn(table.value()))
                        .exportManifest());

        Map<String, String> changes = new HashMap<>();
        for (ReadRecord record : window.records()) {
            changes.put(
                    record.keys().get("pk").s(),
                    text(record.oldImage()) + " -> " + text(record.newImage()) + " at "
                            + (record.writeMicros().orElseThrow() / 1_000_000 - from.getEpochSecond()));
        }
        assertThat(changes)
                .isEqualTo(Map.of(
                        "inserted", "- -> 1 at 0",
                        "inserted then updated", "- -> 2 at 60",
                        "a", "from the beginning -> updated twice at 60",
                        "b", "b -> - at 60",
                        "c", "c -> reborn at 60"));
    }

    // AWS 1.4: from is inclusive, to is exclusive
    @Test
    void boundsAreInclusiveAndExclusive() {
        Instant from = aws.clock().instant().plus(Duration.ofMinutes(5));
        aws.clock().advanceTo(from.minusMillis(1));
        put(client, "x", 0, "before");
        aws.clock().advanceTo(from);
        put(client, "x", 1, "from");
        Instant to = from.plus(Duration.ofMinutes(15));
        aws.clock().advanceTo(to.minusMillis(1));
        put(client, "x", 2, "last");
        aws.clock().advanceTo(to);
        put(client, "x", 3, "to");

        ReadExport window = ExportReader.under(bucket, "pk", "sk")
                .read(completed(incremental(from, Duration.ofMinutes(15)).tableArn(table.value()))
                        .exportManifest());

        assertThat(window.records())
                .extracting(record -> text(record.newImage()))
                .containsExactlyInAnyOrder("from", "last");
    }

    // AWS 1.5, 1.6, I10: full + windows = the table's content at each watermark
    @Test
    void chainIsTheTablesContentAtEachWatermark() {
        Random random = new Random(7);
        chain.add(fullAsOf(aws.clock().instant()));
        Instant watermark = START;
        while (chain.size() < 12) {
            Instant end = watermark.plus(Duration.ofMinutes(15 + random.nextInt(3) * 10L));
            Map<String, String> content = Map.of();
            while (aws.clock().instant().isBefore(end)) {
                writeSomething(random);
                content = texts(scan());
                long step = Math.min(
                        1 + random.nextInt(400_000),
                        Duration.between(aws.clock().instant(), end).toMillis());
                aws.clock().advance(Duration.ofMillis(step));
            }
            writeSomething(random);
            chain.add(completed(incremental(watermark, Duration.between(watermark, end))
                            .tableArn(table.value()))
                    .exportManifest());
            watermark = end;

            assertThat(texts(ExportReader.under(bucket, "pk", "sk").replay(chain)))
                    .as("content at watermark " + watermark)
                    .isEqualTo(content);
        }
    }

    @Test
    void tableShowsItsOwnSizeAndTheEmulatorsIdentity() {
        assertThat(client.describeTable(r -> r.tableName(table.tableName()))
                        .table()
                        .tableArn())
                .isEqualTo(table.value());
        assertThat(client.describeTable(r -> r.tableName(table.value())).table().itemCount())
                .isEqualTo(2);
        assertThat(client.describeTable(r -> r.tableName(table.value())).table().tableId())
                .isEqualTo(completed(full("t").tableArn(table.value())).tableId());
        assertThat(client.getItem(r -> r.tableName(table.tableName()).key(key("a", 1)))
                        .item())
                .isNotEmpty();
    }

    // DynamoDB Local 3.3.1 drops the type of an empty map in its streams; AWS and GetItem show it
    @Test
    void emptyMapsSurviveAtAnyDepth() {
        Instant from = aws.clock().instant();
        Map<String, AttributeValue> item = item("empty", 1, "maps");
        AttributeValue empty = AttributeValue.fromM(Map.of());
        item.put("map", empty);
        item.put(
                "deep",
                AttributeValue.fromM(
                        Map.of("x", AttributeValue.fromL(List.of(empty, AttributeValue.fromL(List.of()))))));
        String full = fullAsOf(from);
        aws.clock().advanceTo(from.plus(Duration.ofMinutes(6)));
        client.putItem(r -> r.tableName(table.tableName()).item(item));
        aws.clock().advanceTo(from.plus(Duration.ofMinutes(15)));
        String window = completed(incremental(from, Duration.ofMinutes(15)).tableArn(table.value()))
                .exportManifest();

        assertThat(ExportReader.under(bucket, "pk", "sk").replay(List.of(full, window)))
                .containsEntry(key("empty", 1), item);
    }

    // real windows have their attributes sorted by name
    @Test
    void imagesOfAWindowHaveTheirAttributesInOrder() {
        Instant from = aws.clock().instant();
        put(client, "a", 1, "new");
        aws.clock().advanceTo(from.plus(Duration.ofMinutes(15)));
        ReadExport window = ExportReader.under(bucket, "pk", "sk")
                .read(completed(incremental(from, Duration.ofMinutes(15)).tableArn(table.value()))
                        .exportManifest());
        String lines = window.dataFiles().stream().map(this::unzipped).collect(Collectors.joining());

        assertThat(lines)
                .containsPattern("\"Keys\":\\{\"pk\".*\"sk\"")
                .containsPattern("\"OldImage\":\\{\"list\".*\"pk\".*\"sk\".*\"text\".*NewImage")
                .containsPattern("\"NewImage\":\\{\"list\".*\"pk\".*\"sk\".*\"text\"");
    }

    private String unzipped(String key) {
        try (InputStream zip = new GZIPInputStream(Files.newInputStream(bucket.resolve(key)))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // AWS 4: another id, no history, empty
    @Test
    void tableCanBeRecreated() {
        String id = client.describeTable(r -> r.tableName(table.tableName()))
                .table()
                .tableId();
        aws.clock().advance(Duration.ofMinutes(20));
        ExportDescription running =
                export(client, incremental(START, Duration.ofMinutes(20)).tableArn(table.value()));
        aws.recreate(table);
        aws.switchRecoveryOn(table);
        put(client, "new", 1, "life");
        aws.clock().advance(Duration.ofMinutes(20));

        assertThat(describe(client, running).tableId()).isEqualTo(id);
        assertThat(client.describeTable(r -> r.tableName(table.tableName()))
                        .table()
                        .tableId())
                .isNotEqualTo(id);
        assertThat(texts(replay(fullAsOf(START.plus(Duration.ofMinutes(30)))))).isEqualTo(Map.of("new1", "life"));
    }

    @Test
    void tableCanBeDeletedAndCreatedByTheClient() {
        String name = table.tableName();
        client.deleteTable(r -> r.tableName(name));
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> export(client, full("t").tableArn(table.value())));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.describeTable(r -> r.tableName(name)));
        client.createTable(definition(name).build());
        aws.switchRecoveryOn(table);
        put(client, "x", 1, "y");
        aws.clock().advance(Duration.ofMinutes(10));

        assertThat(texts(replay(fullAsOf(START.plus(Duration.ofMinutes(5)))))).isEqualTo(Map.of("x1", "y"));
        aws.deleteTable(table);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> local.dynamoDbClient().describeTable(r -> r.tableName(name)));
    }

    @Test
    void tableWithoutAStreamIsRefused() {
        local.dynamoDbClient()
                .createTable(definition("streamless")
                        .streamSpecification(s -> s.streamEnabled(false))
                        .build());
        ExportEmulator.Builder builder = ExportEmulator.builder()
                .table(TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/streamless"))
                .tablesOf(local.dynamoDbClient(), local.dynamoDbStreamsClient());

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("streamless")
                .withMessageContaining("NEW_AND_OLD_IMAGES");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        builder.generatedChanges(new GeneratedChanges(1, 1)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportEmulator.builder().build());
    }

    // a job table beside the exported one
    @Test
    void otherTablesAreLeftAlone() {
        client.createTable(definition("jobs")
                .streamSpecification(s -> s.streamEnabled(false))
                .build());
        client.putItem(r -> r.tableName("jobs").item(item("j", 1, "state")));

        assertThat(client.describeTable(r -> r.tableName("jobs")).table().tableArn())
                .contains("ddblocal");
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> client.describeContinuousBackups(r -> r.tableName("jobs")));
        client.deleteTable(r -> r.tableName("jobs"));
    }

    private void writeSomething(Random random) {
        String pk = "p" + random.nextInt(4);
        int sk = random.nextInt(4);
        if (random.nextInt(3) == 0) {
            delete(client, pk, sk);
        } else {
            put(client, pk, sk, "text " + random.nextInt(5));
        }
    }

    private String fullAsOf(Instant time) {
        Instant latest = time.plus(Duration.ofMinutes(5));
        if (aws.clock().instant().isBefore(latest)) {
            aws.clock().advanceTo(latest);
        }
        return completed(full("full " + time).exportTime(time).tableArn(table.value()))
                .exportManifest();
    }

    private ExportDescription completed(ExportTableToPointInTimeRequest.Builder request) {
        aws.exportsTake(Duration.ZERO);
        return describe(client, export(client, request));
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> replay(String manifest) {
        return ExportReader.under(bucket, "pk", "sk").replay(List.of(manifest));
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> scan() {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        client.scanPaginator(r -> r.tableName(table.tableName()))
                .items()
                .forEach(item -> items.put(Map.of("pk", item.get("pk"), "sk", item.get("sk")), item));
        return items;
    }

    private static Map<String, String> texts(Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
        Map<String, String> texts = new HashMap<>();
        items.forEach((key, item) -> texts.put(key.get("pk").s() + key.get("sk").n(), text(Optional.of(item))));
        return texts;
    }

    private static String text(Optional<Map<String, AttributeValue>> image) {
        return image.map(item -> item.get("text").s()).orElse("-");
    }

    private void put(DynamoDbClient to, String pk, int sk, String text) {
        to.putItem(r -> r.tableName(table.tableName()).item(item(pk, sk, text)));
    }

    private void delete(DynamoDbClient to, String pk, int sk) {
        to.deleteItem(r -> r.tableName(table.tableName()).key(key(pk, sk)));
    }

    private static Map<String, AttributeValue> key(String pk, int sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromN(Integer.toString(sk)));
    }

    private static Map<String, AttributeValue> item(String pk, int sk, String text) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(pk, sk));
        item.put("text", AttributeValue.fromS(text));
        item.put("list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromNul(true))));
        return item;
    }

    private static CreateTableRequest.Builder definition(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(List.of(
                        KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("sk")
                                .keyType(KeyType.RANGE)
                                .build()))
                .attributeDefinitions(List.of(
                        AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType(ScalarAttributeType.S)
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("sk")
                                .attributeType(ScalarAttributeType.N)
                                .build()))
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
    }
}
