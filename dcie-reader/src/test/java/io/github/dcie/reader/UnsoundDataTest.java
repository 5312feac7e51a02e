package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.Printable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** U1: data files that are not what they should be; manifests have their own test. */
final class UnsoundDataTest {

    private static final String FILE = "s3://" + MemoryBucket.BUCKET + "/" + DataFiles.KEY;
    private static final String LIST = "s3://" + MemoryBucket.BUCKET + "/AWSDynamoDB/1-a/manifest-files.json";
    private static final String RESTORE = "; restore the object from a version or a backup of the bucket";
    private static final String UPDATE = "; see whether a newer version of dcie-reader knows such records";

    private static final String LINE = "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"1768386327803907\"}},"
            + "\"Keys\":{\"id\":{\"S\":\"secret-1\"}},"
            + "\"NewImage\":{\"id\":{\"S\":\"secret-1\"},\"n\":{\"N\":\"42\"},\"tags\":{\"SS\":[\"secret-2\",\"b\"]}}}";
    private static final String TWO = LINE + "\n" + LINE + "\n";
    private static final byte[] ZIPPED = DataFiles.zip(TWO);

    // ---- the object -----------------------------------------------------------------------------------------------

    private interface Edit extends UnaryOperator<byte[]> {}

    static Stream<Arguments> damagedObject() {
        return Stream.of(
                damaged("truncated", bytes -> Arrays.copyOf(bytes, bytes.length / 2), "the file ends or breaks here"),
                damaged("without its end", bytes -> Arrays.copyOf(bytes, bytes.length - 1), "unexpected end of gzip"),
                damaged("empty", bytes -> new byte[0], "1B2M2Y8AsgTpgAmY7PhCfg==", "(unexpected end of gzip)"),
                damaged("another time in its header", bytes -> with(bytes, 5, 1)),
                damaged("another byte", bytes -> with(bytes, bytes.length / 2, 77)),
                damaged("something behind it", bytes -> Arrays.copyOf(bytes, bytes.length + 100_000)),
                damaged("not zipped", bytes -> TWO.getBytes(UTF_8), "not in gzip format"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damagedObject(String name, Edit edit, List<String> words) {
        byte[] damaged = edit.apply(ZIPPED.clone());

        isRefused(damaged, DataFiles.file(ZIPPED, 2))
                .contains(
                        FILE + ": its MD5 is " + MemoryBucket.md5(damaged) + ", expected " + MemoryBucket.md5(ZIPPED)
                                + " as in " + LIST,
                        RESTORE)
                .contains(words.isEmpty() ? List.of(FILE) : words);
    }

    static Stream<Arguments> damagedObjectWithTheRightChecksum() {
        return Stream.of(
                damaged(
                        "truncated",
                        bytes -> Arrays.copyOf(bytes, bytes.length - 20),
                        "line ",
                        "the file ends or breaks here (unexpected end of gzip), expected 2 items"),
                damaged("empty", bytes -> new byte[0], "line 1: the file ends or breaks here (unexpected end of gzip)"),
                damaged("not zipped", bytes -> TWO.getBytes(UTF_8), "line 1: ", "(not in gzip format)"),
                damaged(
                        "zeros behind it",
                        bytes -> Arrays.copyOf(bytes, bytes.length + 3),
                        "(something else behind the gzip)"),
                damaged(
                        "a byte behind it",
                        bytes -> Arrays.copyOf(bytes, bytes.length + 1),
                        "(unexpected end of gzip)"),
                damaged("unknown flags", bytes -> with(bytes, 3, 0x20), "(unknown flags of gzip)"),
                damaged("unknown method", bytes -> with(bytes, 2, 7), "(not in gzip format)"),
                damaged("no deflate", bytes -> with(bytes, 10, 0xff), "(invalid block type)"),
                damaged("wrong CRC", bytes -> with(bytes, bytes.length - 8, 1), "(wrong checksum of gzip)"),
                damaged("wrong length", bytes -> with(bytes, bytes.length - 1, 1), "(wrong length of gzip)"),
                damaged(
                        "no end of its name",
                        bytes -> with(Arrays.copyOf(bytes, 12), 3, 8),
                        "line 1: ",
                        "(unexpected end of gzip)"),
                damaged("zipped twice", DataFiles::zip, "line 1: ", "found bytes that are not UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void damagedObjectWithTheRightChecksum(String name, Edit edit, List<String> words) {
        byte[] damaged = edit.apply(ZIPPED.clone());

        isRefused(damaged, DataFiles.file(damaged, 2)).startsWith(FILE).contains(words);
    }

    private static Arguments damaged(String name, Edit edit, String... words) {
        return arguments(name, edit, List.of(words));
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (bytes[at] == (byte) value ? value + 1 : value);
        return bytes;
    }

    @Test
    void missingObject() {
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> DataReader.of(object -> Optional.empty()).open(DataFiles.file(ZIPPED, 2)))
                .withMessageStartingWith(FILE + ": there is no such object, expected 2 items as in " + LIST + RESTORE);
    }

    @Test
    void wrongCounts() {
        isRefused(ZIPPED, DataFiles.file(ZIPPED, 3)).startsWith(FILE + ": 2 items, expected 3 as in " + LIST + RESTORE);
        isRefused(ZIPPED, DataFiles.file(ZIPPED, 1))
                .startsWith(FILE + ": more items, expected 1 as in " + LIST + RESTORE);
        isRefused(DataFiles.zip(""), DataFiles.file(DataFiles.zip(""), 1)).startsWith(FILE + ": 0 items, expected 1");
    }

    @Test // more than it takes into memory
    void aDamagedObjectIsRecognisedByAllOfIt() {
        byte[] large = Arrays.copyOf(ZIPPED, 1 << 20);

        isRefused(large, DataFiles.file(large, 2)).contains("(something else behind the gzip)");
        isRefused(large, DataFiles.file(Arrays.copyOf(large, 100_000), 2))
                .contains("its MD5 is " + MemoryBucket.md5(large));
    }

    // ---- lines ----------------------------------------------------------------------------------------------------

    static Stream<Arguments> unknownRecord() {
        return Stream.of(
                second(
                        "",
                        "line 2: no JSON as DynamoDB writes it: found the end of the line in column 1, expected '{'"),
                second("   ", "line 2: no JSON as DynamoDB writes it: found the end of the line in column 4"),
                second(
                        LINE + LINE,
                        "line 2: no JSON as DynamoDB writes it: found '{' in column " + (LINE.length() + 1)),
                second(LINE + "x", ", expected the end of the line"),
                second(
                        LINE.substring(1),
                        "line 2: no JSON as DynamoDB writes it: found '\"' in column 1, expected '{'"),
                second(LINE.substring(0, LINE.length() - 1), "found the end of the line in column "),
                second(LINE.replace(",\"NewImage\"", "\n,\"NewImage\""), "line 2: ", "the end of the line"),
                second(LINE.replace("\"42\"", "42"), "found something else in column ", "expected '\"'"),
                second(LINE.replace("\"42\"", "null"), "found something else"),
                second(LINE.replace("\"42\"", "42\""), "found something else"),
                second(LINE.replace("secret-2", "a\tb"), "found something else in column ", "expected a text and '\"'"),
                second(LINE.replace("secret-2", "\\x"), "expected a legal escape"),
                second(LINE.replace("secret-2", "\\u00g0"), "expected four hexadecimal digits"),
                second(LINE.replace("secret-2", "\\u00\u0661\u0661"), "expected four hexadecimal digits"),
                second(LINE.replace("secret-2", "\\ud83d"), "a text with half of a character"),
                second(LINE.replace("secret-2", "\\ude00"), "a text with half of a character"),
                second(LINE.replace("secret-2", "\\ude00\\ud83d"), "a text with half of a character"),
                second(LINE.replace("\"n\"", "\"\\ud83d\""), "a text with half of a character"),
                second(LINE.replace("secret-2", "\\"), ""),
                second("[" + LINE + "]", "found '[' in column 1, expected '{'"),
                second("{}", "unknown record: [], expected Keys"),
                second("{\"Item\":{\"id\":{\"S\":\"x\"}}}", "unknown record: [Item], expected Keys"),
                second(LINE.replace("\"Keys\"", "\"Lock\""), "unknown record: field \"Lock\", expected Item, Keys"),
                second(
                        LINE.replace("\"Keys\":{\"id\":{\"S\":\"secret-1\"}},", ""),
                        "unknown record: [NewImage, Metadata]"),
                second(LINE.replace("\"Keys\":{\"id\":{\"S\":\"secret-1\"}}", "\"Keys\":{}"), "nothing in Keys"),
                second(LINE.replace("\"NewImage\"", "\"Keys\""), "unknown record: two of Keys"),
                second(LINE.replace("\"Keys\"", "\"Metadata\":{},\"Keys\""), "unknown record: two of Metadata"),
                second(LINE.replace("WriteTimestampMicros", "Region"), "unknown record: metadata \"Region\", expected"),
                second(
                        LINE.replace("WriteTimestampMicros", "\\u001b[2J\\u202e\\r\\n"),
                        "metadata \"\\u001b[2J\\u202e\\u000d\\u000a\", expected "),
                second(LINE.replace("{\"N\":\"1768386327803907\"}", "{\"S\":\"now\"}"), "metadata of another type"),
                second(LINE.replace("1768386327803907", "1e3"), "WriteTimestampMicros is no number of microseconds"),
                second(LINE.replace("1768386327803907", "-5"), "WriteTimestampMicros is no number of microseconds"),
                second(LINE.replace("1768386327803907", "1768386327803907000"), "is no number of microseconds"),
                second(LINE.replace("{\"N\":\"1768386327803907\"}", "\"\""), "is no number of microseconds"),
                second(keys("{\"M\":{}}"), "Keys that are none"),
                second(keys("{\"S\":\"1\"},\"b\":{\"S\":\"1\"},\"c\":{\"S\":\"1\"}"), "Keys that are none"),
                second(LINE.replaceFirst("secret-1", "other"), "the new image is of another item than Keys"),
                second(
                        LINE.replaceFirst("NewImage\":\\{", "OldImage\":{\"x\":{\"S\":\"1\"},")
                                .replaceFirst("secret-1", "o"),
                        "the old image is of"),
                second(value("{\"X\":\"1\"}"), "an unknown attribute type, expected S, N, B, BOOL, NULL"),
                second(value("{\"XS\":\"1\"}"), "an unknown attribute type"),
                second(value("{}"), "found '}' in column "),
                second(value("{\"N\":\"1\",\"S\":\"a\"}"), "found ',' in column ", "expected '}'"),
                second(value("\"1\""), "found '\"' in column ", "expected '{'"),
                second(value("{\"NULL\":false}"), "an attribute of type NULL that is false"),
                second(value("{\"NULL\":null}"), "expected true or false"),
                second(value("{\"BOOL\":\"true\"}"), "expected true or false"),
                second(value("{\"BOOL\":truth}"), "expected true or false"),
                second(value("{\"B\":\"A\"}"), "an attribute of type B that is no base64"),
                second(value("{\"B\":\"****\"}"), "an attribute of type B that is no base64"),
                second(value("{\"SS\":[]}"), "an empty set, expected at least one element"),
                second(value("{\"NS\":[\"1\",\"1\"]}"), "an element twice in a set"),
                second(
                        value("{\"NS\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"1\"]}"),
                        "an element twice in a set"),
                second(value("{\"NS\":[\"1\",\"x\"]}"), "an attribute of type N that is no number"),
                second(value("{\"SS\":[\"1\",]}"), "found ']' in column "),
                second(value("{\"L\":[{\"S\":\"1\"},]}"), "found ']' in column "),
                second(value("{\"L\":{}}"), "found '{' in column ", "expected '['"),
                second(value("{\"M\":[]}"), "found '[' in column ", "expected '{'"),
                second(value("{\"M\":{\"a\":{\"S\":\"1\"},\"a\":{\"S\":\"1\"}}}"), "an attribute twice"),
                second(LINE.replace("\"n\":", "\"\\u0069d\":"), "an attribute twice"),
                second(value("{\"M\":{\"a\":".repeat(100_000)), "more than 40 levels"),
                second(value("{\"L\":[".repeat(100_000)), "more than 40 levels"),
                second("[".repeat(100_000), "found '['"),
                second("{\"a\":".repeat(100_000), "unknown record: field \"a\""));
    }

    private static String keys(String key) {
        return "{\"Keys\":{\"id\":" + key + "}}";
    }

    private static String value(String value) {
        return LINE.replace("{\"N\":\"42\"}", value);
    }

    private static Arguments second(String line, String... words) {
        return arguments(line.length() > 200 ? line.substring(0, 60) : line, line, List.of(words));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unknownRecord(String name, String line, List<String> words) {
        byte[] zipped = DataFiles.zip(LINE + "\n" + line + "\n" + LINE);

        isRefused(zipped, DataFiles.file(zipped, 3))
                .startsWith(FILE + " line 2: ")
                .contains(words)
                .contains(UPDATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1.",
                ".5",
                "1e",
                "1e+",
                "--1",
                "1 ",
                " 1",
                "0x1",
                "1_000",
                "NaN",
                "Infinity",
                "\u0661",
                "1e9999",
                "1E126",
                "1E-131",
                "123456789012345678901234567890123456789",
                "0.123456789012345678901234567890123456789",
                "1.00000000000000000000000000000000000001e1"
            })
    void noNumber(String number) {
        byte[] zipped = DataFiles.zip(value("{\"N\":\"" + number + "\"}"));

        isRefused(zipped, DataFiles.file(zipped, 1)).contains("line 1: an attribute of type N that is no number");
    }

    @Test
    void aNumberWithoutEndTakesNoTime() {
        byte[] zipped = DataFiles.zip(value("{\"N\":\"" + "1".repeat(4_000_000) + "\"}"));

        isRefused(zipped, DataFiles.file(zipped, 1)).contains("line 1: an attribute of type N that is no number");
    }

    @Test
    void aRecordOfAWindowInAFullExport() {
        for (String line : List.of(LINE, "{\"Item\":{\"id\":{\"S\":\"x\"}},\"Metadata\":{}}", "{\"Item\":{}}")) {
            byte[] zipped = DataFiles.zip(line);
            isRefused(zipped, DataFiles.file(zipped, 1, ExportType.FULL_EXPORT, ExportFormat.DYNAMODB_JSON))
                    .contains("line 1: unknown record: ");
        }
    }

    @Test // a blank line at the end is as much a line as any other
    void linesWithoutARecord() {
        for (String text : List.of("\n", TWO + "\n", TWO + " ", "\n" + TWO)) {
            byte[] zipped = DataFiles.zip(text);
            isRefused(zipped, DataFiles.file(zipped, text.length() < 5 ? 0 : 2)).contains("found the end of the line");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "80",
                "c0af",
                "c1bf",
                "e08080",
                "eda080",
                "edbfbf",
                "f08080af",
                "f4908080",
                "f5808080",
                "c3",
                "e282",
                "f09f98",
                "c328",
                "e28228"
            })
    void noUtf8(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        int at = TWO.lastIndexOf("secret-2");
        byte[] bytes = concat(
                concat((TWO.substring(0, at) + "é😀").getBytes(UTF_8), wrong),
                TWO.substring(at).getBytes(UTF_8));
        byte[] zipped = DataFiles.zip(bytes);

        isRefused(zipped, DataFiles.file(zipped, 2)).startsWith(FILE + " line 2: found bytes that are not UTF-8");

        byte[] atEnd = DataFiles.zip(concat(TWO.getBytes(UTF_8), wrong));
        isRefused(atEnd, DataFiles.file(atEnd, 2)).contains("line 3: found bytes that are not UTF-8");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Test
    void anotherCharset() {
        byte[] wide = DataFiles.zip(TWO.getBytes(UTF_16));
        byte[] marked = DataFiles.zip("\ufeff" + TWO);

        isRefused(wide, DataFiles.file(wide, 2)).contains("line 1: found bytes that are not UTF-8");
        isRefused(marked, DataFiles.file(marked, 2)).contains("line 1: no JSON as DynamoDB writes it: found something");
    }

    private static AbstractStringAssert<?> isRefused(byte[] object, DataFile file) {
        UnsoundExportException refusal = null;
        try {
            DataFiles.read(object, file);
        } catch (UnsoundExportException e) {
            refusal = e;
        } catch (IOException e) {
            throw new AssertionError("nothing was out of reach", e);
        }
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage())
                .startsWith(refusal.place() + ": ")
                .endsWith("; " + refusal.remedy())
                .as("one line, nothing of an item, not too long")
                .isEqualTo(Printable.line(refusal.getMessage()))
                .doesNotContain("secret")
                .hasSizeLessThan(1_000);
        return assertThat(refusal.getMessage());
    }
}
