package io.github.dcie.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportType;
import io.github.dcie.S3Object;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ExportReader;
import io.github.dcie.testkit.GeneratedChanges;
import io.github.dcie.testkit.ReadExport;
import io.github.dcie.testkit.ReadRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;

/** The emulator's exports, compared with what the test kit's reader, which shares no code, says of them. */
final class EmulatedExportsTest {

    private static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");

    @TempDir
    Path bucket;

    private ExportEmulator aws;
    private DynamoDbClient client;

    @BeforeEach
    void table() {
        aws = ExportEmulator.builder()
                .table(ORDERS)
                .filesUnder(bucket)
                .generatedChanges(new GeneratedChanges(20, 4))
                .build();
        client = aws.client();
    }

    @Test
    void fullExport() throws Exception {
        Instant time = aws.clock().instant().minus(Duration.ofHours(10));

        Manifest manifest =
                isReadAs(export(ExportTableToPointInTimeRequest.builder().exportTime(time)));

        assertThat(manifest.summary().type()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(manifest.summary().to()).isEqualTo(time);
    }

    @Test
    void window() throws Exception {
        Instant from = aws.clock().instant().minus(Duration.ofHours(10));

        Manifest manifest = isReadAs(export(ExportTableToPointInTimeRequest.builder()
                .exportType("INCREMENTAL_EXPORT")
                .incrementalExportSpecification(
                        window -> window.exportFromTime(from).exportToTime(from.plus(Duration.ofMinutes(15))))));

        assertThat(manifest.summary().from()).contains(from);
        assertThat(manifest.summary().view()).isPresent();
    }

    /** The manifest's key. */
    private String export(ExportTableToPointInTimeRequest.Builder request) {
        String arn = client.exportTableToPointInTime(request.tableArn(ORDERS.value())
                        .s3Bucket("acme-exports")
                        .s3Prefix("shop/eu")
                        .build())
                .exportDescription()
                .exportArn();
        aws.clock().advance(Duration.ofHours(1));
        return client.describeExport(describe -> describe.exportArn(arn))
                .exportDescription()
                .exportManifest();
    }

    private void assertSameData(Manifest manifest, ReadExport expected) throws Exception {
        DataReader data = DataReader.of(BucketObjects.inFolder(bucket));
        List<Change> changes = new ArrayList<>();
        for (DataFile file : manifest.files()) {
            data.forEach(file, changes::add);
        }
        assertThat(changes).hasSameSizeAs(expected.records());
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            ReadRecord record = expected.records().get(i);
            assertThat(
                            change instanceof Change.Put put
                                    ? Optional.of(sdk(put.newImage()))
                                    : Optional.<Map<String, AttributeValue>>empty())
                    .isEqualTo(record.newImage());
            assertThat(change.oldImage().map(EmulatedExportsTest::sdk)).isEqualTo(record.oldImage());
            assertThat(change.writtenAt()
                            .map(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at))
                            .map(OptionalLong::of)
                            .orElse(OptionalLong.empty()))
                    .isEqualTo(record.writeMicros());
            if (change instanceof Change.Delete delete) {
                assertThat(sdk(delete.keys())).isEqualTo(record.keys());
            } else if (change instanceof Change.Put put && put.keys().isPresent()) {
                assertThat(sdk(put.keys().get())).isEqualTo(record.keys());
            }
        }
    }

    private static Map<String, AttributeValue> sdk(Map<String, TypedValue> item) {
        Map<String, AttributeValue> sdk = new HashMap<>();
        item.forEach((name, value) -> sdk.put(name, value.fold(new SdkValues())));
        return sdk;
    }

    private Manifest isReadAs(String key) throws Exception {
        ReadExport expected = ExportReader.under(bucket, "id").read(key);
        S3Object object = new S3Object("acme-exports", key);

        Manifest manifest = ManifestReader.of(BucketObjects.inFolder(bucket)).read(object);

        ManifestSummary summary = manifest.summary();
        assertThat(summary.object()).isEqualTo(object);
        assertThat(summary.arn())
                .isEqualTo(expected.arn())
                .extracting(ExportArn::table)
                .isEqualTo(ORDERS);
        assertThat(summary.view()).isEqualTo(expected.view());
        assertThat(summary.itemCount()).isEqualTo(expected.records().size()).isPositive();
        assertThat(summary.prefix()).isEqualTo(Optional.of("shop/eu"));
        List<String> keys =
                manifest.files().stream().map(file -> file.object().key()).toList();
        assertThat(keys).isEqualTo(expected.dataFiles());
        assertSameData(manifest, expected);
        return manifest;
    }
}
