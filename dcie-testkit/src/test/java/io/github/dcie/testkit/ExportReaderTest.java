package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.describe;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.full;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;

final class ExportReaderTest {

    private static final Instant T0 = START.minus(Duration.ofHours(10));

    @TempDir
    Path bucket;

    private ExportEmulator aws;
    private ExportReader reader;
    private String full;
    private String first;
    private String second;

    @BeforeEach
    void chain() {
        aws = ExportEmulator.builder()
                .table(ORDERS)
                .filesUnder(bucket)
                .generatedChanges(new GeneratedChanges(20, 4))
                .build();
        reader = ExportReader.under(bucket, "id");
        full = manifest(full("t").exportTime(T0));
        first = manifest(incremental(T0, Duration.ofMinutes(15)));
        second = manifest(incremental(T0.plus(Duration.ofMinutes(15)), Duration.ofMinutes(15)));
    }

    @Test
    void readsAChain() {
        assertThat(reader.replay(List.of(full, first, second))).isNotEmpty();
        assertThat(reader.read(full).window()).isEmpty();
        assertThat(reader.read(full).exportTime()).isEqualTo(T0);
        assertThat(reader.read(first).window().orElseThrow().from()).isEqualTo(T0);
    }

    @Test
    void chainBeginsWithAFullExport() {
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.replay(List.of(first)))
                .withMessageContaining(first)
                .withMessageContaining("first one is a window");
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.replay(List.of(full, full)))
                .withMessageContaining("later one is a full export");
    }

    @Test
    void windowsFollowOneAnother() {
        for (List<String> wrong :
                List.of(List.of(full, second), List.of(full, first, first), List.of(full, second, first))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> reader.replay(wrong))
                    .withMessageContaining("the window begins at");
        }
    }

    // AWS 1.6: the second of a full export's time may be covered twice, which does no harm
    @Test
    void firstWindowMayBeginWithTheSecondOfTheFullExport() {
        ExportDescription now = export(aws.client(), full("now"));
        aws.clock().advance(Duration.ofMillis(600));
        ExportDescription later = export(aws.client(), full("later"));
        Instant from = later.exportTime().minusMillis(600);
        aws.clock().advance(Duration.ofHours(1));
        String window = manifest(incremental(from, Duration.ofMinutes(15)));

        assertThat(reader.replay(List.of(describe(aws.client(), later).exportManifest(), window)))
                .isEqualTo(reader.replay(List.of(describe(aws.client(), now).exportManifest(), window)));
    }

    @Test
    void missingWriteIsFound() throws Exception {
        // a forged window: it begins where it should, but tells of the past what nobody has said
        rewrite(second, line -> line.replace("\"OldImage\":{", "\"OldImage\":{\"forged\":{\"BOOL\":true},"));

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.replay(List.of(full, first, second)))
                .withMessageContaining(".json.gz line ")
                .withMessageContaining("a write is missing");
    }

    @Test
    void damagedLineIsNamed() throws Exception {
        rewrite(first, line -> line.replace("\"N\":", "\"Z\":"));

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(first))
                .withMessageContaining(".json.gz line 1")
                .withMessageContaining("type");
    }

    @Test
    void wrongKeysAreNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ExportReader.under(bucket, "pk").read(first))
                .withMessageContaining(".json.gz line 1")
                .withMessageContaining("[pk]");
    }

    @Test
    void wrongChecksumIsFound() throws Exception {
        Path data = bucket.resolve(reader.read(first).dataFiles().get(0));
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length - 1]++;
        Files.write(data, bytes);

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(first))
                .withMessageContaining("MD5")
                .withMessageContaining(".json.gz");
        Files.writeString(bucket.resolve(full.replace(".json", ".md5")), "x");
        assertThatIllegalStateException().isThrownBy(() -> reader.read(full)).withMessageContaining(full);
    }

    @Test
    void missingFileIsNamed() throws IOException {
        String key = reader.read(first).dataFiles().get(2);
        Files.delete(bucket.resolve(key));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> reader.read(first))
                .withMessageContaining(key);
    }

    // AWS 2: the documentation's example shows WriteTimestampMicros bare; both are read
    @Test
    void bareTimestampsAreRead() throws Exception {
        List<ReadRecord> typed = reader.read(first).records();
        rewrite(
                first,
                line -> line.replaceFirst(
                        "\"WriteTimestampMicros\":\\{\"N\":(\"\\d+\")}", "\"WriteTimestampMicros\":$1"));

        assertThat(reader.read(first).records()).isEqualTo(typed);
    }

    @Test
    void allTypesSurvive() throws Exception {
        rewrite(
                first,
                line -> "{\"Metadata\":{\"WriteTimestampMicros\":\"1\"},\"Keys\":{\"id\":{\"S\":\"" + line.hashCode()
                        + "\"}},\"NewImage\":{\"n\":{\"N\":\"1.5\"},\"b\":{\"B\":\"AAH/\"},\"ss\":{\"SS\":[\"a\",\"b\"]},"
                        + "\"ns\":{\"NS\":[\"1\"]},\"bs\":{\"BS\":[\"AA==\"]},\"t\":{\"BOOL\":false},\"0\":{\"NULL\":true},"
                        + "\"l\":{\"L\":[{\"S\":\"x\"},{\"L\":[]}]},\"m\":{\"M\":{\"k\":{\"M\":{}}}}}}");
        Map<String, AttributeValue> image =
                reader.read(first).records().get(0).newImage().orElseThrow();

        assertThat(image.get("n").n()).isEqualTo("1.5");
        assertThat(image.get("b").b().asByteArray()).containsExactly(0, 1, -1);
        assertThat(image.get("ss").ss()).containsExactly("a", "b");
        assertThat(image.get("ns").ns()).containsExactly("1");
        assertThat(image.get("bs").bs()).hasSize(1);
        assertThat(image.get("t").bool()).isFalse();
        assertThat(image.get("0").nul()).isTrue();
        assertThat(image.get("l").l()).hasSize(2);
        assertThat(image.get("m").m()).containsOnlyKeys("k");
    }

    private String manifest(ExportTableToPointInTimeRequest.Builder request) {
        ExportDescription export = export(aws.client(), request);
        aws.clock().advance(Duration.ofMinutes(12));
        return describe(aws.client(), export).exportManifest();
    }

    private interface Edit {
        String of(String line);
    }

    /** Changes every line of an export's data and puts its manifests right. */
    private void rewrite(String manifestKey, Edit edit) throws Exception {
        Path filesManifest = bucket.resolve(manifestKey.replace("summary", "files"));
        String manifest = Files.readString(filesManifest);
        for (String key : reader.read(manifestKey).dataFiles()) {
            Path file = bucket.resolve(key);
            StringBuilder lines = new StringBuilder();
            try (GZIPInputStream zip = new GZIPInputStream(Files.newInputStream(file))) {
                new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> lines.append(edit.of(line)).append('\n'));
            }
            try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(file))) {
                zip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            }
            manifest = manifest.replaceFirst(
                    "\"md5Checksum\":\"[^\"]*\"(?=,\"etag\":\"[^\"]*\",\"dataFileS3Key\":\"" + key + ")",
                    "\"md5Checksum\":\"" + checksum(Files.readAllBytes(file)) + "\"");
        }
        Files.writeString(filesManifest, manifest);
        Files.writeString(
                bucket.resolve(manifestKey.replace("summary.json", "files.md5")),
                checksum(Files.readAllBytes(filesManifest)));
    }

    private static String checksum(byte[] bytes) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
