package io.github.dcie.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.dcie.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/alerts/dcie-rules.yml rings on what there is. */
class AlertRulesTest {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Set<Condition.Heals> WAITS_FOR_A_DECISION =
            Set.of(Condition.Heals.BY_RESET, Condition.Heals.BY_RECOVERY);

    private final Scrape scrape = Scrape.ofEverything();
    private final List<JsonNode> rules;

    AlertRulesTest() throws IOException {
        JsonNode groups = new ObjectMapper(new YAMLFactory())
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .readTree(Path.of("../docs/alerts/dcie-rules.yml").toFile())
                .get("groups");
        assertThat(groups).hasSize(1);
        rules = StreamSupport.stream(groups.get(0).get("rules").spliterator(), false)
                .toList();
    }

    @Test
    void everyTroubleHasItsRule() {
        assertThat(rules)
                .extracting(rule -> rule.get("alert").asText())
                .containsExactly(
                        "DcieChainBehind",
                        "DcieBlocked",
                        "DcieDecisionNeeded",
                        "DcieHistoryWillBeLost",
                        "DcieNotifierFailing",
                        "DcieNoStep",
                        "DcieExportsFailing");
    }

    @Test
    void everyMetricLabelAndKindExists() {
        assertThat(rules).allSatisfy(rule -> new Expression(rule.get("expr").asText()).assertFinds(scrape));
    }

    @Test // what one process has not seen for long must not ring
    void everyRuleLooksAtAllProcessesAsOne() {
        assertThat(rules).allSatisfy(rule -> {
            Expression expression = new Expression(rule.get("expr").asText());
            assertThat(expression.grouping().filter("job_id"::equals))
                    .as(expression.text())
                    .hasSize(expression.metrics().size());
        });
    }

    @Test
    void everyTextNamesLabelsThatTheRuleKeeps() {
        assertThat(rules).allSatisfy(rule -> {
            String texts = rule.get("annotations").toString();
            Expression expression = new Expression(rule.get("expr").asText());
            assertThat(LABEL.matcher(texts).results().map(match -> match.group(1)))
                    .as(texts)
                    .isNotEmpty()
                    .allSatisfy(label -> assertThat(expression.grouping()).contains(label));
        });
    }

    @Test
    void everyRuleHasASeverityASummaryAndADescription() {
        assertThat(rules).allSatisfy(rule -> {
            assertThat(Set.of("warning", "critical"))
                    .contains(rule.at("/labels/severity").asText());
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).isNotBlank();
            assertThat(rule.path("for").asText("0m")).matches("\\d+m");
        });
    }

    @Test // docs/operations.md: what heals by a reset or by recovering the state waits for a person
    void everyConditionThatWaitsForADecisionRings() {
        Pattern kinds = Pattern.compile("GAP_.*|STATE_LOST|FULL_EXPORT_REJECTED");

        assertThat(rules.get(2).get("expr").asText()).contains("kind=~\"" + kinds + "\"");
        assertThat(scrape.series().get("dcie_condition").get("kind"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Condition.Kind.values()).map(Enum::name).toList())
                .allSatisfy(kind -> assertThat(kinds.matcher(kind).matches())
                        .as(kind)
                        .isEqualTo(WAITS_FOR_A_DECISION.contains(
                                Condition.Kind.valueOf(kind).heals())));
    }
}
