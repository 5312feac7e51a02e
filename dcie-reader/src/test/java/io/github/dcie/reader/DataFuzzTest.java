package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** F6: whatever a data file has, it is read or refused with the documented exception, quickly. */
final class DataFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 20_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 19);
    private static final long AT_MOST = 50_000_000;

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final List<String> STRANGE = List.of(
            "\u0000",
            "\n",
            "\r\n",
            "\\u202e",
            "\\ud800",
            "\\",
            "\"",
            "{",
            "}",
            "[",
            "null",
            "1e999999999",
            "'''",
            "{{",
            "//",
            "$ion_1_0 ",
            "$ion_symbol_table::",
            "9".repeat(300),
            "1d2147483648",
            "\u00e9",
            "\ud83d\ude00",
            "{\"M\":{\"a\":");

    private final Random random = new Random(SEED);
    private final List<Sample> samples = Stream.of(ExportFormat.values())
            .flatMap(format ->
                    Stream.of(sample(format, ExportType.FULL_EXPORT), sample(format, ExportType.INCREMENTAL_EXPORT)))
            .toList();

    /** Three lines. */
    private record Sample(ExportType type, ExportFormat format, byte[] plain, byte[] zipped) {}

    private Sample sample(ExportFormat format, ExportType type) {
        String text = Stream.generate(() -> line(format, type)).limit(3).collect(Collectors.joining("\n"));
        return new Sample(type, format, text.getBytes(UTF_8), DataFiles.zip(text));
    }

    private String line(ExportFormat format, ExportType type) {
        String key = format == ExportFormat.ION ? "{id:\"a\"}" : "{\"id\":{\"S\":\"a\"}}";
        var item = AnyItem.of(random);
        item.put("id", new TypedValue.Text("a"));
        String image = format == ExportFormat.ION ? WrittenIon.item(item) : WrittenJson.item(item, false);
        boolean full = type == ExportType.FULL_EXPORT;
        return switch (format) {
            case ION ->
                full
                        ? "$ion_1_0 {Item:" + image + "}"
                        : "$ion_1_0 {Record:{Keys:" + key + ",Metadata:{WriteTimestampMicros:17d14},NewImage:" + image
                                + "}}";
            default ->
                full
                        ? "{\"Item\":" + image + "}"
                        : "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"17\"}},\"Keys\":" + key + ",\"NewImage\":"
                                + image + "}";
        };
    }

    @Test
    void aMutantOfTheZippedBytesIsSoundOnlyIfItsChecksumIs() {
        mutate("zipped", (sample, bytes) -> {
            DataFile file = DataFiles.file(bytes, 3, sample.type(), sample.format());
            DataFile original = DataFiles.file(sample.zipped(), 3, sample.type(), sample.format());
            assertThat(refusal(bytes, original).isEmpty()).isEqualTo(file.md5().equals(original.md5()));
            return refusal(bytes, file);
        });
    }

    @Test
    void aMutantOfTheLinesIsReadOrRefused() {
        mutate("lines", (sample, bytes) -> {
            byte[] zipped = DataFiles.zip(bytes);
            Optional<String> refusal = refusal(zipped, DataFiles.file(zipped, 3, sample.type(), sample.format()));
            if (refusal.isEmpty() && sample.format() == ExportFormat.DYNAMODB_JSON) {
                assertThat(isReadByJackson(bytes))
                        .as(HexFormat.of().formatHex(bytes))
                        .isTrue();
            }
            return refusal;
        });
    }

    /** What is read is JSON: another parser, with its own opinion, has read it as well. */
    private static boolean isReadByJackson(byte[] bytes) {
        int records = 0;
        try (JsonParser json = JACKSON.createParser(new String(bytes, UTF_8))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                records += token == JsonToken.END_OBJECT
                                && json.getParsingContext().inRoot()
                        ? 1
                        : 0;
            }
        } catch (IOException e) {
            return false;
        }
        return records == 3;
    }

    private interface Reading {
        Optional<String> refusal(Sample sample, byte[] mutant);
    }

    private void mutate(String what, Reading reading) {
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Sample sample = samples.get(random.nextInt(samples.size()));
            byte[] mutant = mutant(what.equals("zipped") ? sample.zipped() : sample.plain());
            long begun = System.nanoTime();
            Optional<String> refusal = reading.refusal(sample, mutant);
            if (System.nanoTime() - begun > AT_MOST) { // one may be the machine's
                long again = System.nanoTime();
                reading.refusal(sample, mutant);
                assertThat(System.nanoTime() - again)
                        .as(HexFormat.of().formatHex(mutant))
                        .isLessThan(AT_MOST);
            }
            refusal.ifPresent(message ->
                    assertThat(message).isEqualTo(Printable.line(message)).hasSizeLessThan(1_500));
            read += refusal.isEmpty() ? 1 : 0;
        }
        System.out.println(what + ": " + MUTANTS + " mutants, seed " + SEED + ", read " + read);
        assertThat(read).isPositive().isLessThan(MUTANTS);
    }

    private byte[] mutant(byte[] bytes) {
        byte[] mutant = bytes.clone();
        for (int i = 1 + random.nextInt(2); i > 0 && mutant.length > 0; i--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(7)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 -> mutant[at] = (byte) (' ' + random.nextInt(95));
                case 3 -> mutant = spliced(mutant, at, at + 1, new byte[0]);
                case 4 ->
                    mutant = spliced(
                            mutant,
                            at,
                            at,
                            STRANGE.get(random.nextInt(STRANGE.size())).getBytes(UTF_8));
                case 5 -> mutant = Arrays.copyOf(mutant, at);
                default -> mutant = spliced(mutant, at, at, bytes);
            }
        }
        return mutant;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, from);
        all.writeBytes(between);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }

    private static Optional<String> refusal(byte[] zipped, DataFile file) {
        List<Change> changes = new ArrayList<>();
        try {
            DataReader.of(DataFiles.bucket(zipped)).forEach(file, changes::add);
            assertThat(changes).hasSize((int) file.itemCount());
            return Optional.empty();
        } catch (UnsoundExportException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AssertionError(
                    "nothing was out of reach: " + HexFormat.of().formatHex(zipped), e);
        }
    }
}
