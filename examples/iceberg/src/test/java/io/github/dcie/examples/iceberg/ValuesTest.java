package io.github.dcie.examples.iceberg;

import static io.github.dcie.examples.iceberg.MadeExports.delete;
import static io.github.dcie.examples.iceberg.MadeExports.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.examples.iceberg.FreshTable.Result;
import io.github.dcie.examples.iceberg.RefusedExportException.Reason;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the values of attributes, and what is refused. */
final class ValuesTest {

    private static final Columns COLUMNS = Columns.ofKeys(Column.text("p"), Column.number("s", 2))
            .with(Column.number("price", 2))
            .with(Column.text("state"))
            .with(Column.bool("gift"))
            .with(Column.binary("stamp"))
            .inBuckets(2);

    @TempDir
    Path bucket;

    @TempDir
    Path warehouse;

    private final List<Kept> open = new ArrayList<>();
    private MadeExports made;
    private Kept kept;

    @BeforeEach
    void begin() {
        made = new MadeExports(bucket);
        kept = keeping(COLUMNS, WriteMode.COPY_ON_WRITE);
    }

    @AfterEach
    void close() {
        open.forEach(Kept::close);
    }

    private Kept keeping(Columns columns, WriteMode mode) {
        Kept one = new Kept(warehouse, bucket, columns, mode, Calls.undisturbed());
        open.add(one);
        return one;
    }

    private static String key(String p, String s) {
        return "{\"p\":{\"S\":\"" + p + "\"},\"s\":{\"N\":\"" + s + "\"}}";
    }

    private static String item(String p, String s, String more) {
        return "{\"p\":{\"S\":\"" + p + "\"},\"s\":{\"N\":\"" + s + "\"}," + more + "}";
    }

    private static String price(String value) {
        return item("a", "1", "\"price\":{\"N\":\"" + value + "\"}");
    }

    private List<Record> rows() throws Exception {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> all =
                kept.fresh().rows(kept.fresh().current().orElseThrow())) {
            all.forEach(rows::add);
        }
        return rows;
    }

    @Test
    void valuesAreTheSame() throws Exception {
        kept.fresh()
                .apply(made.full(Stream.of(item(
                        "ä",
                        "1.5",
                        "\"state\":{\"S\":\"\"},\"gift\":{\"BOOL\":true},\"stamp\":{\"B\":\"AP8=\"},"
                                + "\"price\":{\"NULL\":true},\"other\":{\"NS\":[\"2\",\"1\"]}"))));

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.getField("p")).isEqualTo("ä");
            assertThat(row.getField("s")).isEqualTo(new BigDecimal("1.50"));
            assertThat(row.getField("state")).isEqualTo("");
            assertThat(row.getField("gift")).isEqualTo(true);
            assertThat(row.getField("stamp")).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1}));
            assertThat(row.getField("price")).isNull();
            assertThat(row.getField("item"))
                    .isEqualTo("{\"gift\":{\"BOOL\":true},\"other\":{\"NS\":[\"1\",\"2\"]},\"p\":{\"S\":\"ä\"},"
                            + "\"price\":{\"NULL\":true},\"s\":{\"N\":\"1.5\"},\"stamp\":{\"B\":\"AP8=\"},"
                            + "\"state\":{\"S\":\"\"}}");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.10",
        "-0.01, -0.01",
        "1E+3, 1000.00",
        "123456789012345678901234567890123456.78, 123456789012345678901234567890123456.78",
        "999999999999999999999999999999999999.99, 999999999999999999999999999999999999.99",
        "0, 0.00",
        "100E-2, 1.00",
    })
    void numbersAreExact(String number, String cell) throws Exception {
        kept.fresh().apply(made.full(Stream.of(price(number))));

        assertThat(rows()).extracting(row -> row.getField("price")).containsExactly(new BigDecimal(cell));
        assertThat(rows().get(0).getField("item").toString()).contains("{\"N\":\"" + number + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"price\":{\"N\":\"0.001\"}   | attribute price has a number with more digits behind the point",
                "\"price\":{\"N\":\"1E+36\"}   | attribute price has a number with more digits, expected one that fits into the"
                        + " column price of type decimal(38, 2)",
                "\"price\":{\"N\":\"9.9E+125\"} | attribute price has a number with more digits, expected",
                "\"price\":{\"S\":\"1.00\"}    | attribute price has a value of type S, expected",
                "\"state\":{\"N\":\"1\"}       | attribute state has a value of type N, expected",
                "\"state\":{\"SS\":[\"a\"]}    | attribute state has a value of type SS, expected",
                "\"gift\":{\"S\":\"true\"}     | attribute gift has a value of type S, expected",
                "\"stamp\":{\"BS\":[\"AA==\"]} | attribute stamp has a value of type BS, expected",
                "\"stamp\":{\"L\":[]}          | attribute stamp has a value of type L, expected",
                "\"stamp\":{\"M\":{}}          | attribute stamp has a value of type M, expected",
            })
    void valueThatDoesNotFitIsRefused(String attribute, String message) throws Exception {
        ExportCommitted event = made.full(Stream.of(price("1"), item("b", "2", attribute)));

        assertThatExceptionOfType(RefusedExportException.class)
                .isThrownBy(() -> kept.fresh().apply(event))
                .withMessageContaining(event.export().arn().exportId() + ".json.gz line 2: " + message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNFIT_VALUE));
        assertThat(kept.catalog().listNamespaces())
                .as("namespaces with a table")
                .isEmpty();
        assertThat(kept.fresh().current()).isEmpty();
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        return new Warehouse(warehouse, bucket.resolve("unused")).dataFiles();
    }

    @Test
    void windowWithUnfitValueChangesNothing() throws Exception {
        kept.fresh().apply(made.full(Stream.of(price("1"))));
        List<Path> before = files();
        ExportCommitted window = made.window(Stream.of(put(key("a", "1"), price("0.001"))));

        assertThatExceptionOfType(RefusedExportException.class)
                .isThrownBy(() -> kept.fresh().apply(window));

        assertThat(kept.sequences(1)).containsExactly(0L);
        assertThat(files()).isEqualTo(before);
        assertThat(rows()).extracting(row -> row.getField("price")).containsExactly(new BigDecimal("1.00"));
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void equalNumbersAreOneKey(WriteMode mode) throws Exception {
        kept = keeping(COLUMNS, mode);
        kept.fresh()
                .apply(made.full(
                        Stream.of(item("a", "1", "\"x\":{\"N\":\"1\"}"), item("a", "2", "\"x\":{\"N\":\"1\"}"))));

        kept.fresh()
                .apply(made.window(Stream.of(
                        put(key("a", "1.00"), item("a", "1.00", "\"x\":{\"N\":\"2\"}")), delete(key("a", "20E-1")))));

        assertThat(rows())
                .extracting(row -> row.getField("item"))
                .containsExactly(item("a", "1.00", "\"x\":{\"N\":\"2\"}"));
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void bytesAreKeys(WriteMode mode) throws Exception {
        kept = keeping(Columns.ofKey(Column.binary("id")).inBuckets(3), mode);
        kept.fresh()
                .apply(made.full(Stream.of(
                        "{\"id\":{\"B\":\"AAE=\"},\"x\":{\"N\":\"1\"}}",
                        "{\"id\":{\"B\":\"AAI=\"},\"x\":{\"N\":\"1\"}}")));

        kept.fresh()
                .apply(made.window(Stream.of(
                        delete("{\"id\":{\"B\":\"AAE=\"}}"),
                        delete("{\"id\":{\"B\":\"AAM=\"}}"),
                        put("{\"id\":{\"B\":\"AAI=\"}}", "{\"id\":{\"B\":\"AAI=\"},\"x\":{\"N\":\"2\"}}"))));

        assertThat(rows())
                .extracting(row -> row.getField("item"))
                .containsExactly("{\"id\":{\"B\":\"AAI=\"},\"x\":{\"N\":\"2\"}}");
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void itemThatIsThereTwiceIsRefused(WriteMode mode) throws Exception {
        kept = keeping(COLUMNS, mode);
        ExportCommitted full = made.full(Stream.of(price("1"), price("2")));
        assertThatExceptionOfType(RefusedExportException.class)
                .isThrownBy(() -> kept.fresh().apply(full))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ITEM_TWICE));

        made = new MadeExports(bucket);
        kept.fresh().apply(made.full(Stream.of(price("1"))));
        ExportCommitted window = made.window(Stream.of(put(key("a", "1"), price("2")), delete(key("a", "1.0"))));
        assertThatExceptionOfType(RefusedExportException.class)
                .isThrownBy(() -> kept.fresh().apply(window))
                .withMessageContaining("event made-1: found two records of one item");
        assertThat(kept.sequences(1)).containsExactly(0L);
    }

    @Test
    void damagedFileCommitsNothing() throws Exception {
        ExportCommitted full = made.full(Stream.of(price("1"), item("b", "2", "\"x\":{\"N\":\"1\"}")));
        ExportCommitted window = made.window(Stream.of(put(key("a", "1"), price("2"))));

        for (ExportCommitted event : List.of(full, window)) {
            List<Path> before = files();
            Path data = MadeExports.data(bucket, event);
            byte[] sound = Files.readAllBytes(data);
            byte[] damaged = sound.clone();
            damaged[damaged.length - 1] ^= 1;
            Files.write(data, damaged);

            assertThatExceptionOfType(UnsoundExportException.class)
                    .isThrownBy(() -> kept.fresh().apply(event));
            assertThat(files()).isEqualTo(before);
            assertThat(kept.fresh()
                            .current()
                            .map(version -> version.position().sequence() + 1)
                            .orElse(0L))
                    .isEqualTo(event.sequence());

            Files.write(data, sound);
            assertThat(kept.fresh().apply(event)).isEqualTo(Result.APPLIED);
        }
        assertThat(rows()).hasSize(2);
    }
}
