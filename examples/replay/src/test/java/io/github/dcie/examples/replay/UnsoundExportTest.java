package io.github.dcie.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.examples.replay.local.World;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.testkit.FaultPlan;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Files that are not what they should be, and files that only look so; manifests are tested with dcie-reader. */
final class UnsoundExportTest {

    private static final String RESTORE = "; restore the object from a version or a backup of the bucket";
    private static final String TEACH = "; if DynamoDB writes such lines now, teach LineReader";

    @TempDir
    static Path bucket;

    @TempDir
    Path edited;

    private static World world;
    private static List<ExportCommitted> chain;
    /** A copy that has the full export; it is the window after it that is wrong, so it never gets any further. */
    private static Position full;

    private static Set<Map<String, AttributeValue>> items;

    private EditedExport export;

    @BeforeAll
    static void export() throws Exception {
        world = new World(bucket);
        chain = world.chain(1);
        world.replay("copy").apply(chain.get(0));
        full = world.replay("copy").position().orElseThrow();
        items = world.items(full.table());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void copyBucket() throws Exception {
        export = EditedExport.copy(bucket, edited, chain.get(1));
    }

    private Replay edited(String copy) {
        return world.replay(copy, FaultPlan.none(), edited).build();
    }

    private interface Edit {
        void make(EditedExport export) throws IOException;
    }

    /** An export cannot be applied and leaves no trace. */
    private void isRefused(ExportCommitted event, String... words) throws Exception {
        Replay replay = edited("copy");

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(event))
                .satisfies(e -> assertThat(e.getMessage()).contains(words))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(e.place())
                        .endsWith(e.remedy())
                        .as("shows nothing of an item")
                        .doesNotContain("customer-", "sku-", "Zo")
                        .as("shows nothing that a terminal acts on")
                        .doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]"));

        assertThat(replay.position()).hasValue(full);
        assertThat(world.items(full.table())).isEqualTo(items);
    }

    private void isApplied(String copy) throws Exception {
        for (ExportCommitted each : chain) {
            edited(copy).apply(each);
        }
        assertThat(world.differences(copy, 1)).isEmpty();
    }

    @Test
    void exportIsAppliedWhenItIsRestored() throws Exception {
        String key = export.dataKey();
        edited("restored").apply(chain.get(0));
        Files.delete(edited.resolve(key));
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> edited("restored").apply(chain.get(1)))
                .withMessageContaining(key);

        Files.copy(bucket.resolve(key), edited.resolve(key));

        isApplied("restored");
    }

    @ParameterizedTest
    @MethodSource
    void unsoundFileIsNamed(Edit edit, List<String> words) throws Exception {
        String key = export.dataKey();
        edit.make(export);

        isRefused(
                chain.get(1),
                words.stream().map(word -> word.replace("DATA", key)).toArray(String[]::new));
    }

    static Stream<Arguments> unsoundFileIsNamed() {
        return Stream.of(
                unsound(
                        "truncated",
                        export -> export.damage(export.dataKey(), bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
                        "DATA line ",
                        "the object is damaged: its MD5 is ",
                        "the file ends or breaks here",
                        RESTORE),
                unsound(
                        "cut to nothing",
                        export -> export.damage(export.dataKey(), bytes -> new byte[0]),
                        "DATA line 1: the object is damaged: its MD5 is 1B2M2Y8AsgTpgAmY7PhCfg==, expected "),
                unsound(
                        "truncated and the checksum put right",
                        export -> export.editObject(export.dataKey(), bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
                        "DATA line ",
                        "the file ends or breaks here (Unexpected end of ZLIB input stream), expected ",
                        RESTORE),
                unsound(
                        "not zipped",
                        export -> export.editObject(
                                export.dataKey(), bytes -> "{}\n".getBytes(StandardCharsets.US_ASCII)),
                        "DATA line 1: the file ends or breaks here (Not in GZIP format)"),
                unsound(
                        // the time of a gzip header
                        "wrong checksum",
                        export -> export.damage(export.dataKey(), bytes -> {
                            bytes[5]++;
                            return bytes;
                        }),
                        "DATA: ",
                        "its MD5 is ",
                        RESTORE),
                unsound(
                        "something behind the gzip",
                        export -> export.damage(export.dataKey(), bytes -> Arrays.copyOf(bytes, bytes.length + 3)),
                        "DATA",
                        "its MD5 is "),
                unsound(
                        "line missing",
                        export -> export.editText(export.dataKey(), text -> text.substring(text.indexOf('\n') + 1)),
                        "DATA: ",
                        " lines, expected ",
                        " as in s3://acme-exports/shop/AWSDynamoDB/",
                        "/manifest-files.json",
                        RESTORE),
                unsound(
                        "line twice",
                        export -> export.editText(
                                export.dataKey(), text -> text + text.substring(0, text.indexOf('\n') + 1)),
                        "DATA: ",
                        " lines, expected "),
                unsound(
                        "missing",
                        export -> Files.delete(export.bucket().resolve(export.dataKey())),
                        "DATA: there is no such object, expected one: a manifest names it",
                        RESTORE),
                unsound(
                        "not UTF-8",
                        export -> export.editUnzipped(export.dataKey(), bytes -> {
                            bytes[bytes.length / 2] = (byte) 0xff;
                            return bytes;
                        }),
                        "DATA line ",
                        "(Input length = 1)"),
                unsound(
                        "unparsable",
                        lines(line -> line.substring(1)),
                        "DATA line 1: found VALUE_STRING, expected START_OBJECT",
                        TEACH),
                unsound(
                        "cut line",
                        lines(line -> line.substring(0, line.length() - 1)),
                        "DATA line 1: no JSON as DynamoDB writes it from column ",
                        TEACH),
                unsound("two in a line", lines(line -> line + line), "DATA line ", "found more behind it"),
                unsound("blank line", lines(line -> ""), "DATA line ", "found null, expected START_OBJECT"),
                unsound(
                        "unknown field",
                        lines(line -> line.replace("{\"Metadata\"", "{\"Lock\":{\"S\":\"x\"},\"Metadata\"")),
                        "DATA line ",
                        "unknown record: field \"Lock\", expected some of ",
                        TEACH),
                unsound(
                        "line of a full export",
                        lines(line -> "{\"Item\":{\"customer\":{\"S\":\"x\"}}}"),
                        "DATA line ",
                        "unknown record: field \"Item\""),
                unsound(
                        "no keys",
                        lines(line -> "{\"Metadata\":{\"WriteTimestampMicros\":\"1\"}}"),
                        "DATA line ",
                        "unknown record: no Keys among []"),
                unsound(
                        "image of another item",
                        lines(line -> line.replace(
                                        "\"Keys\":{\"customer\":{\"S\":\"", "\"Keys\":{\"customer\":{\"S\":\"_")
                                .replace("\"Keys\":{\"order\":{\"N\":\"", "\"Keys\":{\"order\":{\"N\":\"9")),
                        "DATA line ",
                        "the new image is of another item than Keys"),
                unsound(
                        "unknown metadata",
                        lines(line -> line.replace("WriteTimestampMicros", "Region")),
                        "DATA line ",
                        "unknown record: metadata \"Region\""),
                unsound(
                        "timestamp of no number",
                        lines(line -> line.replaceFirst("\\{\"N\":\"[0-9]+\"}", "{\"S\":\"now\"}")),
                        "DATA line ",
                        "WriteTimestampMicros is no number"),
                unsound(
                        "unknown type",
                        lines(line -> line.replace("\"Keys\":{\"customer\":{\"S\"", "\"Keys\":{\"customer\":{\"X\"")
                                .replace("\"Keys\":{\"order\":{\"N\"", "\"Keys\":{\"order\":{\"X\"")),
                        "DATA line ",
                        "an unknown attribute type, expected S, N"),
                unsound(
                        "number that is no text",
                        lines(line -> line.replaceAll("\"order\":\\{\"N\":\"([0-9]+)\"}", "\"order\":{\"N\":$1}")),
                        "DATA line ",
                        "found VALUE_NUMBER_INT, expected VALUE_STRING"),
                unsound(
                        "attribute twice",
                        lines(line -> line.replaceAll("(\"order\":\\{\"N\":\"[0-9]+\"})", "$1,$1")),
                        "DATA line ",
                        "an attribute twice"),
                unsound(
                        "number that is none",
                        lines(number("abc")),
                        "DATA line 1: an attribute of type N that is no number"),
                unsound(
                        "number of other digits",
                        lines(number("\u0661")),
                        "DATA line 1: an attribute of type N that is no number"),
                unsound(
                        "number in a set that is none",
                        lines(line -> line.replace("\"NS\":[\"1\"", "\"NS\":[\"abc\"")),
                        ": an attribute of type N that is no number"),
                unsound(
                        "empty set",
                        lines(line -> line.replaceAll("\"SS\":\\[[^]]*]", "\"SS\":[]")),
                        ": an empty set, expected at least one element"),
                unsound(
                        "image twice",
                        lines(line -> line.replaceFirst("\"Keys\":(\\{.*?}})", "\"Keys\":$1,\"Keys\":$1")),
                        "DATA line 1: unknown record: two of Keys"),
                unsound(
                        "item over 400 KB",
                        lines(line -> line.replace("{\"S\":\"web\"", "")
                                .replaceAll(
                                        "\"tags\":", "\"note\":{\"S\":\"" + "x".repeat(400 << 10) + "\"},\"tags\":")),
                        ": an item of 4",
                        " bytes, expected at most 409600",
                        TEACH),
                unsound(
                        "nested without end",
                        lines(line -> line.replaceFirst("\"Keys\":", "\"Keys\":" + "{\"a\":{\"M\":".repeat(5_000))),
                        "DATA line 1: no JSON as DynamoDB writes it"),
                unsound(
                        "what a terminal acts on",
                        lines(line -> line.replace("WriteTimestampMicros", "\\u001b[2J\\u202e\\r\\n")),
                        "DATA line 1: unknown record: metadata \"\\u001b[2J\\u202e\\u000d\\u000a\", expected "),
                unsound(
                        "bomb: a line without end",
                        export -> export.editObject(export.dataKey(), bytes -> bomb()),
                        "DATA line 1: the line is longer than 8388608 characters"),
                unsound(
                        "lines without end",
                        export -> export.editText(export.dataKey(), text -> text.repeat(100)),
                        "DATA: more lines, expected "),
                unsound(
                        "key above the folder",
                        export -> export.editManifest(
                                export.manifestFiles(),
                                text -> text.replaceFirst(
                                        "\"dataFileS3Key\":\"[^\"]*\"",
                                        "\"dataFileS3Key\":\"shop/AWSDynamoDB/data/../../../secret\"")),
                        "manifest-files.json line 1: field dataFileS3Key is \""),
                unsound(
                        "wrong checksum of a manifest",
                        export -> Files.writeString(EditedExport.checksumOf(export.summary()), "x"),
                        "manifest-summary.json: its MD5 is ",
                        ", expected \"x\" as in s3://acme-exports/shop/AWSDynamoDB/",
                        "/manifest-summary.md5"),
                unsound(
                        "summary of another window",
                        export -> export.editManifest(
                                export.summary(),
                                text -> text.replaceFirst(
                                        "\"exportToTime\":\"[^\"]*\"",
                                        "\"exportToTime\":\"2026-01-01T00:00:00.000Z\"")),
                        "summary.json: exportToTime is \"2026-01-01T00:00:00Z\", expected ",
                        " as in the event; let a person compare"));
    }

    private static UnaryOperator<String> number(String text) {
        return line -> line.replaceAll("\"order\":\\{\"N\":\"[0-9]+\"}", "\"order\":{\"N\":\"" + text + "\"}");
    }

    /** 100 MB in some 100 KB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                zip.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private static Arguments unsound(String name, Edit edit, String... words) {
        Named<Edit> named = named(name, edit);
        return Arguments.of(named, List.of(words));
    }

    /** The same for each line of one file. */
    private static Edit lines(UnaryOperator<String> edit) {
        return export -> export.editText(
                export.dataKey(),
                text -> text.lines().map(edit).map(line -> line + "\n").reduce("", String::concat));
    }

    @Test
    void eventOfAnotherExportIsRefused() throws Exception {
        WindowCommitted window = (WindowCommitted) chain.get(1);
        ExportArn other = ExportArn.of(window.table().arn(), "01768384800000-00000000");

        isRefused(Events.withArn(window, other), "exportArn is ", "expected " + other);
        isRefused(Events.withCount(window, 77), "itemCount is ", "expected 77 as in the event");
        isRefused(
                Events.withFormat(window, ExportFormat.ION),
                "the data is in ION, expected DYNAMODB_JSON; export the table in DYNAMODB_JSON");
    }

    // nothing that was unsound is half applied: what is checked first is all of it
    @Test
    void lastFileIsCheckedBeforeTheFirstLineIsWritten() throws Exception {
        List<String> keys = export.dataKeys();
        Files.delete(edited.resolve(keys.get(keys.size() - 1)));

        isRefused(chain.get(1), keys.get(keys.size() - 1));
    }

    @Test
    void unsoundFullExportLeavesNoCursor() throws Exception {
        EditedExport first = EditedExport.copy(bucket, Files.createDirectories(edited.resolve("full")), chain.get(0));
        first.editLines(line -> line.replace("\"Item\"", "\"Keys\""));
        Replay replay = world.replay("full", FaultPlan.none(), first.bucket()).build();

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(0)))
                .withMessageContaining("unknown record: field \"Keys\", expected some of [Item]");
        assertThat(replay.position()).isEmpty();
    }

    @Test
    void brokenConnectionIsNoUnsoundFile() throws Exception {
        edited("broken").apply(chain.get(0));
        BucketObjects unreliable = object -> BucketObjects.inFolder(edited)
                .open(object)
                .map(in -> object.key().endsWith(".gz") ? new Broken(in) : in);
        Replay replay =
                Replay.builder(world.tables(), unreliable, world.copy("broken")).build();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> replay.apply(chain.get(1)))
                .withMessage("connection reset");
        isApplied("broken");
    }

    private static final class Broken extends FilterInputStream {

        Broken(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }

    // AWS 2: typed in real exports, bare in the guide's example
    @Test
    void bareTimestampsAreRead() throws Exception {
        String typed = export.lines(export.dataKey()).get(0);
        assertThat(typed).containsPattern("\"WriteTimestampMicros\":\\{\"N\":\"[0-9]{16}\"}");

        export.editLines(line ->
                line.replaceFirst("\"WriteTimestampMicros\":\\{\"N\":(\"[0-9]+\")}", "\"WriteTimestampMicros\":$1"));

        assertThat(export.lines(export.dataKey()).get(0)).containsPattern("\"WriteTimestampMicros\":\"[0-9]{16}\"");
        isApplied("bareTimestampsAreRead");
    }

    @Test
    void viewWithoutOldImagesIsRead() throws Exception {
        export.editLines(line ->
                line.replaceFirst("\"OldImage\":\\{.*(?=\"NewImage\")", "").replaceFirst(",\"OldImage\":.*", "}"));

        for (String key : export.dataKeys()) {
            assertThat(export.lines(key)).noneMatch(line -> line.contains("OldImage"));
        }
        isApplied("viewWithoutOldImagesIsRead");
    }

    // AWS 2: the guide names both
    @Test
    void checksumsByTheirOtherNameAreRead() throws Exception {
        for (Path manifest : List.of(export.summary(), export.manifestFiles())) {
            Path md5 = EditedExport.checksumOf(manifest);
            assertThat(md5).exists();
            Files.move(md5, md5.resolveSibling(md5.getFileName().toString().replace(".md5", ".checksum")));
        }
        isApplied("checksumsByTheirOtherNameAreRead");
    }

    // AWS 2: all windows of a prefix share a folder
    @Test
    void filesOfOthersInTheFolderAreNotRead() throws Exception {
        Path folder = edited.resolve(export.dataKey()).getParent();
        Path next =
                edited.resolve(EditedExport.copy(bucket, Files.createDirectories(edited.resolve("next")), chain.get(2))
                        .dataKey());
        assertThat(next.getParent()).isEqualTo(folder);
        Files.writeString(folder.resolve("aaaaaaaaaaaaaaaaaaaaaaaaaa.json.gz"), "no gzip at all");

        isApplied("filesOfOthersInTheFolderAreNotRead");
    }

    // AWS 2: of a table with many partitions most files of a window are empty
    @Test
    void compressionOfNothingIsRead() throws Exception {
        EditedExport empty = EditedExport.copy(bucket, Files.createDirectories(edited.resolve("empty")), chain.get(3));
        for (String key : empty.dataKeys()) {
            assertThat(edited.resolve(key)).hasSize(20);
            assertThat(empty.lines(key)).isEmpty();
        }
        isApplied("compressionOfNothingIsRead");
    }
}
