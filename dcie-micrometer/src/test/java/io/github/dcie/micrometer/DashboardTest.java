package io.github.dcie.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/grafana/dcie.json shows what there is, and all of it. */
class DashboardTest {

    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private final Scrape scrape = Scrape.ofEverything();
    private final JsonNode dashboard;

    DashboardTest() throws IOException {
        dashboard = new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .readTree(Path.of("../docs/grafana/dcie.json").toFile());
    }

    @Test
    void everyMetricAndLabelExists() {
        targets().forEach(target -> new Expression(target.get("expr").asText()).assertFinds(scrape));
    }

    @Test
    void everyMeterIsShown() {
        List<String> shown = targets()
                .flatMap(target -> new Expression(target.get("expr").asText()).metrics().stream())
                .toList();

        assertThat(ExportMeter.values()).allSatisfy(meter -> {
            String name = meter.meter().replace('.', '_');
            assertThat(shown).anySatisfy(metric -> assertThat(metric).matches(name + "(_(seconds|bytes|total).*)?"));
        });
    }

    @Test
    void everyPanelIsOfTheChosenJobs() {
        targets().forEach(target -> {
            Expression expression = new Expression(target.get("expr").asText());
            String chosen = "{job_id=~\"$job\"}";
            assertThat(expression.text().split(Pattern.quote(chosen), -1))
                    .as(expression.text())
                    .hasSize(expression.metrics().size() + 1);
        });
    }

    @Test // two lines of a panel that bear the same name cannot be told apart
    void everyLegendNamesWhatTheExpressionIsGroupedBy() {
        targets().forEach(target -> {
            Set<String> named =
                    new HashSet<>(LEGEND.matcher(target.get("legendFormat").asText())
                            .results()
                            .map(match -> match.group(1))
                            .toList());
            assertThat(new Expression(target.get("expr").asText()).grouping())
                    .as(target.toString())
                    .isNotEmpty()
                    .allSatisfy(label -> assertThat(named).contains(label));
        });
    }

    @Test
    void theVariableListsTheJobs() {
        JsonNode job = elements(dashboard.at("/templating/list"))
                .filter(variable -> variable.get("name").asText().equals("job"))
                .findFirst()
                .orElseThrow();

        assertThat(job.at("/query/query").asText()).isEqualTo("label_values(dcie_step_age_seconds, job_id)");
        assertThat(scrape.series().get("dcie_step_age_seconds")).containsKey("job_id");
    }

    @Test
    void panelsHaveNumbersOfTheirOwnAndPlacesThatDoNotOverlap() {
        List<JsonNode> panels = elements(dashboard.get("panels")).toList();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.get("gridPos");
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    int column = place.get("x").asInt() + x;
                    assertThat(column).as(panel.get("title").asText()).isLessThan(24);
                    assertThat(cells.add(column + "/" + (place.get("y").asInt() + y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> panel.get("type").asText().equals("row"))
                .extracting(panel -> panel.get("title").asText())
                .containsExactly("Freshness", "Trouble", "Exports", "Steps");
    }

    private Stream<JsonNode> targets() {
        List<JsonNode> targets = elements(dashboard.get("panels"))
                .flatMap(panel -> elements(panel.path("targets")))
                .toList();
        assertThat(targets).isNotEmpty();
        return targets.stream();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
