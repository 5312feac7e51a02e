package io.github.dcie;

import static io.github.dcie.Samples.IDENTITY;
import static io.github.dcie.Samples.NOON;
import static io.github.dcie.Samples.ORDERS;
import static io.github.dcie.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

    static List<ExportEvent> events() {
        return Samples.events();
    }

    /** With everything that is optional in the samples turned round: what they have is missing, what they lack is there. */
    static List<ExportEvent> otherwise() {
        TableIdentity unknown = new TableIdentity(TABLE, Optional.empty());
        CompletedExport inFolder = new CompletedExport(
                Samples.INCREMENTAL,
                new S3Object("acme-exports", "dynamodb/orders/AWSDynamoDB/1/manifest-summary.json"),
                Optional.of("dynamodb/orders"),
                ExportFormat.ION,
                0,
                0,
                NOON.plusMillis(432),
                NOON.plusMillis(987));
        Condition wordless = new Condition(
                Condition.Kind.GAP_FELL_BEHIND, NOON, "history is lost", "reset the job", Optional.empty());
        return List.of(
                new FullExportCommitted(EventId.of("a"), ORDERS, unknown, 1, NOON, 0, NOON, inFolder),
                new WindowCommitted(
                        EventId.of("b"),
                        ORDERS,
                        unknown,
                        1,
                        NOON,
                        0,
                        7,
                        Samples.WINDOW,
                        ExportView.NEW_AND_OLD_IMAGES,
                        inFolder,
                        Optional.empty()),
                new ConditionBegan(EventId.of("c"), ORDERS, unknown, 1, NOON, ExportType.FULL_EXPORT, 0, wordless),
                new ConditionContinues(EventId.of("d"), ORDERS, unknown, 1, NOON, ExportType.FULL_EXPORT, 0, wordless),
                new ConditionEnded(EventId.of("e"), ORDERS, unknown, 1, NOON, ExportType.FULL_EXPORT, 0, wordless),
                new ExportEvent.ChainStarted(
                        EventId.of("f"), ORDERS, unknown, 3, NOON, ExportEvent.ChainStarted.Cause.GAP, NOON));
    }

    static Stream<ExportEvent> all() {
        return Stream.concat(events().stream(), otherwise().stream());
    }

    @ParameterizedTest // what consumers have built on; a change here is a change for all of them
    @MethodSource("recordsOfEvents")
    void everyKindOfEventIsWrittenAsInItsGoldenFile(Class<?> type) throws IOException {
        ExportEvent event =
                events().stream().filter(type::isInstance).findFirst().orElseThrow();

        assertThat(EventJson.write(event)).isEqualTo(golden(type.getSimpleName()));
    }

    static List<Class<?>> recordsOfEvents() {
        return Arrays.stream(ExportEvent.class.getPermittedSubclasses())
                .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .toList();
    }

    @ParameterizedTest // N2: nothing that a consumer needs is lost
    @MethodSource("all")
    void theEventCanBeMadeOfItsJson(ExportEvent event) throws IOException {
        assertThat(ReadBack.of(EventJson.write(event))).isEqualTo(withoutRemedyIfOver(event));
    }

    /** Of what is over nothing is left to do, so its remedy is not told. */
    private static ExportEvent withoutRemedyIfOver(ExportEvent event) {
        if (!(event instanceof ConditionEnded over)) {
            return event;
        }
        Condition was = over.condition();
        return new ConditionEnded(
                over.id(),
                over.job(),
                over.table(),
                over.generation(),
                over.at(),
                over.exportType(),
                over.windowsBehind(),
                new Condition(was.kind(), was.since(), was.summary(), "", was.code()));
    }

    @ParameterizedTest // N5
    @MethodSource("all")
    void successMeansThatDataIsThereAndNothingElse(ExportEvent event) throws IOException {
        Object status = FlatJson.read(EventJson.write(event)).get("status");

        if (event instanceof ExportCommitted) {
            assertThat(status).isEqualTo("SUCCESS");
        } else if (event instanceof ConditionBegan || event instanceof ConditionContinues) {
            assertThat(status).isEqualTo("FAILED");
        } else {
            assertThat(status).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theRemedyIsToldWhileThereIsSomethingToDo(ExportEvent event) throws IOException {
        Map<String, Object> fields = FlatJson.read(EventJson.write(event));

        if (event instanceof ConditionEvent condition && !(event instanceof ConditionEnded)) {
            assertThat(fields).containsEntry("remedy", condition.condition().remedy());
        } else {
            assertThat(fields).doesNotContainKey("remedy");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSummaryIsTheEventsOwn(ExportEvent event) throws IOException {
        assertThat(FlatJson.read(EventJson.write(event))).containsEntry("summary", event.summary());
    }

    @Test // as in AWS's guidance, where the failure's code is in the message and the remedy is not
    void theMessageOfAConditionHasAwssWords() throws IOException {
        assertThat(FlatJson.read(EventJson.write(Samples.conditionBegan())))
                .containsEntry("message", "point-in-time recovery of orders is off (DISABLED)");
        assertThat(FlatJson.read(EventJson.write(otherwise().get(2)))).containsEntry("message", "history is lost");
    }

    @Test // N5: both, as in AWS's guidance
    void aFullExportsTimeIsItsStartAndItsEnd() throws IOException {
        assertThat(FlatJson.read(EventJson.write(Samples.fullExportCommitted())))
                .containsEntry("exportStartTime", "2026-01-14T12:00:00Z")
                .containsEntry("exportEndTime", "2026-01-14T12:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfConditionIsNamed(Condition.Kind kind) throws IOException {
        Condition condition = new Condition(kind, NOON, "summary", "remedy", Optional.empty());
        ExportEvent event = new ConditionBegan(
                EventId.of("x"), ORDERS, IDENTITY, 1, NOON, ExportType.INCREMENTAL_EXPORT, 0, condition);

        assertThat(FlatJson.read(EventJson.write(event)))
                .containsEntry("condition", kind.name())
                .containsEntry("heals", kind.heals().name());
    }

    @ParameterizedTest
    @MethodSource("all")
    void attributesAreFieldsOfTheJson(ExportEvent event) throws IOException {
        Map<String, String> attributes = EventJson.attributes(event);
        Map<String, Object> fields = FlatJson.read(EventJson.write(event));

        assertThat(fields).containsAllEntriesOf(attributes);
        assertThat(attributes.keySet())
                .isEqualTo(Stream.of("jobId", "exportType", "status", "eventType")
                        .filter(fields::containsKey)
                        .collect(Collectors.toSet()));
    }

    @Property
    void whateverAwsSaysArrivesAsPrintableAscii(@ForAll String summary, @ForAll String code) throws IOException {
        ExportEvent event = told(summary, "remedy", code);

        String json = EventJson.write(event);

        assertThat(json).matches("[ -~]*");
        assertThat(ReadBack.of(json)).isEqualTo(event);
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(EventJson.write(told("\"\\\u00e9\ud83d\ude00", "remedy", "code")))
                .contains("\"conditionSummary\":\"\\\"\\\\\\u00E9\\uD83D\\uDE00\"");
    }

    // ---- a limited size --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("all")
    void whatFitsIsNotShortened(ExportEvent event) {
        String json = EventJson.write(event);

        assertThat(EventJson.write(event, json.length())).isEqualTo(json);
    }

    @Test
    void theLongestTextIsCutFirst() throws IOException {
        ExportEvent event = told("s".repeat(500), "r".repeat(4_000), "c".repeat(100));

        Map<String, Object> fields = FlatJson.read(EventJson.write(event, 8_600));

        assertThat(fields)
                .containsEntry("shortened", "summary")
                .containsEntry("remedy", "r".repeat(4_000))
                .hasEntrySatisfying(
                        "summary",
                        summary -> assertThat((String) summary)
                                .startsWith("PITR_OFF began: sss")
                                .endsWith("r...")
                                .hasSizeBetween(2_000, 2_300));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE) // there are too many combinations of them
    void aShortenedEventKeepsWhatIdentifiesIt(
            @ForAll @IntRange(max = 3_000) int summary,
            @ForAll @IntRange(max = 3_000) int remedy,
            @ForAll @IntRange(min = 1_300, max = 12_000) int limit)
            throws IOException {
        ExportEvent event = told("\ud83d\ude00".repeat(summary / 12), "r".repeat(remedy), "code");
        Map<String, Object> whole = FlatJson.read(EventJson.write(event));

        String json = EventJson.write(event, limit);
        Map<String, Object> fields = FlatJson.read(json);

        assertThat(json.length()).isLessThanOrEqualTo(limit);
        List<String> shortened =
                List.of(((String) fields.getOrDefault("shortened", "")).split(",")); // "" is the name of no field
        assertThat(fields.keySet()).containsAll(whole.keySet());
        whole.forEach((name, value) -> {
            if (shortened.contains(name)) {
                String cut = (String) fields.get(name);
                assertThat(cut).endsWith("...");
                assertThat((String) value).startsWith(cut.substring(0, cut.length() - 3));
                assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 4)))
                        .isFalse();
            } else {
                assertThat(fields).containsEntry(name, value);
            }
        });
        assertThat(shortened).isSubsetOf("", "message", "remedy", "summary", "conditionSummary", "code");
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIdentifiesAnEventNeedsItsRoom(ExportEvent event) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.write(event, 300))
                .withMessageStartingWith("event " + event.id() + ": expected room for at least ")
                .withMessageEndingWith(" bytes of JSON, got 300; use a channel that takes that much");
    }

    @Test
    void theRoomThatIsAskedForIsEnough() {
        ExportEvent event = Samples.windowCommitted();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.write(event, 1))
                .satisfies(e -> {
                    int room = Integer.parseInt(e.getMessage().replaceAll(".* at least (\\d+) bytes.*", "$1"));
                    assertThat(EventJson.write(event, room)).hasSizeLessThanOrEqualTo(room);
                });
    }

    private static ConditionBegan told(String summary, String remedy, String code) {
        return new ConditionBegan(
                EventId.of("orders/x"),
                ORDERS,
                IDENTITY,
                1,
                NOON,
                ExportType.INCREMENTAL_EXPORT,
                0,
                new Condition(Condition.Kind.PITR_OFF, NOON, summary, remedy, Optional.of(code)));
    }

    private static String golden(String name) throws IOException {
        String file = "/golden/event-" + name + ".json";
        try (InputStream golden = EventJsonTest.class.getResourceAsStream(file)) {
            assertThat(golden).as("golden file " + file).isNotNull();
            return new String(golden.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
