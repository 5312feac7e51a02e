package io.github.dcie.micrometer;

import static io.github.dcie.micrometer.Outcomes.ORDERS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StateStoreException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md has a row for each meter, and no other. */
class MetricsGuideTest {

    private static final Path GUIDE = Path.of("../docs/metrics.md");
    private static final Path SOURCE = Path.of("src/test/java/io/github/dcie/micrometer/GuideCode.java");
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** A row of the table: the cells that the code decides. */
    private record Row(String name, String type, String unit, Set<String> tags, String inPrometheus, String meaning) {

        static Row of(List<Meter> series) {
            Meter.Id id = series.get(0).getId();
            String unit = id.getBaseUnit() == null ? "" : id.getBaseUnit();
            return new Row(
                    id.getName(),
                    id.getType().name().toLowerCase(Locale.ROOT),
                    unit,
                    tags(id),
                    id.getName().replace('.', '_')
                            + (unit.isEmpty() ? "" : "_" + unit)
                            + (id.getType() == Meter.Type.COUNTER ? "_total" : ""),
                    id.getDescription());
        }

        static Row of(String line) {
            List<String> cells = Stream.of(line.split("\\|", -1))
                    .map(cell -> cell.replace("`", "").strip())
                    .toList();
            Set<String> tags = cells.get(4).isEmpty()
                    ? Set.of()
                    : new TreeSet<>(List.of(cells.get(4).split(", ")));
            return new Row(cells.get(1), cells.get(2), cells.get(3), tags, cells.get(5), cells.get(7));
        }

        private static Set<String> tags(Meter.Id id) {
            return id.getTags().stream()
                    .map(Tag::getKey)
                    .filter(key -> !key.equals("job.id"))
                    .collect(toCollection(TreeSet::new));
        }
    }

    @Test
    void theTableAndTheCodeAgree() throws IOException, StateStoreException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ExportMetrics metrics = ExportMetrics.create(registry);
        for (AdvanceOutcome outcome : Outcomes.everything()) {
            metrics.step(ORDERS, () -> outcome);
        }
        Map<String, List<Meter>> registered = registry.getMeters().stream()
                .collect(groupingBy(meter -> meter.getId().getName()));

        assertThat(rows())
                .containsExactlyInAnyOrderElementsOf(
                        registered.values().stream().map(Row::of).toList());
        assertThat(rows())
                .extracting(Row::name)
                .containsExactlyElementsOf(Arrays.stream(ExportMeter.values())
                        .map(ExportMeter::meter)
                        .toList());
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("job.id")).isEqualTo("orders"));
    }

    @Test
    void theNamesInPrometheusAreThoseOfItsRegistry() throws IOException {
        Set<String> series = Scrape.ofEverything().series().keySet();

        assertThat(rows()).allSatisfy(row -> {
            if (row.type().equals("timer")) {
                assertThat(series).contains(row.inPrometheus() + "_count", row.inPrometheus() + "_sum");
            } else {
                assertThat(series).contains(row.inPrometheus());
            }
        });
    }

    @Test
    void itsCodeCompiles() throws IOException {
        String source = onOneLine(Files.readString(SOURCE));
        List<String> blocks = CODE.matcher(Files.readString(GUIDE))
                .results()
                .map(match -> onOneLine(match.group(1)))
                .toList();

        assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(source).contains(block));
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| `dcie."))
                .map(Row::of)
                .toList();
    }

    private static String onOneLine(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
