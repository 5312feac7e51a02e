package io.github.dcie.examples.benchmarks;

import io.github.dcie.CompletedExport;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.JobId;
import io.github.dcie.S3Object;
import io.github.dcie.TableIdentity;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.Replay;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.Writing;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ExportReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** How fast a full export is replayed into DynamoDB Local, beside a bare loop of BatchWriteItem over the same items. */
final class ReplaySection implements Section {

    private static final int ITEMS = 10_000;
    private static final int ROUNDS = 5;
    private static final int BATCH = 25;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<String> measure(Progress progress) {
        AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true); // true: it does not report its use to AWS
        try {
            return new Measuring(local.dynamoDbClient(), local.dynamoDbStreamsClient()).of(progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ReplayException | UnsoundExportException e) {
            throw new IllegalStateException(e);
        } finally {
            local.shutdownNow();
        }
    }

    private record Measuring(DynamoDbClient tables, DynamoDbStreamsClient streams) {

        List<String> of(Progress progress)
                throws IOException, InterruptedException, ReplayException, UnsoundExportException {
            progress.at("an export of " + ITEMS + " items");
            Path bucket = Files.createTempDirectory("dcie-replay-");
            FullExportCommitted export = export(bucket);
            Collection<Map<String, AttributeValue>> items = ExportReader.under(bucket, "id")
                    .replay(List.of(export.export().manifest().key()))
                    .values();
            tables.createTable(Replay.cursorTable("replay-cursors"));
            double bare = Double.MAX_VALUE;
            double batches = Double.MAX_VALUE;
            double transactions = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                progress.at("round " + (round + 1) + " of " + ROUNDS);
                bare = Math.min(bare, loop("bare-" + round, items));
                batches = Math.min(batches, replayed("batches-" + round, Writing.BATCHES, bucket, export));
                transactions =
                        Math.min(transactions, replayed("transactions-" + round, Writing.TRANSACTIONS, bucket, export));
            }
            return List.of(
                    "### Replay of " + String.format(Locale.ROOT, "%,d", ITEMS) + " items into DynamoDB Local",
                    "",
                    String.format(
                            Locale.ROOT,
                            "Of the speed of a bare loop of BatchWriteItem: BATCHES %.2f, TRANSACTIONS %.2f (the best of %d rounds of"
                                    + " each; the replay reads and verifies the files twice)",
                            bare / batches,
                            bare / transactions,
                            ROUNDS));
        }

        private FullExportCommitted export(Path bucket) {
            tables.createTable(definition("orders").toBuilder()
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                    .build());
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            for (int i = 0; i < ITEMS; i++) {
                items.add(Map.of(
                        "id", AttributeValue.fromS("order-" + i),
                        "customer", AttributeValue.fromS("customer-" + i % 997),
                        "cents", AttributeValue.fromN(Integer.toString(i * 7)),
                        "note", AttributeValue.fromS("x".repeat(100 + i % 100))));
            }
            write("orders", items);
            ExportEmulator aws = ExportEmulator.builder()
                    .table(World.TABLE)
                    .tablesOf(tables, streams)
                    .filesUnder(bucket)
                    .build();
            aws.clock().advance(Duration.ofMinutes(10));
            Instant time = aws.clock().instant().minusSeconds(300);
            String arn = aws.client()
                    .exportTableToPointInTime(request -> request.tableArn(World.TABLE.value())
                            .s3Bucket(World.BUCKET)
                            .exportTime(time))
                    .exportDescription()
                    .exportArn();
            aws.clock().advance(Duration.ofHours(1));
            ExportDescription described = aws.client()
                    .describeExport(request -> request.exportArn(arn))
                    .exportDescription();
            CompletedExport completed = new CompletedExport(
                    ExportArn.of(arn),
                    new S3Object(World.BUCKET, described.exportManifest()),
                    Optional.empty(),
                    ExportFormat.DYNAMODB_JSON,
                    described.itemCount(),
                    described.billedSizeBytes(),
                    described.startTime(),
                    described.endTime());
            return new FullExportCommitted(
                    EventId.of("orders/1/full"),
                    JobId.of("orders"),
                    new TableIdentity(World.TABLE, Optional.empty()),
                    1,
                    described.endTime(),
                    0,
                    time,
                    completed);
        }

        private double loop(String table, Collection<Map<String, AttributeValue>> items) {
            tables.createTable(definition(table));
            long begin = System.nanoTime();
            write(table, items);
            double seconds = (System.nanoTime() - begin) / 1e9;
            tables.deleteTable(request -> request.tableName(table));
            return seconds;
        }

        private void write(String table, Collection<Map<String, AttributeValue>> items) {
            List<WriteRequest> batch = new ArrayList<>();
            for (Map<String, AttributeValue> item : items) {
                batch.add(
                        WriteRequest.builder().putRequest(put -> put.item(item)).build());
                if (batch.size() == BATCH) {
                    tables.batchWriteItem(request -> request.requestItems(Map.of(table, batch)));
                    batch.clear();
                }
            }
        }

        private double replayed(String copy, Writing writing, Path bucket, FullExportCommitted export)
                throws IOException, InterruptedException, ReplayException, UnsoundExportException {
            Replay replay = Replay.builder(tables, BucketObjects.inFolder(bucket), definition(copy))
                    .writing(writing)
                    .build();
            long begin = System.nanoTime();
            replay.apply(export);
            double seconds = (System.nanoTime() - begin) / 1e9;
            tables.deleteTable(request -> request.tableName(copy + "-1"));
            return seconds;
        }

        @SuppressWarnings("unchecked") // generic varargs of the SDK
        private static CreateTableRequest definition(String table) {
            return CreateTableRequest.builder()
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                    .attributeDefinitions(id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                    .build();
        }
    }
}
