package io.github.dcie.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.reader.TypedValue.Numeric;
import io.github.dcie.reader.TypedValue.Text;
import io.github.dcie.reader.TypedValue.TextSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** U1: data files in Amazon Ion. */
final class IonDataTest {

    private static List<Change> read(String text, ExportType type) throws Exception {
        return DataFiles.read(text, type, ExportFormat.ION);
    }

    @Test // Developer Guide, S3DataExport.Output
    void theExampleOfTheGuide() throws Exception {
        String item = "$ion_1_0 {Item:{Authors:$dynamodb_SS::[\"Author1\",\"Author2\"],Dimensions:\"8.5 x 11.0 x 1.5\","
                + "ISBN:\"333-3333333333\",Id:103.,InPublication:false,PageCount:6d2,Price:2d3,'a b':0.}}";

        assertThat(read(item + "\n" + item + "\n", ExportType.FULL_EXPORT))
                .hasSize(2)
                .allSatisfy(change -> assertThat(((Change.Put) change).newImage())
                        .containsEntry("Authors", new TextSet(List.of("Author1", "Author2")))
                        .containsEntry("Id", new Numeric("103"))
                        .containsEntry("PageCount", new Numeric("600"))
                        .containsEntry("Price", new Numeric("2000"))
                        .containsEntry("a b", new Numeric("0")));
    }

    @Test
    void aWindowWithAndWithoutARecordAroundIt() throws Exception {
        String fields = "{Keys:{id:\"a\"},Metadata:{WriteTimestampMicros:1684374845117899.},OldImage:{id:\"a\",n:1}}";

        assertThat(read("$ion_1_0 {Record:" + fields + "}\n" + fields, ExportType.INCREMENTAL_EXPORT))
                .extracting(Change::oldImage, Change::writtenAt)
                .containsOnly(tuple(
                        Optional.of(Map.of("id", new Text("a"), "n", new Numeric("1"))),
                        Optional.of(Instant.parse("2023-05-18T01:54:05.117899Z"))));
    }

    @Test
    void symbolsOfALineAreItsOwn() throws Exception {
        String first = "$ion_1_0 $ion_symbol_table::{symbols:[\"id\"]} {Item:{$10:\"a\"}}";

        assertThat(read(first, ExportType.FULL_EXPORT)).hasSize(1);
        isRefused(first + "\n{Item:{$10:\"a\"}}", "line 2: no Ion as DynamoDB writes it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "                              | found nothing, expected STRUCT",
                "$ion_1_0                      | found nothing, expected STRUCT",
                "5                             | found INT, expected STRUCT",
                "null.struct                   | found STRUCT, expected STRUCT",
                "x::{Item:{a:1}}               | a STRUCT with an annotation",
                "{Item:{a:1}} {Item:{a:1}}     | found more behind the record of line 1",
                "{Item:{a:1}                   | no Ion as DynamoDB writes it",
                "{Item:{a:1}}}                 | no Ion as DynamoDB writes it",
                "{Lock:{a:1}}                  | unknown record: field \"Lock\"",
                "{Item:{a:1},Item:{a:1}}       | unknown record: two of Item",
                "{Item:{a:1,a:1}}              | an attribute twice",
                "{Item:{}}                     | unknown record: nothing in Item",
                "{Item:[]}                     | found LIST, expected STRUCT",
                "{Item:{a:1},Metadata:{}}      | unknown record: [Item, Metadata]",
                "{Item:{a:x}}                  | an unknown attribute type SYMBOL",
                "{Item:{a:1e0}}                | an unknown attribute type FLOAT",
                "{Item:{a:2026T}}              | an unknown attribute type TIMESTAMP",
                "{Item:{a:(1)}}                | an unknown attribute type SEXP",
                "{Item:{a:null.string}}        | found STRING, expected STRING",
                "{Item:{a:null.decimal}}       | found DECIMAL, expected DECIMAL",
                "{Item:{a:null.bool}}          | found BOOL, expected BOOL",
                "{Item:{a:null.list}}          | a list without value",
                "{Item:{a:x::null}}            | a NULL with an annotation",
                "{Item:{a:x::1}}               | a INT with an annotation",
                "{Item:{a:$dynamodb_SS::[]}}   | an empty set",
                "{Item:{a:$dynamodb_SS::[1]}}  | found INT, expected STRING",
                "{Item:{a:$dynamodb_SS::[\"a\",\"a\"]}} | an element twice in a set",
                "{Item:{a:$dynamodb_NS::[1.0,1]}} | an element twice in a set",
                "{Item:{a:$dynamodb_XS::[1]}}  | a list with an unknown annotation",
                "{Item:{a:x::y::[1]}}          | a list without value, or with two annotations",
                "{Item:{a:\"\\ud83d\"}}        | ",
                "{Item:{a:1d126}}              | an attribute of type N that is no number",
                "{Item:{a:1d-131}}             | an attribute of type N that is no number",
                "{Item:{a:1d2147483647}}       | ",
                "{Item:{a:1d-2147483647}}      | ",
                "{Item:{a:1d99999999999}}      | no Ion as DynamoDB writes it",
                "{Item:{a:'''b'''}}            | a long string",
                "{Item:{a:1/**/}}              | a comment",
                "{Item:{a:1}}//                | a comment",
                "{Item:{a:{{\"b\"}}}}          | a clob",
                "{Item:{a:{{*}}}}              | no Ion as DynamoDB writes it",
                "{Item:{$99:1}}                | no Ion as DynamoDB writes it",
                "$ion_9_9 {Item:{a:1}}         | ",
            })
    void unknownRecord(String line, String trouble) {
        isRefused(line == null ? " " : line, "x.json.gz line 1: " + (trouble == null ? "" : trouble));
    }

    @Test // the parser would take minutes, or all of the stack
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void whatHasNoEndIsRefusedBeforeItIsParsed() {
        String digits = "9".repeat(4_000_000);
        isRefused("{Item:{a:" + digits + "}}", "a number of more than 200 digits");
        isRefused("{Item:{a:0x" + "f".repeat(4_000_000) + "}}", "a number of more than 200 digits");
        isRefused("{Item:{a:-1." + digits + "}}", "a number of more than 200 digits");
        isRefused("{Item:{a:\"\\\"\",b:{{AA==}},'c\\'':" + digits + "}}", "a number of more than 200 digits");
        isRefused("{Item:" + "{a:".repeat(1_000_000), "more than 40 levels");
        isRefused("{Item:{a:" + "[".repeat(1_000_000), "more than 40 levels");
    }

    @Test
    void digitsElsewhereAreNoNumber() throws Exception {
        String digits = "9".repeat(1_000);
        String item = "{Item:{a" + digits + ":\"" + digits + "\",'" + digits + "':{{" + "0000".repeat(250) + "}}}}";

        assertThat(read(item, ExportType.FULL_EXPORT)).hasSize(1);
    }

    @Test // the parser unzips what is zipped, and reads binary Ion
    void onlyText() {
        byte[] twice = DataFiles.zip(DataFiles.zip("{Item:{a:1}}"));
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(
                        () -> DataFiles.read(twice, DataFiles.file(twice, 1, ExportType.FULL_EXPORT, ExportFormat.ION)))
                .withMessageContaining("line 1: found bytes that are not UTF-8");
        byte[] binary = DataFiles.zip(new byte[] {(byte) 0xe0, 1, 0, (byte) 0xea});
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() ->
                        DataFiles.read(binary, DataFiles.file(binary, 0, ExportType.FULL_EXPORT, ExportFormat.ION)))
                .withMessageContaining("line 1: found bytes that are not UTF-8");
    }

    private static void isRefused(String text, String trouble) {
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> read(text, ExportType.FULL_EXPORT))
                .withMessageContaining(trouble);
    }
}
