package io.github.dcie.admin.internal.records;

import static io.github.dcie.core.internal.model.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.Printable;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.model.Mutants;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A manifest-summary.json as facts of an export. */
class ManifestTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final int MUTANTS = 20_000;

    private static final String FULL = """
            {"version":"2020-06-30","exportArn":"%s/export/01768385930622-efd1a093",\
            "startTime":"2026-01-14T10:18:50.622Z","endTime":"2026-01-14T10:24:58.984Z","tableArn":"%s",\
            "tableId":"cf263806-6bf1-4e51-a242-7067dcdecc72","exportTime":"2026-01-14T10:18:50.622Z",\
            "s3Bucket":"test-1231x1x","s3Prefix":null,"s3SseAlgorithm":"AES256","s3SseKmsKeyId":null,\
            "manifestFilesS3Key":"AWSDynamoDB/01768385930622-efd1a093/manifest-files.json","billedSizeBytes":0,\
            "itemCount":3,"outputFormat":"DYNAMODB_JSON"}""".formatted(TABLE, TABLE);

    private static final String WINDOW = FULL.replace("\"exportTime\":\"2026-01-14T10:18:50.622Z\",", "")
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
        assertThat(facts.from()).isEmpty();
        assertThat(facts.to()).isEmpty();
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
        assertThat(facts.exportTime()).isEmpty();
        assertThat(facts.from()).contains(Instant.parse("2026-01-14T10:20:00Z"));
        assertThat(facts.to()).contains(Instant.parse("2026-01-14T10:35:00Z"));
        assertThat(facts.view()).contains(ExportView.NEW_AND_OLD_IMAGES);
        assertThat(Location.of(facts)).hasToString("s3://test-1231x1x/a/b");
    }

    @Test
    void whatIsNoManifestIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(TABLE, "[]"))
                .withMessageStartingWith("manifest \"[]\": ")
                .withMessageContaining("; hand in the text of a manifest-summary.json");
    }

    @Test
    void aManifestOfAnotherTableIsRefused() {
        TableArn other = TableArn.of(TABLE + "-eu");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifest.parse(other, FULL))
                .withMessage("the manifest of export 01768385930622-efd1a093: it is of an export of table " + TABLE
                        + ", expected " + other + "; hand in the text of a manifest-summary.json of this table");
    }

    @Test // F6: whatever a manifest says, it can be spoken of, judged and compared
    void aMutantThatIsReadCanBeJudged() {
        Random random = new Random(15);
        int judged = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = Mutants.of(List.of(FULL, WINDOW).get(random.nextInt(2)), random);
            try {
                assertCanBeJudged(Manifest.parse(TABLE, mutant));
                judged++;
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isEqualTo(Printable.line(e.getMessage()));
            }
        }
        assertThat(judged).isPositive().isLessThan(MUTANTS);
    }

    @Test // the latest time that there is has no milliseconds since 1970
    void aTimeBeyondAllIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Manifest.parse(TABLE, FULL.replace("2026-01-14T10:18:50", "+999999999-01-01T00:00:00")))
                .withMessageContaining("field startTime is \"+999999999-");
    }

    private static void assertCanBeJudged(Manifest manifest) {
        manifest.falsehood(NOW).ifPresent(message -> assertThat(message).isEqualTo(Printable.line(message)));
        manifest.contradiction(manifest.facts())
                .ifPresent(message -> assertThat(message).isEqualTo(Printable.line(message)));
        assertThat(manifest.facts().isWhole()).isTrue();
        assertThat(Printable.line(Exports.text(manifest.facts()))).isNotEmpty();
        manifest.facts().completed(TABLE);
    }
}
