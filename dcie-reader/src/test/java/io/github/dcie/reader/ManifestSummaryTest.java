package io.github.dcie.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.S3Object;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Developer Guide, S3DataExport.Output: the fields of manifest-summary.json. */
final class ManifestSummaryTest {

    private static final String FULL = RealExport.FULL.text();
    private static final String WINDOW = RealExport.WINDOW.text();

    @Test
    void fullExport() throws Exception {
        ManifestSummary summary = ManifestSummary.parse(FULL);

        assertThat(summary)
                .isEqualTo(new ManifestSummary(
                        RealExport.FULL.arn(),
                        RealExport.TABLE_ID,
                        Instant.parse("2026-01-14T10:18:50.622Z"),
                        Instant.parse("2026-01-14T10:24:58.984Z"),
                        Optional.empty(),
                        Instant.parse("2026-01-14T10:18:50.622Z"),
                        Optional.empty(),
                        new S3Object(MemoryBucket.BUCKET, RealExport.FULL.key("manifest-files.json")),
                        Optional.empty(),
                        ExportFormat.DYNAMODB_JSON,
                        3,
                        OptionalLong.of(0)));
        assertThat(summary.type()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(summary.object()).isEqualTo(RealExport.FULL.summary());
    }

    @Test
    void window() throws Exception {
        ManifestSummary summary = ManifestSummary.parse(WINDOW);

        assertThat(summary.type()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(summary.from()).contains(Instant.parse("2026-01-14T10:20:00Z"));
        assertThat(summary.to()).isEqualTo(Instant.parse("2026-01-14T10:35:00Z"));
        assertThat(summary.view()).contains(ExportView.NEW_AND_OLD_IMAGES);
        assertThat(summary.itemCount()).isEqualTo(6);
        assertThat(summary.billedBytes()).hasValue(10_000_000);
    }

    @Test
    void whatLaterVersionsMayAddIsIgnored() throws Exception {
        assertThat(ManifestSummary.parse(
                        WINDOW.replace("{\"version\"", "{\"new\":{\"a\":[1]},\"other\":true,\"version\"")))
                .isEqualTo(ManifestSummary.parse(WINDOW));
        assertThat(ManifestSummary.parse(WINDOW.replace("NEW_AND_OLD_IMAGES", "KEYS_ONLY"))
                        .view())
                .isEmpty();
    }

    @Test
    void prefix() throws Exception {
        ManifestSummary summary = ManifestSummary.parse(FULL.replace("\"s3Prefix\":null", "\"s3Prefix\":\"a/b\"")
                .replace("\"AWSDynamoDB/", "\"a/b/AWSDynamoDB/"));

        assertThat(summary.prefix()).contains("a/b");
        assertThat(summary.object().key()).isEqualTo("a/b/" + RealExport.FULL.key("manifest-summary.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exportArn",
                "startTime",
                "endTime",
                "tableId",
                "exportTime",
                "s3Bucket",
                "manifestFilesS3Key",
                "itemCount",
                "outputFormat"
            })
    void missingFieldIsNamed(String field) {
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> ManifestSummary.parse(FULL.replace("\"" + field + "\"", "\"other\"")))
                .withMessageStartingWith("manifest \"{\"version\":\"2020-06-30\",")
                .withMessageContaining("…\": no field " + field + ", expected ")
                .withMessageEndingWith("; hand in the text of a manifest-summary.json as DynamoDB wrote it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "2026-01-14T10:24:58.984Z | yesterday          | field endTime is \"yesterday\", expected a time such as ",
                "2026-01-14T10:24:58.984Z | 1969-12-31T23:59:59Z | field endTime is \"1969-",
                "2026-01-14T10:24:58.984Z | +292278994-01-01T00:00:00Z | field endTime is \"+292278994-",
                "table/test/export/       | table/test/index/  | field exportArn is \"arn:aws",
                "\"DYNAMODB_JSON\"        | \"CSV\"            | field outputFormat is \"CSV\", expected DYNAMODB_JSON or ION",
                "\"itemCount\":3          | \"itemCount\":-3   | field itemCount is \"-3\", expected a whole number",
                "\"itemCount\":3          | \"itemCount\":3.5  | field itemCount is \"3.5\"",
                "\"itemCount\":3          | \"itemCount\":9999999999999999999 | field itemCount is \"9999999999999999999\"",
                "\"billedSizeBytes\":0    | \"billedSizeBytes\":\"\\u0663\" | field billedSizeBytes is \"\u0663\"",
                "manifest-files.json      | manifest.json      | expected a key that ends with /manifest-files.json",
                "manifest-files.json      | my-manifest-files.json | expected a key that ends with /manifest-files.json",
                "\"itemCount\":3          | \"itemCount\":3,\"itemCount\":3 | Duplicate field 'itemCount'",
                "\"itemCount\":3          | \"itemCount\":3,\"exportType\":\"PARTIAL\" | field exportType is \"PARTIAL\", expected INC",
            })
    void wrongFieldIsNamedWithItsValue(String right, String wrong, String message) {
        assertThat(FULL).contains(right);
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> ManifestSummary.parse(FULL.replace(right, wrong)))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{\"exportArn\":",
                "{\"exportArn\":\"arn:aws:s3:::bucket\"}",
                "{}{}",
                "{} x",
                "{\n\u202e}"
            })
    void whatIsNoManifestIsRefusedInOneLine(String text) {
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> ManifestSummary.parse(text))
                .withMessageStartingWith("manifest \"")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(e.place()).endsWith(e.remedy()));
    }
}
