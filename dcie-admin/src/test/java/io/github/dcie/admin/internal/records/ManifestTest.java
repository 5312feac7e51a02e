package io.github.dcie.admin.internal.records;

import static io.github.dcie.core.internal.model.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.core.internal.facts.ExportFacts;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Developer Guide, S3DataExport.Output: the fields of manifest-summary.json. */
class ManifestTest {

    static final String FULL = """
            {"version":"2020-06-30","exportArn":"%s/export/01768385930622-efd1a093",\
            "startTime":"2026-01-14T10:18:50.622Z","endTime":"2026-01-14T10:24:58.984Z","tableArn":"%s",\
            "tableId":"cf263806-6bf1-4e51-a242-7067dcdecc72","exportTime":"2026-01-14T10:18:50.622Z",\
            "s3Bucket":"test-1231x1x","s3Prefix":null,"s3SseAlgorithm":"AES256","s3SseKmsKeyId":null,\
            "manifestFilesS3Key":"AWSDynamoDB/01768385930622-efd1a093/manifest-files.json","billedSizeBytes":0,\
            "itemCount":3,"outputFormat":"DYNAMODB_JSON"}""".formatted(TABLE, TABLE);

    static final String WINDOW = FULL.replace("\"exportTime\":\"2026-01-14T10:18:50.622Z\",", "")
            .replace("\"s3Prefix\":null", "\"s3Prefix\":\"a/b/\"")
            .replace(
                    "\"itemCount\"",
                    "\"exportFromTime\":\"2026-01-14T10:20:00.000Z\",\"exportToTime\":\"2026-01-14T10:35:00.000Z\","
                            + "\"outputView\":\"NEW_AND_OLD_IMAGES\",\"exportType\":\"INCREMENTAL_EXPORT\",\"new\":{\"a\":[1]},"
                            + "\"itemCount\"");

    @Test
    void ofAFullExport() {
        ExportFacts facts = Manifest.parse(TABLE, FULL).facts();

        assertThat(facts.exportId()).isEqualTo("01768385930622-efd1a093");
        assertThat(facts.type()).isEqualTo(ExportType.FULL_EXPORT);
        assertThat(facts.exportTime()).contains(Instant.parse("2026-01-14T10:18:50.622Z"));
        assertThat(facts.tableId()).contains("cf263806-6bf1-4e51-a242-7067dcdecc72");
        assertThat(facts.prefix()).isEmpty();
        assertThat(facts.manifest()).contains("AWSDynamoDB/01768385930622-efd1a093/manifest-summary.json");
        assertThat(facts.format()).contains(ExportFormat.DYNAMODB_JSON);
        assertThat(facts.itemCount()).isEqualTo(OptionalLong.of(3));
        assertThat(Exports.isComplete(facts)).isTrue();
        assertThat(Location.of(facts)).hasToString("s3://test-1231x1x/");
    }

    @Test // with a field that is not known yet
    void ofAWindow() {
        ExportFacts facts = Manifest.parse(TABLE, WINDOW).facts();

        assertThat(facts.type()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        assertThat(facts.from()).contains(Instant.parse("2026-01-14T10:20:00Z"));
        assertThat(facts.to()).contains(Instant.parse("2026-01-14T10:35:00Z"));
        assertThat(facts.view()).contains(ExportView.NEW_AND_OLD_IMAGES);
        assertThat(Location.of(facts)).hasToString("s3://test-1231x1x/a/b");
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
                "outputFormat"
            })
    void aMissingFieldIsNamed(String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(TABLE, FULL.replace("\"" + field + "\"", "\"other\"")))
                .withMessageStartingWith("manifest \"{\"version\":\"2020-06-30\",")
                .withMessageContaining("field " + field + " is missing; hand in the text of a manifest-summary.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{\"exportArn\":", "{\"exportArn\":\"arn:aws:s3:::bucket\"}"})
    void whatIsNoManifestIsRefusedInOneLine(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(TABLE, text))
                .withMessageStartingWith("manifest \"")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(TABLE, FULL.replace("2026-01-14T10:24:58.984Z", "yesterday")))
                .withMessageContaining("yesterday");
    }
}
