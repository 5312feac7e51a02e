package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import io.github.dcie.Condition;
import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.testkit.TopicEmulator;
import io.github.dcie.testkit.TopicMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema takes what is published, and nothing else. */
final class EventSchemaTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:exports";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventSchema schema = new EventSchema();

    static Stream<ExportEvent> events() {
        return Stream.concat(Events.whole().all().stream(), Events.whole().bare().all().stream());
    }

    static List<ExportEvent> wholeEvents() {
        return Events.whole().all();
    }

    // ---- the schema itself -----------------------------------------------------------------------------------------

    @Test
    void isASchemaOfItsDraft() {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12))
                        .validate(schema.json().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyFieldIsDescribed() {
        List<String> bare = new ArrayList<>();
        int described = 0;
        for (JsonNode properties : schema.json().findValues("properties")) {
            for (var field : properties.properties()) {
                boolean narrows = field.getValue().size() == 1
                        && field.getValue().has("const"); // of a field that is described elsewhere
                if (field.getValue().has("description")) {
                    described++;
                } else if (!narrows) {
                    bare.add(field.getKey());
                }
            }
        }

        assertThat(bare).isEmpty();
        assertThat(described).isGreaterThan(35);
    }

    @Test // a field of the schema that is never written would be a promise that is never kept
    void everyFieldIsWritten() {
        Set<String> declared = new TreeSet<>();
        schema.json()
                .findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(declared::add));
        Set<String> written = new TreeSet<>(Set.of("shortened"));
        events().forEach(event -> tree(EventJson.write(event)).fieldNames().forEachRemaining(written::add));

        assertThat(declared).isEqualTo(written);
    }

    @Test
    void namesTheWordsOfTheApi() {
        assertThat(words("/$defs/condition/properties/condition")).isEqualTo(names(Condition.Kind.values()));
        assertThat(words("/$defs/condition/properties/heals")).isEqualTo(names(Condition.Heals.values()));
        assertThat(words("/$defs/ChainStarted/properties/cause")).isEqualTo(names(ChainStarted.Cause.values()));
        assertThat(words("/$defs/exportCommitted/properties/format")).isEqualTo(names(ExportFormat.values()));
        assertThat(words("/$defs/WindowCommitted/properties/view")).isEqualTo(names(ExportView.values()));
        assertThat(words("/properties/exportType")).isEqualTo(names(ExportType.values()));
        assertThat(words("/properties/eventType"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ExportEvent.class.getPermittedSubclasses())
                        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                        .map(Class::getSimpleName)
                        .toList());
    }

    private List<String> words(String pointer) {
        List<String> words = new ArrayList<>();
        schema.json().at(pointer + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    // ---- what is published -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("events")
    void takesEveryKindOfEvent(ExportEvent event) {
        schema.assertTakes(EventJson.write(event));
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryCondition(Condition.Kind kind) {
        schema.assertTakes(EventJson.write(Events.whole().began(kind)));
        schema.assertTakes(EventJson.write(Events.whole().continues(kind)));
        schema.assertTakes(EventJson.write(Events.whole().ended(kind)));
    }

    @Property(tries = 500)
    @Domain(EventDomain.class)
    @Domain(DomainContext.Global.class)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void takesWhateverIsPublishedShortenedOrNot(
            @ForAll ExportEvent event, @ForAll @IntRange(min = 3_500, max = 6_000) int limit) throws Exception {
        TopicEmulator topic = TopicEmulator.withTopic(TOPIC);
        SnsNotifier.create(topic.client(), TOPIC).deliver(event);
        SnsNotifier.create(topic.client(), TOPIC).withMaximumMessageSize(limit).deliver(event);

        assertThat(topic.messages()).extracting(TopicMessage::body).hasSize(2).allSatisfy(schema::assertTakes);
        Statistics.label("shortened")
                .collect(tree(topic.messages().get(1).body()).has("shortened"))
                .coverage(tried -> tried.check(true).count(events -> events > 0));
    }

    @ParameterizedTest
    @MethodSource("events")
    void takesEveryKindOfEventThatWasShortened(ExportEvent event) {
        String whole = EventJson.write(event);
        String shortened = EventJson.write(event, whole.length() - 1);

        assertThat(tree(shortened).has("shortened")).isTrue();
        schema.assertTakes(shortened);
    }

    // ---- planted faults --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("wholeEvents")
    void missesEveryFieldThatIsNotOptional(ExportEvent event) {
        Set<String> optional = Set.of("tableId", "prefix", "previousExportArn", "code");
        ObjectNode whole = tree(EventJson.write(event));
        whole.fieldNames().forEachRemaining(name -> {
            String without = whole.deepCopy().without(name).toString();
            if (optional.contains(name)) {
                schema.assertTakes(without);
            } else {
                assertRefuses(without);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("wholeEvents")
    void refusesAFieldThatIsNobodys(ExportEvent event) {
        ObjectNode misspelt = tree(EventJson.write(event));
        misspelt.set("jobID", misspelt.get("jobId"));

        assertRefuses(misspelt.toString());
    }

    static Stream<Arguments> foreignFields() {
        return wholeEvents().stream()
                .flatMap(event -> wholeEvents().stream()
                        .filter(other -> other != event)
                        .map(other -> Arguments.of(event, other)));
    }

    @ParameterizedTest // each kind has its own fields, and those of another kind are none of it
    @MethodSource("foreignFields")
    void refusesTheFieldsOfAnotherKindOfEvent(ExportEvent event, ExportEvent other) {
        ObjectNode own = tree(EventJson.write(event));
        for (var foreign : tree(EventJson.write(other)).properties()) {
            if (!own.has(foreign.getKey())) {
                assertRefuses(own.deepCopy()
                        .<ObjectNode>set(foreign.getKey(), foreign.getValue())
                        .toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wholeEvents")
    void refusesNullAndWrongTypesEverywhere(ExportEvent event) {
        ObjectNode whole = tree(EventJson.write(event));
        whole.fieldNames().forEachRemaining(name -> {
            assertRefuses(whole.deepCopy().putNull(name).toString());
            assertRefuses(whole.deepCopy().put(name, true).toString());
            assertRefuses(
                    whole.get(name).isTextual()
                            ? whole.deepCopy().put(name, 7).toString()
                            : whole.deepCopy().put(name, "7").toString());
        });
    }

    @ParameterizedTest // N5
    @MethodSource("wholeEvents")
    void refusesAnyOtherStatus(ExportEvent event) {
        ObjectNode written = tree(EventJson.write(event));
        for (String status : List.of("SUCCESS", "FAILED", "RUNNING", "success")) {
            if (!status.equals(written.path("status").asText())) {
                assertRefuses(written.deepCopy().put("status", status).toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "at, 2026-01-14T12:00:00.5Z",
        "at, 2026-01-14 12:00:00Z",
        "watermark, 2026-01-14T12:00Z",
        "startTime, 2026-01-14T12:00:00+01:00",
        "exportType, FULL_EXPORT",
        "eventType, FullExportCommitted",
        "eventType, ConditionBegan",
        "sequence, 0",
        "generation, 0",
        "itemCount, -1",
        "exportArn, arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
        "tableArn, orders",
        "executionId, two words",
        "jobId, ''",
        "view, NEW_IMAGES",
        "format, JSON",
        "shortened, jobId",
        "shortened, 'message, summary'"
    })
    void refusesAWindowWithAWrongValue(String name, String value) {
        ObjectNode window = tree(EventJson.write(Events.whole().window()));

        assertRefuses(
                value.matches("-?[0-9]+")
                        ? window.put(name, Long.parseLong(value)).toString()
                        : window.put(name, value).toString());
    }

    // ---- the guide -------------------------------------------------------------------------------------------------

    @Test
    void takesTheSamplesOfTheGuide() throws IOException {
        String guide = Files.readString(EventSchema.DOCS.resolve("events.md"));
        List<String> samples = Pattern.compile("```json\n(\\{.*?\n\\})\n```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(match -> match.group(1))
                .filter(sample -> sample.contains("\"eventType\""))
                .toList();

        assertThat(samples).hasSize(3).allSatisfy(schema::assertTakes);
    }

    @Test
    void theGuideExplainsEveryField() throws IOException {
        String guide = Files.readString(EventSchema.DOCS.resolve("events.md"));
        Set<String> fields = new TreeSet<>();
        schema.json()
                .findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(fields::add));

        assertThat(fields)
                .isNotEmpty()
                .allSatisfy(field -> assertThat(guide).containsPattern("(?m)^\\|[^|]*`" + field + "`[^|]*\\|"));
    }

    private void assertRefuses(String event) {
        assertThat(schema.faults(event)).as(event).isNotEmpty();
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
