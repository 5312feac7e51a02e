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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
        return manifest;
    }
}
