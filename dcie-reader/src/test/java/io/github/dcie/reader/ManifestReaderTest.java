package io.github.dcie.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.dcie.CompletedExport;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import io.github.dcie.Printable;
import io.github.dcie.S3Object;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real manifests, and real ones that somebody has changed. */
final class ManifestReaderTest {

    private static final String SUMMARY = RealExport.WINDOW.key("manifest-summary.json");
    private static final String FILES = RealExport.WINDOW.key("manifest-files.json");
    private static final String SUMMARY_MD5 = RealExport.WINDOW.key("manifest-summary.md5");
    private static final String FILES_MD5 = RealExport.WINDOW.key("manifest-files.md5");
    private static final String RESTORE = "restore the object from a version or a backup of the bucket";

    private final MemoryBucket bucket = MemoryBucket.ofReal(RealExport.WINDOW);

    @ParameterizedTest
    @EnumSource
    void realExport(RealExport export) throws Exception {
        ManifestReader reader = ManifestReader.of(MemoryBucket.ofReal(export));

        Manifest manifest = reader.read(export.event());

        assertThat(manifest.summary()).isEqualTo(ManifestSummary.parse(export.text()));
        assertThat(manifest.files()).hasSize(4);
        assertThat(reader.read(export.summary())).isEqualTo(manifest);
    }

    @Test // the folder of all windows, in the order of the manifest
    void dataFiles() throws Exception {
        assertThat(ManifestReader.of(bucket).read(RealExport.WINDOW.event()).files())
                .startsWith(new DataFile(
                        object("AWSDynamoDB/data/u2wov2dg246wzitouzsnk6jbd4.json.gz"),
                        3,
                        "c2c8Ly/xdhzeH92qunsAvQ==",
                        object(FILES),
                        ExportType.INCREMENTAL_EXPORT,
                        ExportFormat.DYNAMODB_JSON))
                .extracting(DataFile::itemCount)
                .containsExactly(3L, 0L, 0L, 3L);
    }

    @Test // its account number was replaced after its checksum was written
    void publishedChecksumOfAnEditedSummaryIsRefused() {
        bucket.put(SUMMARY_MD5, MemoryBucket.resource(SUMMARY_MD5));

        isRefused("/manifest-summary.json: its MD5 is ", "expected \"wmIDK8+ET9sfCYByWlCZHQ==\" as in s3://", RESTORE);
    }

    @Test // AWS 2: the guide names both
    void checksumByItsOtherName() throws Exception {
        bucket.move(SUMMARY_MD5, SUMMARY_MD5.replace(".md5", ".checksum"));
        bucket.move(FILES_MD5, FILES_MD5.replace(".md5", ".checksum"));

        assertThat(ManifestReader.of(bucket).read(RealExport.WINDOW.event()).files())
                .hasSize(4);
    }

    @Test
    void copyInAnotherBucket() throws Exception {
        S3Object copy = new S3Object("copies", SUMMARY);

        assertThat(ManifestReader.of(bucket).read(copy).files())
                .extracting(file -> file.object().bucket())
                .containsOnly("copies");
    }

    private interface Edit extends Consumer<MemoryBucket> {}

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unsoundManifestIsNamed(String name, Edit edit, String message) {
        edit.accept(bucket);

        isRefused(message);
    }

    static Stream<Arguments> unsoundManifestIsNamed() {
        return Stream.of(
                unsound("no summary", bucket -> bucket.remove(SUMMARY), "summary.json: there is no such object"),
                unsound("no list", bucket -> bucket.remove(FILES), "files.json: there is no such object"),
                unsound(
                        "no checksum",
                        bucket -> bucket.remove(FILES_MD5),
                        "files.md5: there is no such object, expected the MD5 of s3://"),
                unsound(
                        "wrong checksum",
                        bucket -> bucket.put(FILES_MD5, new byte[] {'x'}),
                        "/manifest-files.json: its MD5 is rSL0ijV5efcQLOz0PfdnmA==, expected \"x\" as in s3://test-1231x1x/"
                                + FILES_MD5 + "; " + RESTORE),
                unsound(
                        "checksum without end",
                        bucket -> bucket.put(SUMMARY_MD5, new byte[65]),
                        "summary.md5: it is longer than 64 bytes"),
                unsound(
                        "summary without end",
                        bucket -> bucket.putManifest(SUMMARY, new byte[(1 << 20) + 1]),
                        "summary.json: it is longer than 1048576 bytes"),
                unsound(
                        "list without end",
                        bucket -> bucket.putManifest(FILES, new byte[(64 << 20) + 1]),
                        "files.json: it is longer than 67108864 bytes"),
                unsound(
                        "summary not UTF-8",
                        bucket -> bucket.putManifest(SUMMARY, new byte[] {'{', (byte) 0xff}),
                        "summary.json: expected UTF-8"),
                unsound(
                        "list not UTF-8",
                        bucket -> bucket.putManifest(FILES, new byte[] {'{', (byte) 0xc0}),
                        "files.json: expected UTF-8"),
                inSummary(
                        "list elsewhere",
                        text -> text.replaceFirst("AWSDynamoDB/[^\"]*/manifest-files", "other/manifest-files"),
                        "manifestFilesS3Key is \"other/manifest-files.json\", expected the file beside it"),
                inSummary("more behind it", text -> text + "x", "summary.json: expected a JSON object: "),
                inSummary(
                        "two of them",
                        text -> text + text,
                        "summary.json: expected one JSON object, found more behind it"),
                inSummary(
                        "item count twice",
                        text -> text.replace("\"itemCount\"", "\"itemCount\":7,\"itemCount\""),
                        "summary.json: expected a JSON object: Duplicate field 'itemCount'"),
                inFiles("key above the folder", dataKey("AWSDynamoDB/data/../../secret"), "dataFileS3Key is \"AWS"),
                inFiles(
                        "key from the root",
                        dataKey("/etc/passwd"),
                        "dataFileS3Key is \"/etc/passwd\", expected a file below "),
                inFiles("key of another prefix", dataKey("eu/AWSDynamoDB/data/x.gz"), "dataFileS3Key is \"eu"),
                inFiles("key of the folder", dataKey("AWSDynamoDB/data/"), "dataFileS3Key is \"AWS"),
                inFiles("key of a folder above", dataKey("AWSDynamoDB/data/.."), "dataFileS3Key is \"AWS"),
                inFiles(
                        "key in another export's folder",
                        dataKey(RealExport.FULL.key("data/x.json.gz")),
                        ", expected a file below AWSDynamoDB/data/"),
                inFiles(
                        "key that a pattern would recurse on",
                        dataKey("AWSDynamoDB/data/a" + ".a".repeat(100_000)),
                        "dataFileS3Key is \"AWS"),
                inFiles(
                        "counts whose sum is 6 again",
                        text -> text.replaceAll("\"itemCount\":0", "\"itemCount\":999999999999999999")
                                + (text.lines().findFirst().orElseThrow().replace(":3,", ":999999999999999999,") + "\n")
                                        .repeat(16)
                                + text.lines().findFirst().orElseThrow().replace(":3,", ":446744073709551634,"),
                        "files have 18446744073709551622 items, expected 6 as in the summary"),
                inFiles(
                        "what a terminal acts on",
                        dataKey("\\u001b[2J\\u202e\\r\\n"),
                        "dataFileS3Key is \"\\u001b[2J\\u202e\\u000d\\u000a\", expected "),
                inFiles(
                        "less than nothing",
                        text -> text.replaceFirst("\"itemCount\":", "\"itemCount\":-"),
                        "line 1: field itemCount is \"-3\", expected a whole number"),
                inFiles(
                        "count twice",
                        text -> text.replaceFirst("\"itemCount\":", "\"itemCount\":0,\"itemCount\":"),
                        "line 1: expected a JSON object: Duplicate field 'itemCount'"),
                inFiles(
                        "no checksum of a file",
                        text -> text.replaceFirst("md5Checksum", "sha"),
                        "line 1: no field md5Checksum, expected the base64 of an MD5"),
                inFiles(
                        "checksum that is none",
                        text -> text.replaceFirst("FjvgqIxwymKf1RbbqtrZag==", "16be"),
                        "line 2: field md5Checksum is \"16be\", expected the base64 of an MD5"),
                inFiles(
                        "blank line",
                        text -> text.replace("\n", "\n\n"),
                        "line 2: expected a JSON object, found nothing"),
                inFiles("line cut", text -> text.substring(0, text.length() - 3), "line 4: expected a JSON object: "),
                inFiles(
                        "line missing",
                        text -> text.substring(text.indexOf('\n') + 1),
                        "files.json: its 3 files have 3 items, expected 6 as in the summary; " + RESTORE),
                inFiles(
                        "wrong sum",
                        text -> text.replaceFirst("\"itemCount\":0", "\"itemCount\":70"),
                        "files.json: its 4 files have 76 items, expected 6 as in the summary"));
    }

    private static Arguments unsound(String name, Edit edit, String message) {
        return arguments(name, edit, message);
    }

    private static Arguments inSummary(String name, UnaryOperator<String> edit, String message) {
        return unsound(name, bucket -> bucket.edit(SUMMARY, edit), message);
    }

    private static Arguments inFiles(String name, UnaryOperator<String> edit, String message) {
        return unsound(name, bucket -> bucket.edit(FILES, edit), message);
    }

    private static UnaryOperator<String> dataKey(String key) {
        return text -> text.replaceFirst(
                "\"dataFileS3Key\":\"[^\"]*\"",
                java.util.regex.Matcher.quoteReplacement("\"dataFileS3Key\":\"" + key + "\""));
    }

    @Test // a full export's files are in its own folder
    void fullExportWithAFileOfTheWindowsIsRefused() {
        MemoryBucket full = MemoryBucket.ofReal(RealExport.FULL);
        full.edit(RealExport.FULL.key("manifest-files.json"), dataKey("AWSDynamoDB/data/x.json.gz"));

        isRefused(full, RealExport.FULL.event(), "expected a file below " + RealExport.FULL.key("data/"));
    }

    @Test
    void manifestOfAnotherExportIsRefused() {
        CompletedExport export = RealExport.WINDOW.completed();
        WindowCommitted window = (WindowCommitted) RealExport.WINDOW.event();
        ExportArn other = ExportArn.of(RealExport.TABLE, "01768384800000-00000000");

        isRefused(
                RealExport.WINDOW.event(with(export, other, export.format(), export.itemCount())),
                "exportArn is \"" + export.arn() + "\", expected " + other + " as in the event; let a person compare");
        isRefused(
                RealExport.WINDOW.event(with(export, export.arn(), export.format(), 77)),
                "itemCount is \"6\", expected 77 as in the event");
        isRefused(
                RealExport.WINDOW.event(with(export, export.arn(), ExportFormat.ION, export.itemCount())),
                "outputFormat is \"DYNAMODB_JSON\", expected ION as in the event");
        isRefused(
                RealExport.FULL.event(export),
                "exportType is \"INCREMENTAL_EXPORT\", expected FULL_EXPORT as in the event");
        isRefused(
                with(window, ExportWindow.of(Instant.parse("2026-01-14T10:19:00Z"), Duration.ofMinutes(16))),
                "exportFromTime is \"2026-01-14T10:20:00Z\", expected 2026-01-14T10:19:00Z as in the event");
        isRefused(
                with(window, ExportWindow.of(Instant.parse("2026-01-14T10:20:00Z"), Duration.ofMinutes(16))),
                "exportToTime is \"2026-01-14T10:35:00Z\", expected 2026-01-14T10:36:00Z as in the event");
        MemoryBucket full = MemoryBucket.ofReal(RealExport.FULL);
        full.edit(
                RealExport.FULL.key("manifest-summary.json"),
                text -> text.replace(
                        "\"exportTime\":\"2026-01-14T10:18:50.622Z\"", "\"exportTime\":\"2026-01-14T10:18:51Z\""));
        isRefused(
                full,
                RealExport.FULL.event(),
                "exportTime is \"2026-01-14T10:18:51Z\", expected 2026-01-14T10:18:50Z as in the event");
    }

    @Test // trying again helps
    void brokenConnectionIsNoUnsoundExport() {
        BucketObjects broken = object -> {
            throw new IOException("connection reset");
        };

        assertThatIOException()
                .isThrownBy(() -> ManifestReader.of(broken).read(RealExport.WINDOW.event()))
                .withMessage("connection reset");
    }

    private static CompletedExport with(CompletedExport export, ExportArn arn, ExportFormat format, long items) {
        return new CompletedExport(
                arn,
                export.manifest(),
                export.prefix(),
                format,
                items,
                export.billedBytes(),
                export.startedAt(),
                export.completedAt());
    }

    private static WindowCommitted with(WindowCommitted event, ExportWindow window) {
        assertThat(event.exportType()).isEqualTo(ExportType.INCREMENTAL_EXPORT);
        return new WindowCommitted(
                event.id(),
                event.job(),
                event.table(),
                event.generation(),
                event.at(),
                event.windowsBehind(),
                event.sequence(),
                window,
                event.view(),
                event.export(),
                Optional.empty());
    }

    private void isRefused(String... messages) {
        isRefused(bucket, RealExport.WINDOW.event(), messages);
    }

    private void isRefused(ExportCommitted event, String... messages) {
        isRefused(bucket, event, messages);
    }

    private static void isRefused(MemoryBucket bucket, ExportCommitted event, String... messages) {
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> ManifestReader.of(bucket).read(event))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(messages)
                        .startsWith(e.place() + ": ")
                        .endsWith("; " + e.remedy())
                        .isEqualTo(Printable.line(e.getMessage())))
                .satisfies(e -> assertThat(e.place()).startsWith("s3://" + MemoryBucket.BUCKET + "/AWSDynamoDB/"));
    }

    private static S3Object object(String key) {
        return new S3Object(MemoryBucket.BUCKET, key);
    }
}
