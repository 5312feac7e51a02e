package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;

final class ExportFilesTest {

    private static final Instant T0 = START.minus(Duration.ofHours(10));

    @TempDir
    Path bucket;

    private ExportEmulator aws;
    private DynamoDbClient client;

    @BeforeEach
    void open() {
        aws = ExportEmulator.builder()
                .table(ORDERS)
                .filesUnder(bucket)
                .generatedChanges(new GeneratedChanges(200, 3))
                .build();
        client = aws.client();
    }

    // AWS 2: the folder of a full export, data in a folder of its own, names of 26 characters
    @Test
    void fullExportHasAFolderOfItsOwn() throws IOException {
        ExportDescription export = completed(full("t").exportTime(T0));
        String id = ExportArn.of(export.exportArn()).exportId();

        List<String> objects = objects();

        assertThat(objects)
                .contains(
                        "AWSDynamoDB/" + id + "/_started",
                        "AWSDynamoDB/" + id + "/manifest-summary.json",
                        "AWSDynamoDB/" + id + "/manifest-summary.md5",
                        "AWSDynamoDB/" + id + "/manifest-files.json",
                        "AWSDynamoDB/" + id + "/manifest-files.md5");
        assertThat(objects.stream().filter(key -> key.matches("AWSDynamoDB/" + id + "/data/[a-z2-7]{26}\\.json\\.gz")))
                .hasSize(4);
        assertThat(objects).hasSize(9);
        assertThat(Files.size(bucket.resolve("AWSDynamoDB/" + id + "/_started")))
                .isZero();
    }

    // AWS 2: all incremental exports of a prefix share one folder for their data
    @Test
    void windowsShareOneDataFolder() throws IOException {
        ExportDescription first =
                completed(incremental(T0, Duration.ofMinutes(30)).s3Prefix("foo"));
        ExportDescription second = completed(incremental(T0.plus(Duration.ofMinutes(30)), Duration.ofMinutes(30))
                .s3Prefix("foo/"));

        assertThat(objects().stream().filter(key -> key.matches("foo/AWSDynamoDB/data/[a-z2-7]{26}\\.json\\.gz")))
                .hasSize(8);
        // AWS 2: dataFileS3Key is the whole key, prefix included
        assertThat(reader().read(first.exportManifest()).dataFiles())
                .hasSize(4)
                .allMatch(key -> key.startsWith("foo/AWSDynamoDB/data/"))
                .doesNotContainAnyElementsOf(
                        reader().read(second.exportManifest()).dataFiles());
    }

    // AWS 2: manifest-summary.json of a full export, field by field, as a real one
    @Test
    void summaryOfAFullExport() throws IOException {
        ExportDescription export = completed(full("t").exportTime(T0));
        String id = ExportArn.of(export.exportArn()).exportId();

        assertThat(read(export.exportManifest()))
                .isEqualTo("{\"version\":\"2020-06-30\",\"exportArn\":\"" + export.exportArn()
                        + "\",\"startTime\":\"2026-01-01T00:00:00.000Z\",\"endTime\":\"2026-01-01T00:12:00.000Z\","
                        + "\"tableArn\":\"" + ORDERS + "\",\"tableId\":\"" + export.tableId()
                        + "\",\"exportTime\":\"2025-12-31T14:00:00.000Z\",\"s3Bucket\":\"acme-exports\",\"s3Prefix\":null,"
                        + "\"s3SseAlgorithm\":\"AES256\",\"s3SseKmsKeyId\":null,\"manifestFilesS3Key\":\"AWSDynamoDB/"
                        + id + "/manifest-files.json\",\"billedSizeBytes\":0,\"itemCount\":" + export.itemCount()
                        + ",\"outputFormat\":\"DYNAMODB_JSON\"}");
    }

    // AWS 2: what an incremental export's summary shows instead
    @Test
    void summaryOfAWindow() throws IOException {
        ExportDescription export = completed(incremental(T0, Duration.ofMinutes(15)));

        assertThat(read(export.exportManifest()))
                .contains("\"version\":\"2023-08-01\"")
                .contains(
                        "\"exportFromTime\":\"2025-12-31T14:00:00.000Z\",\"exportToTime\":\"2025-12-31T14:15:00.000Z\"")
                .contains("\"outputView\":\"NEW_AND_OLD_IMAGES\",\"exportType\":\"INCREMENTAL_EXPORT\"")
                .contains("\"billedSizeBytes\":10000000")
                .doesNotContain("\"exportTime\"");
    }

    // AWS 2: base64(MD5) of the object's bytes, 24 characters without a newline; ETag = hex(md5(md5)) + "-1"; sums
    @Test
    void manifestsShowChecksumsAndCounts() throws Exception {
        ExportDescription export = completed(incremental(T0, Duration.ofHours(1)));
        String folder = "AWSDynamoDB/" + ExportArn.of(export.exportArn()).exportId() + "/";
        for (String manifest : List.of("manifest-summary", "manifest-files")) {
            assertThat(read(folder + manifest + ".md5"))
                    .hasSize(24)
                    .isEqualTo(base64(md5(Files.readAllBytes(bucket.resolve(folder + manifest + ".json")))));
        }
        Pattern line = Pattern.compile(
                "\\{\"itemCount\":(\\d+),\"md5Checksum\":\"(.{24})\",\"etag\":\"([0-9a-f]{32}-1)\",\"dataFileS3Key\":\"(.*)\"}");
        long items = 0;
        for (String file : read(folder + "manifest-files.json").split("\n")) {
            Matcher entry = line.matcher(file);
            assertThat(entry.matches()).as(file).isTrue();
            byte[] bytes = Files.readAllBytes(bucket.resolve(entry.group(4)));
            assertThat(entry.group(2)).isEqualTo(base64(md5(bytes)));
            assertThat(entry.group(3)).isEqualTo(HexFormat.of().formatHex(md5(md5(bytes))) + "-1");
            items += Long.parseLong(entry.group(1));
        }
        assertThat(items).isEqualTo(export.itemCount()).isPositive();
    }

    // AWS 2, 1.5: an empty window has files: gzip of nothing
    @Test
    void emptyWindowHasEmptyFiles() throws IOException {
        ExportEmulator still =
                ExportEmulator.builder().table(ORDERS).filesUnder(bucket).build();
        ExportDescription export = export(still.client(), incremental(T0, Duration.ofHours(1)));
        still.clock().advance(Duration.ofMinutes(12));
        ReadExport read = reader().read(describe(still.client(), export).exportManifest());

        assertThat(read.records()).isEmpty();
        assertThat(read.dataFiles()).hasSize(4);
        for (String key : read.dataFiles()) {
            assertThat(Files.size(bucket.resolve(key))).isEqualTo(20);
            assertThat(lines(key)).isEmpty();
        }
    }

    // AWS 2: records as real ones, WriteTimestampMicros typed; AWS 1.5: the time lies in the window
    @Test
    void recordsLookLikeRealOnes() throws IOException {
        ExportDescription export = completed(incremental(T0, Duration.ofHours(1)));
        ReadExport read = reader().read(export.exportManifest());
        List<String> lines = new ArrayList<>();
        for (String key : read.dataFiles()) {
            lines.addAll(lines(key));
        }

        assertThat(lines)
                .hasSize(export.itemCount().intValue())
                .allMatch(line -> line.matches(
                        "\\{\"Metadata\":\\{\"WriteTimestampMicros\":\\{\"N\":\"\\d{16}\"}},\"Keys\":\\{\"id\":\\{\"S\":\"item-\\d+\"}}"
                                + "(,\"OldImage\":\\{.*})?(,\"NewImage\":\\{.*})?}"));
        assertThat(lines).anyMatch(line -> line.contains("OldImage") && line.contains("NewImage"));
        assertThat(lines).anyMatch(line -> line.contains("OldImage") && !line.contains("NewImage"));
        assertThat(lines).anyMatch(line -> !line.contains("OldImage") && line.contains("NewImage"));
        assertThat(read.records()).allMatch(record -> {
            long micros = record.writeMicros().orElseThrow();
            return micros >= T0.getEpochSecond() * 1_000_000 && micros < (T0.getEpochSecond() + 3600) * 1_000_000;
        });
    }

    // AWS 1.4: the bounds of a window between two writes of the generator
    @Test
    void generatedWritesLieInTheirWindow() {
        Instant from = T0.plusSeconds(30);
        ReadExport read = reader().read(
                        completed(incremental(from, Duration.ofMinutes(15))).exportManifest());

        assertThat(read.records()).hasSizeGreaterThan(30).allMatch(record -> {
            long micros = record.writeMicros().orElseThrow() - from.getEpochSecond() * 1_000_000;
            return micros >= 0 && micros < 15 * 60_000_000L;
        });
    }

    // AWS 2: the records of a full export
    @Test
    void fullExportShowsItems() throws IOException {
        ReadExport read = reader().read(completed(full("t").exportTime(T0)).exportManifest());

        assertThat(lines(read.dataFiles().get(0))).isNotEmpty().allMatch(line -> line.startsWith("{\"Item\":{\"id\""));
    }

    // AWS 1.5: one record for an item, however often it was written
    @Test
    void itemIsInAWindowOnce() {
        // 200 items, 3 writes a minute: in 24 hours every item is written 21 times
        ReadExport read = reader().read(completed(incremental(START.minus(Duration.ofHours(24)), Duration.ofHours(24)))
                .exportManifest());

        assertThat(read.records().stream().map(ReadRecord::keys).distinct()).hasSameSizeAs(read.records());
        assertThat(read.records()).hasSizeBetween(100, 200);
    }

    // AWS 1.5: the view of new images
    @Test
    void newImagesOnly() {
        ReadExport read = reader().read(completed(incremental(T0, Duration.ofHours(1))
                        .incrementalExportSpecification(period -> period.exportFromTime(T0)
                                .exportToTime(T0.plus(Duration.ofHours(1)))
                                .exportViewType("NEW_IMAGE")))
                .exportManifest());

        assertThat(read.view()).contains(ExportView.NEW_IMAGE);
        assertThat(read.records())
                .isNotEmpty()
                .allMatch(record -> record.oldImage().isEmpty());
    }

    // AWS 1.5, I10: full + windows = the table's content, at each window's end, whatever the windows' lengths
    @Test
    void chainIsTheTablesContent() {
        List<String> chain = new ArrayList<>();
        chain.add(completed(full("t0").exportTime(T0)).exportManifest());
        Instant from = T0;
        for (int minutes : new int[] {15, 17, 60, 15, 240}) {
            chain.add(completed(incremental(from, Duration.ofMinutes(minutes))).exportManifest());
            from = from.plus(Duration.ofMinutes(minutes));
            String truth = completed(full("t" + from).exportTime(from)).exportManifest();

            assertThat(reader().replay(chain)).isEqualTo(reader().replay(List.of(truth)));
        }
    }

    // AWS 2: a failed export may leave objects, but no manifest is described
    @Test
    void failedExportLeavesNoManifest() throws IOException {
        aws.failNext(1, "S3AccessDenied", "no");
        completed(full("t"));

        assertThat(objects()).hasSize(1).allMatch(key -> key.endsWith("/_started"));
    }

    @Test
    void filesAreThereThoughNobodyLooks() throws IOException {
        export(client, full("t").exportTime(T0));
        assertThat(objects()).hasSize(1);

        aws.clock().advance(Duration.ofHours(1));

        assertThat(objects()).hasSize(9);
    }

    @Test
    void ionIsRefused() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> export(client, full("t").exportFormat("ION")))
                .withMessageContaining("DYNAMODB_JSON only");
        assertThat(aws.exports()).isEmpty();
        assertThat(export(ExportEmulator.withTable(ORDERS).client(), full("t").exportFormat("ION"))
                        .exportArn())
                .isNotNull();
    }

    @Test
    void countsAreTheSameWithoutFiles() {
        ExportEmulator without = ExportEmulator.builder()
                .table(ORDERS)
                .generatedChanges(new GeneratedChanges(200, 3))
                .build();
        ExportDescription window = export(without.client(), incremental(T0, Duration.ofHours(1)));
        ExportDescription full = export(without.client(), full("t").exportTime(T0));
        without.clock().advance(Duration.ofHours(1));

        assertThat(describe(without.client(), window).itemCount())
                .isEqualTo(completed(incremental(T0, Duration.ofHours(1))).itemCount());
        assertThat(describe(without.client(), full).itemCount())
                .isEqualTo(completed(full("t").exportTime(T0)).itemCount());
    }

    private ExportDescription completed(ExportTableToPointInTimeRequest.Builder request) {
        ExportDescription export = export(client, request);
        aws.clock().advance(Duration.ofMinutes(12));
        return describe(client, export);
    }

    private ExportReader reader() {
        return ExportReader.under(bucket, "id");
    }

    private List<String> objects() throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String read(String key) throws IOException {
        return Files.readString(bucket.resolve(key));
    }

    private List<String> lines(String key) throws IOException {
        try (GZIPInputStream zip = new GZIPInputStream(Files.newInputStream(bucket.resolve(key)))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static byte[] md5(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("MD5").digest(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
