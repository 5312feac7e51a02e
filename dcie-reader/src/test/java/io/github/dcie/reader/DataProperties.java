package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever items a table has: what is written is read, in both formats, in its order. */
final class DataProperties {

    @Property(tries = 300)
    void fullExport(@ForAll long seed, @ForAll boolean ascii) throws Exception {
        Random random = new Random(seed);
        List<Map<String, TypedValue>> items = Stream.generate(() -> AnyItem.of(random))
                .limit(random.nextInt(5))
                .toList();
        String json = items.stream()
                .map(item -> "{\"Item\":" + WrittenJson.item(item, ascii) + "}\n")
                .collect(Collectors.joining());
        String ion = items.stream()
                .map(item -> "$ion_1_0 {Item:" + WrittenIon.item(item) + "}\n")
                .collect(Collectors.joining());

        assertSame(DataFiles.read(json, ExportType.FULL_EXPORT, ExportFormat.DYNAMODB_JSON), items, Optional.empty());
        assertSame(DataFiles.read(ion, ExportType.FULL_EXPORT, ExportFormat.ION), items, Optional.empty());
        assertThat(DataFiles.read(json, ExportType.FULL_EXPORT, ExportFormat.DYNAMODB_JSON))
                .extracting(Change::bytes)
                .isEqualTo(json.lines().map(line -> line.getBytes(UTF_8).length).toList());
    }

    @Property(tries = 200)
    void window(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, TypedValue> keys = Map.of("id", new TypedValue.Text("a"));
        Map<String, TypedValue> now = with(AnyItem.of(random), keys);
        Map<String, TypedValue> before = with(AnyItem.of(random), keys);
        String json = "{\"Keys\":" + WrittenJson.item(keys, false) + ",\"NewImage\":" + WrittenJson.item(now, false)
                + ",\"OldImage\":" + WrittenJson.item(before, true) + "}";
        String ion = "$ion_1_0 {Record:{Keys:" + WrittenIon.item(keys) + ",Metadata:{WriteTimestampMicros:1.},NewImage:"
                + WrittenIon.item(now) + ",OldImage:" + WrittenIon.item(before) + "}}";

        for (List<Change> changes :
                List.of(DataFiles.window(json), DataFiles.read(ion, ExportType.INCREMENTAL_EXPORT, ExportFormat.ION))) {
            assertSame(changes, List.of(now), Optional.of(before));
            assertThat(((Change.Put) changes.get(0)).keys()).contains(keys);
        }
    }

    @Property(tries = 1_000)
    void numbersOfDynamoDb(@ForAll long seed) throws Exception {
        String number = new AnyItem(new Random(seed)).number();

        assertThat(DataFiles.window("{\"Keys\":{\"id\":{\"N\":\"" + number + "\"}}}"))
                .hasSize(1);
    }

    private static Map<String, TypedValue> with(Map<String, TypedValue> item, Map<String, TypedValue> keys) {
        Map<String, TypedValue> all = new LinkedHashMap<>(item);
        all.putAll(keys);
        return all;
    }

    private static void assertSame(
            List<Change> changes, List<Map<String, TypedValue>> items, Optional<Map<String, TypedValue>> old) {
        assertThat(changes).hasSameSizeAs(items);
        IntStream.range(0, items.size()).forEach(i -> {
            Change.Put put = (Change.Put) changes.get(i);
            assertThat(put.newImage()).isEqualTo(items.get(i));
            assertThat(new ArrayList<>(put.newImage().keySet()))
                    .as("the file's order")
                    .isEqualTo(new ArrayList<>(items.get(i).keySet()));
            assertThat(put.oldImage()).isEqualTo(old);
            assertThat(put.line()).isEqualTo(i + 1);
        });
    }
}
