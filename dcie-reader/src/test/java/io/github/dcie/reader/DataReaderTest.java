package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.reader.TypedValue.Attributes;
import io.github.dcie.reader.TypedValue.Binary;
import io.github.dcie.reader.TypedValue.BinarySet;
import io.github.dcie.reader.TypedValue.Bool;
import io.github.dcie.reader.TypedValue.Elements;
import io.github.dcie.reader.TypedValue.Null;
import io.github.dcie.reader.TypedValue.Numeric;
import io.github.dcie.reader.TypedValue.NumericSet;
import io.github.dcie.reader.TypedValue.Text;
import io.github.dcie.reader.TypedValue.TextSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** U1: data files as DynamoDB writes them. */
final class DataReaderTest {

    private static final String KEYS = "\"Keys\":{\"id\":{\"S\":\"a\"}}";
    private static final String NEW = "\"NewImage\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}";
    private static final String OLD = "\"OldImage\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"0\"}}";
    private static final String WRITTEN = "\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"1768386327803907\"}}";
    private static final Optional<Instant> AT = Optional.of(Instant.parse("2026-01-14T10:25:27.803907Z"));
    private static final Map<String, TypedValue> KEY = Map.of("id", new Text("a"));

    private static String line(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private static Map<String, TypedValue> image(String n) {
        return Map.of("id", new Text("a"), "n", new Numeric(n));
    }

    @Test
    void everyType() throws Exception {
        String item =
                "{\"Item\":{\"s\":{\"S\":\"\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\ude00é😀\"},\"n\":{\"N\":\"-1.50\"},"
                        + "\"b\":{\"B\":\"AP8=\"},\"t\":{\"BOOL\":true},\"f\":{\"BOOL\":false},\"z\":{\"NULL\":true},"
                        + "\"ss\":{\"SS\":[\"x\",\"\"]},\"ns\":{\"NS\":[\"2\",\"1\"]},\"bs\":{\"BS\":[\"AA==\"]},"
                        + "\"l\":{\"L\":[{\"S\":\"\"},{\"L\":[]}]},\"m\":{\"M\":{\"é\":{\"M\":{}},\"b\":{\"N\":\"0\"}}}}}";

        List<Change> changes = DataFiles.read(item, ExportType.FULL_EXPORT, ExportFormat.DYNAMODB_JSON);

        assertThat(changes).singleElement().isInstanceOfSatisfying(Change.Put.class, put -> {
            assertThat(put.newImage())
                    .containsExactly(
                            Map.entry("s", new Text("é\"\\/\b\f\n\r\t😀é😀")),
                            Map.entry("n", new Numeric("-1.50")),
                            Map.entry("b", new Binary("AP8=")),
                            Map.entry("t", new Bool(true)),
                            Map.entry("f", new Bool(false)),
                            Map.entry("z", new Null()),
                            Map.entry("ss", new TextSet(List.of("x", ""))),
                            Map.entry("ns", new NumericSet(List.of("2", "1"))),
                            Map.entry("bs", new BinarySet(List.of("AA=="))),
                            Map.entry("l", new Elements(List.of(new Text(""), new Elements(List.of())))),
                            Map.entry(
                                    "m", new Attributes(Map.of("é", new Attributes(Map.of()), "b", new Numeric("0")))));
            assertThat(put.keys()).isEmpty();
            assertThat(put.oldImage()).isEmpty();
            assertThat(put.writtenAt()).isEmpty();
            assertThat(put.line()).isEqualTo(1);
            assertThat(put.bytes()).isEqualTo(item.getBytes(UTF_8).length);
        });
    }

    @Test
    void putsAndDeletesWithAndWithoutAnOldImage() throws Exception {
        assertThat(DataFiles.window(line(WRITTEN, KEYS, NEW)
                        + "\n"
                        + line(WRITTEN, KEYS, OLD, NEW)
                        + "\n"
                        + line(WRITTEN, KEYS)
                        + "\n"
                        + line(OLD, KEYS, WRITTEN)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("bytes")
                .containsExactly(
                        new Change.Put(1, 0, Optional.of(KEY), image("1"), Optional.empty(), AT),
                        new Change.Put(2, 0, Optional.of(KEY), image("1"), Optional.of(image("0")), AT),
                        new Change.Delete(3, 0, KEY, Optional.empty(), AT),
                        new Change.Delete(4, 0, KEY, Optional.of(image("0")), AT));
    }

    @Test // AWS 2: typed in real exports, bare in the guide's example
    void bareTimestamp() throws Exception {
        assertThat(DataFiles.window(line(KEYS, "\"Metadata\":{\"WriteTimestampMicros\":\"1768386327803907\"}")))
                .extracting(Change::writtenAt)
                .containsExactly(AT);
    }

    @Test
    void withoutATimestamp() throws Exception {
        assertThat(DataFiles.window(line(KEYS) + "\n" + line("\"Metadata\":{}", KEYS)))
                .extracting(Change::writtenAt)
                .containsOnly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "12345678901234567890123456789012345678",
                "0.00000000000000000000000000000000000001",
                "1E-130",
                "-9.9999999999999999999999999999999999999E+125",
                "1e125",
                "007",
                "+5",
                "1000000000000000000000000000000000000000000000000000000000000",
                "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"
            })
    void numbers(String number) throws Exception {
        List<Change> changes =
                DataFiles.window(line(KEYS, "\"NewImage\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"" + number + "\"}}"));

        assertThat(changes.get(0))
                .isInstanceOfSatisfying(
                        Change.Put.class, put -> assertThat(put.newImage()).containsEntry("n", new Numeric(number)));
    }

    @Test
    void whiteSpaceAndOrderSayNothing() throws Exception {
        String spaced = line(KEYS, NEW, WRITTEN).replaceAll("([{}:,])", " $1\t") + "  \r\n";

        assertThat(DataFiles.window(spaced + line(KEYS, NEW, WRITTEN)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("bytes", "line")
                .containsOnly(new Change.Put(1, 0, Optional.of(KEY), image("1"), Optional.empty(), AT));
    }

    @Test // the table of names, and the map, have room for fewer
    void manyNames() throws Exception {
        String attributes = IntStream.range(0, 3_000)
                .mapToObj(i -> "\"name" + i + "\":{\"N\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        String line = line(KEYS, "\"NewImage\":{\"id\":{\"S\":\"a\"}," + attributes + "}");

        List<Change> changes = DataFiles.window(line + "\n" + line);

        assertThat(changes)
                .hasSize(2)
                .allSatisfy(change -> assertThat(((Change.Put) change).newImage())
                        .hasSize(3_001)
                        .containsEntry("name0", new Numeric("0"))
                        .containsEntry("name2999", new Numeric("2999"))
                        .doesNotContainKey("name3000"));
    }

    @Test // beyond all buffers
    void longLines() throws Exception {
        String text = "é\\n".repeat(50_000);
        String line = line(KEYS, "\"NewImage\":{\"id\":{\"S\":\"a\"},\"t\":{\"S\":\"" + text + "\"}}");

        List<Change> changes = DataFiles.window((line(KEYS) + "\n" + line + "\n").repeat(5));

        assertThat(changes)
                .hasSize(10)
                .extracting(Change::line)
                .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(Long::valueOf).toList());
        assertThat(((Change.Put) changes.get(9)).newImage()).containsEntry("t", new Text("é\n".repeat(50_000)));
        assertThat(changes.get(9).bytes()).isEqualTo(line.getBytes(UTF_8).length);
    }

    @Test // Developer Guide, quotas: 32 levels
    void deepAttributes() throws Exception {
        String deep = "{\"M\":{\"a\":".repeat(32) + "{\"L\":[]}" + "}}".repeat(32);

        assertThat(DataFiles.window(line(KEYS, "\"NewImage\":{\"id\":{\"S\":\"a\"},\"d\":" + deep + "}")))
                .hasSize(1);
    }

    @Test // AWS 2: of a table with many partitions most files of a window are empty
    void nothing() throws Exception {
        assertThat(DataFiles.window("")).isEmpty();
    }

    @Test // RFC 1952
    void severalMembersOfGzip() throws Exception {
        byte[] member = DataFiles.zip(line(KEYS, NEW) + "\n");
        byte[] withName = member.clone();
        withName[3] = 2 | 4 | 8 | 16;
        byte[] head = {2, 0, 9, 9, 'n', 0, 'c', 0, 1, 1};
        byte[] empty = DataFiles.zip("");
        byte[] all = concat(member, empty, concat(slice(withName, 0, 10), head, slice(withName, 10, withName.length)));

        assertThat(DataFiles.read(all, DataFiles.file(all, 2))).hasSize(2);

        byte[] manyEmpty = new byte[20_000 * empty.length];
        for (int i = 0; i < manyEmpty.length; i += empty.length) {
            System.arraycopy(empty, 0, manyEmpty, i, empty.length);
        }
        byte[] many = concat(manyEmpty, member);
        // a connection that has nothing available just now is not at its end
        DataReader slow = DataReader.of(object -> Optional.of(new Slow(many)));

        assertThat(DataFiles.read(slow, DataFiles.file(many, 1))).hasSize(1);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static final class Slow extends FilterInputStream {

        Slow(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 7));
        }
    }

    @Test
    void lockstep() throws Exception {
        byte[] zipped = DataFiles.zip(line(KEYS, NEW) + "\n" + line(KEYS));
        try (Changes changes = DataReader.of(DataFiles.bucket(zipped)).open(DataFiles.file(zipped, 2))) {
            assertThat(changes.next()).get().isInstanceOf(Change.Put.class);
            assertThat(changes.next()).get().isInstanceOf(Change.Delete.class);
            assertThat(changes.next()).isEmpty();
            assertThat(changes.next()).isEmpty();
        }
    }

    @Test // otherwise whoever tries again takes a broken file for a short one
    void whatWasUnsoundStaysSo() throws Exception {
        byte[] zipped = DataFiles.zip(line(KEYS) + "\n" + line(NEW) + "\n" + line(KEYS));
        try (Changes changes = DataReader.of(DataFiles.bucket(zipped)).open(DataFiles.file(zipped, 3))) {
            changes.next();
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(UnsoundExportException.class)
                        .isThrownBy(changes::next)
                        .withMessageContaining("x.json.gz line 2: unknown record: [NewImage], expected Keys");
            }
        }
    }

    @Test
    void closedIsNotTheEnd() throws Exception {
        byte[] zipped = DataFiles.zip(line(KEYS));
        Changes changes = DataReader.of(DataFiles.bucket(zipped)).open(DataFiles.file(zipped, 1));
        changes.next();
        changes.close();

        assertThatIOException().isThrownBy(changes::next).withMessageContaining("is closed");
        changes.close();
    }

    @Test
    void brokenConnectionIsNoUnsoundFile() {
        byte[] zipped = DataFiles.zip((line(KEYS) + "\n").repeat(3));
        Watched watched = new Watched(zipped, 20);
        DataReader reader = DataReader.of(object -> Optional.of(watched));

        assertThatIOException()
                .isThrownBy(() -> reader.verify(DataFiles.file(zipped, 3)))
                .withMessage("connection reset");
        assertThat(watched.closed).isTrue();
    }

    @Test
    void afterABrokenConnectionNothingIsTheEnd() throws Exception {
        byte[] zipped = DataFiles.zip(line(KEYS));
        try (Changes changes =
                DataReader.of(object -> Optional.of(new Watched(zipped, 20))).open(DataFiles.file(zipped, 1))) {
            assertThatIOException().isThrownBy(changes::next).withMessage("connection reset");
            assertThatIOException().isThrownBy(changes::next).withMessageContaining("open it again");
        }
    }

    @Test // what the sink throws goes on
    void filesAreClosedWhateverHappens() throws Exception {
        byte[] zipped = DataFiles.zip(line(KEYS) + "\n" + line("\"x\":{}"));
        Watched sound = new Watched(zipped, Integer.MAX_VALUE);
        Watched unsound = new Watched(zipped, Integer.MAX_VALUE);

        assertThatIOException()
                .isThrownBy(
                        () -> DataReader.of(object -> Optional.of(sound)).forEach(DataFiles.file(zipped, 2), change -> {
                            throw new IOException("disk full");
                        }))
                .withMessage("disk full");
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> DataReader.of(object -> Optional.of(unsound)).verify(DataFiles.file(zipped, 2)));

        assertThat(sound.closed).isTrue();
        assertThat(unsound.closed).isTrue();
    }

    /** Breaks after some bytes. */
    private static final class Watched extends FilterInputStream {

        private int left;
        private boolean closed;

        Watched(byte[] bytes, int left) {
            super(new ByteArrayInputStream(bytes));
            this.left = left;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("connection reset");
            }
            int count = super.read(bytes, offset, Math.min(length, left));
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }

    @Test
    void inAFolder(@TempDir Path bucket) throws Exception {
        byte[] zipped = DataFiles.zip(line(KEYS, NEW));
        Files.createDirectories(bucket.resolve(DataFiles.KEY).getParent());
        Files.write(bucket.resolve(DataFiles.KEY), zipped);

        DataReader.of(BucketObjects.inFolder(bucket)).verify(DataFiles.file(zipped, 1));
    }

    @Test
    void limitsAreExact() throws Exception {
        String line = line(KEYS, NEW);
        byte[] zipped = DataFiles.zip((line + "\n").repeat(1_000));
        DataFile file = DataFiles.file(zipped, 1_000);
        DataReader reader = DataReader.of(DataFiles.bucket(zipped));
        long bytes = 1_000L * (line.length() + 1);

        reader.withLimits(new ReadLimits(line.length(), 1_000, 0)).verify(file);
        reader.withLimits(new ReadLimits(line.length(), 1, bytes)).verify(file);

        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> reader.withLimits(new ReadLimits(line.length() - 1, 1_000, 0))
                        .verify(file))
                .withMessageContaining(
                        "x.json.gz line 1: a line of more than " + (line.length() - 1) + " bytes, the limit; raise");
        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> reader.withLimits(new ReadLimits(line.length(), 1, bytes - 1))
                        .verify(file))
                .withMessageContaining(
                        " bytes out of " + zipped.length + ", expected at most 1 times as many, the limit;");
    }

    @Test // some hundred kilobytes that would be a gigabyte
    void aBombIsRefusedBeforeItIsUnzipped() throws Exception {
        byte[] zipped = DataFiles.zip((line(KEYS) + " ".repeat(1 << 20) + "\n").repeat(100));
        AtomicLong bytes = new AtomicLong();

        assertThatExceptionOfType(UnsoundExportException.class)
                .isThrownBy(() -> DataReader.of(DataFiles.bucket(zipped))
                        .forEach(DataFiles.file(zipped, 100), change -> bytes.addAndGet(change.bytes())))
                .withMessageContaining("expected at most 200 times as many");
        assertThat(bytes).hasValueBetween(60 << 20, 65 << 20);
    }

    @Test
    void limitsHaveLimits() {
        for (Runnable wrong : List.<Runnable>of(
                () -> new ReadLimits(0, 1, 0), () -> new ReadLimits(1, 0, 0), () -> new ReadLimits(1, 1, -1))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(wrong::run)
                    .withMessageContaining("expected 1 or more, 1 or more, 0 or more");
        }
    }

    @Test
    void imagesCannotBeChanged() throws Exception {
        Change.Put put = (Change.Put) DataFiles.window(line(KEYS, NEW, OLD)).get(0);
        for (Map<String, TypedValue> map :
                List.of(put.newImage(), put.oldImage().orElseThrow(), put.keys().orElseThrow())) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("x", new Null()));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> map.entrySet().iterator().next().setValue(new Null()));
        }
    }
}
