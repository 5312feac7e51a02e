package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What ExportReader compares, and what it refuses because DynamoDB cannot have written it (U1). */
final class ExportReaderLimitsTest {

    private static final String SECRET = "moby-dick-4711";

    @TempDir
    Path folder;

    private HandMadeExport exports;
    private ExportReader reader;

    @BeforeEach
    void open() {
        exports = new HandMadeExport(folder);
        reader = ExportReader.under(folder, "id");
    }

    // Developer Guide, data types: the order of a set's elements is not preserved
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'SS':['b','a']} {'SS':['a','b']}",
                "{'NS':['10','9.50']} {'NS':['9.5','1E1']}",
                "{'BS':['Yg==','YQ==']} {'BS':['YQ==','Yg==']}",
                "{'N':'100'} {'N':'1.00E+2'}",
                "{'L':[{'M':{'x':{'SS':['b','a']},'y':{'N':'0'}}}]} {'L':[{'M':{'y':{'N':'0.0'},'x':{'SS':['a','b']}}}]}"
            })
    void whatIsEqualIsNoMissingWrite(String values) {
        String[] both = values.split(" ");

        assertThat(replay(both[0], both[1])).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'SS':['b','a']} {'SS':['a','c']}",
                "{'SS':['b','a']} {'SS':['a']}",
                "{'NS':['10','9']} {'SS':['9','10']}",
                "{'L':[{'N':'1'},{'N':'2'}]} {'L':[{'N':'2'},{'N':'1'}]}",
                "{'L':[{'M':{'x':{'BS':['Yg==','YQ==']}}}]} {'L':[{'M':{'x':{'BS':['Yw==','YQ==']}}}]}"
            })
    void missingWriteBesideAReorderedSetIsFound(String values) {
        String[] both = values.split(" ");

        assertThatIllegalStateException()
                .isThrownBy(() -> replay(both[0], both[1]))
                .withMessageContaining("a write is missing");
    }

    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> replay(String before, String old) {
        String full = exports.full(quoted("{'Item':{'id':{'S':'1'},'tags':{'SS':['x','y']},'v':" + before + "}}"));
        String window = exports.window(quoted("{'Metadata':{'WriteTimestampMicros':{'N':'1768386096366933'}},"
                + "'Keys':{'id':{'S':'1'}},'OldImage':{'tags':{'SS':['y','x']},'v':" + old + ",'id':{'S':'1'}},"
                + "'NewImage':{'id':{'S':'1'}}}"));
        return reader.replay(List.of(full, window));
    }

    @Test
    void keysAreComparedByValue() {
        String twice = exports.full(quoted("{'Item':{'id':{'N':'1'}}}"), quoted("{'Item':{'id':{'N':'1.0'}}}"));

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(twice))
                .withMessageContaining("line 2")
                .withMessageContaining("line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'N':'moby-dick-4711'}",
                "{'N':''}",
                "{'N':4711}",
                "{'N':'1E126'}",
                "{'N':'1E-131'}",
                "{'N':'123456789012345678901234567890123456789'}",
                "{'NS':['1','moby-dick-4711']}",
                "{'NS':['1','1.0']}",
                "{'NS':[]}",
                "{'SS':[]}",
                "{'SS':['moby-dick-4711','moby-dick-4711']}",
                "{'BS':[]}",
                "{'BS':['YQ==','YQ==']}",
                "{'B':'moby-dick-4711'}",
                "{'S':moby-dick-4711}",
                "{'S':'moby-dick-4711','S':'x'}",
                "{'moby-dick-4711':'x'}",
                "{'NULL':false}",
                "{'M':{'moby-dick-4711':{'S':'x'},'moby-dick-4711':{'S':'x'}}}",
                "{'M':{'moby-dick-4711'",
                "{}"
            })
    void whatNoAttributeIsIsRefusedByPlaceAlone(String value) {
        String key = exports.full(
                quoted("{'Item':{'id':{'S':'1'}}}"), quoted("{'Item':{'id':{'S':'2'},'v':" + value + "}}"));

        IllegalStateException refused = catchThrowableOfType(IllegalStateException.class, () -> reader.read(key));

        assertThat(refused).hasMessageStartingWith(exports.dataKey() + " line 2: ");
        assertThat(trace(refused)).doesNotContain(SECRET);
    }

    // Developer Guide, Constraints: 38 digits, 1E-130 to 9.9...E+125
    @Test
    void numbersOfAnySizeThatDynamoDbHasAreRead() {
        String key = exports.full(quoted("{'Item':{'id':{'S':'1'},'v':{'NS':['0','-0.5','1E-130','-9.99E+125','"
                + "12345678901234567890123456789012345678','1" + "0".repeat(125) + "']}}}"));

        assertThat(reader.read(key).records()).hasSize(1);
    }

    @Test
    void itemsAreReadUpTo400Kb() {
        // id and 1, v, and the rest
        int largest = 400 * 1024 - 4;
        assertThat(reader.read(exports.full(item(largest))).records()).hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(exports.full(item(largest + 1))))
                .withMessageContaining("line 1")
                .withMessageContaining("400 KB");
    }

    private static String item(int length) {
        return quoted("{'Item':{'id':{'S':'1'},'v':{'S':'" + "x".repeat(length) + "'}}}");
    }

    // naming rules: up to 64 KB
    @Test
    void longAttributeNamesAreRead() {
        String key = exports.full(quoted("{'Item':{'id':{'S':'1'},'" + "x".repeat(65_535) + "':{'N':'1'}}}"));

        assertThat(reader.read(key).records()).hasSize(1);
    }

    // two items of 400 KB whose JSON is as long as it can be
    @Test
    void longestLineIsRead() {
        String texts = quoted("{'L':[" + "{'S':''},".repeat(409_000) + "{'S':''}]}");
        String image = quoted("{'id':{'S':'1'},'v':") + texts + "}";
        String full = exports.full(quoted("{'Item':") + image + "}");
        String window = exports.window(quoted("{'Metadata':{'WriteTimestampMicros':'1'},'Keys':{'id':{'S':'1'}},")
                + quoted("'OldImage':") + image + quoted(",'NewImage':") + image + "}");

        assertThat(reader.replay(List.of(full, window))).hasSize(1);
    }

    @Test
    void endlessLineIsRefused() {
        String key = bomb("x", 64 * 1024 * 1024);

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(key))
                .withMessageContaining("line 1")
                .withMessageContaining("8388608 bytes");
    }

    @Test
    void fileThatUnzipsToMuchMoreThanItIsIsRefused() {
        String item = item(300_000).replace("'", "\"") + "\n";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            lines.append(item.replace("\"S\":\"1\"", "\"S\":\"" + i + "\""));
        }
        String key = exports.full(lines.toString().getBytes(StandardCharsets.UTF_8), 250);

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(key))
                .withMessageContaining("200 times its size");
    }

    @Test
    void linesThatNoManifestKnowsAreNotReadToTheEnd() {
        String line = quoted("{'Item':{'id':{'S':'1'}}}") + "\n";
        String key = exports.full((line + line.replace("1", "2") + "broken").getBytes(StandardCharsets.UTF_8), 1);

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(key))
                .withMessageContaining("2 items and more")
                .withMessageContaining("manifest-files.json says 1");
    }

    @Test
    void hugeFilesAreNotRead() throws IOException {
        String key = exports.full(quoted("{'Item':{'id':{'S':'1'}}}"));
        sparse(exports.dataKey(), 1024L * 1024 * 1024 + 1);
        assertThatIllegalStateException().isThrownBy(() -> reader.read(key)).withMessageContaining("1073741825 bytes");

        sparse(key, 64L * 1024 * 1024 + 1);
        assertThatIllegalStateException().isThrownBy(() -> reader.read(key)).withMessageContaining("67108865 bytes");
    }

    private void sparse(String key, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(key).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    @Test
    void ionIsRefusedByName() {
        String key = exports.fullOf("ION", "$ion_1_0 {Item:{id:\"1\",n:1.}}");

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(key))
                .withMessageContaining("outputFormat is ION")
                .withMessageContaining("DYNAMODB_JSON");
    }

    @Test
    void wrongChecksumNamesWhereItStands() throws IOException {
        String key = exports.full(quoted("{'Item':{'id':{'S':'1'}}}"));
        String checksum = key.replace(".json", ".md5");
        Files.writeString(folder.resolve(checksum), "\u001b[2J");

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(key))
                .withMessageContaining(checksum + " says \\u001b[2J");
    }

    // Developer Guide, S3DataExport.Output: .checksum; real exports: .md5
    @Test
    void checksumsOfBothNamesAreRead() throws IOException {
        String key = exports.full(quoted("{'Item':{'id':{'S':'1'}}}"));
        Path real = folder.resolve(key.replace(".json", ".md5"));
        Path documented = folder.resolve(key.replace(".json", ".checksum"));
        Files.move(real, documented);
        assertThat(reader.read(key).records()).hasSize(1);

        Files.writeString(documented, "wrong");
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(key))
                .withMessageContaining(".checksum says wrong");
        Files.delete(documented);
        assertThatIllegalStateException().isThrownBy(() -> reader.read(key)).withMessageContaining("no checksum");
    }

    // a data file's key is what somebody else has written
    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../data.json.gz", "AWSDynamoDB/../../x", "a//b", "", "x\\u0000y"})
    void keysThatLeaveTheFolderAreRefused(String key) {
        String summary = exports.full(quoted("{'Item':{'id':{'S':'1'}}}"));
        exports.editFiles(exports.dataKey(), key);

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read(summary))
                .withMessageContaining("expected one that names a file");
    }

    @Test
    void emulatorWritesNothingOutsideOfItsFolder(@TempDir Path outside) {
        ExportEmulator aws = ExportEmulator.builder()
                .table(Requests.ORDERS)
                .filesUnder(folder)
                .build();

        for (String prefix : List.of(outside + "/exports", "../" + outside.getFileName(), "a//b", "./x")) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() ->
                            Requests.export(aws.client(), Requests.full("t").s3Prefix(prefix)))
                    .withMessageContaining("empty segments");
        }
        aws.clock().advance(Duration.ofHours(1));
        assertThat(outside).isEmptyDirectory();
        assertThat(aws.exports()).isEmpty();
    }

    private String bomb(String letter, int bytes) {
        return exports.full(letter.repeat(bytes).getBytes(StandardCharsets.US_ASCII), 1);
    }

    private static String quoted(String line) {
        return line.replace('\'', '"');
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
