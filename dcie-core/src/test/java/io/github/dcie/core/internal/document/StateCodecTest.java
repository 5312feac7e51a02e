package io.github.dcie.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.JobId;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.States;
import io.github.dcie.spi.StateDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K1, K2. */
class StateCodecTest {

    private static final JobId JOB = JobId.of("orders");

    @Provide
    Arbitrary<JobState> states() {
        return Arbitraries.randomValue(States::random);
    }

    @Property(tries = 2000) // K1
    void whatWasWrittenIsReadAgain(@ForAll("states") JobState state) throws Exception {
        assertThat(StateCodec.decode(JOB, StateCodec.encode(state))).isEqualTo(state);
    }

    /** What is planned and not built yet, in characters: it must find room, too. */
    private static final Map<String, Integer> RESERVED = Map.of(
            ",\"to\":\"0123456789ab\"", 20, // where the last request went (K9)
            ",\"selection\":\"0123456789ab\"", 27); // what a filtered chain selects (W7)

    /** K1: room for what comes. */
    private static final int MOST_BYTES = 2_700;

    @Test // K1, size: 255-character table name, 16 places full, older chains' notices, every condition
    void theLargestLegalStateLeavesRoom() throws Exception {
        JobState largest = States.largest();

        StateDocument document = StateCodec.encode(largest);

        int reserved = RESERVED.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("largest state document: " + document.text().length() + " and " + reserved + " reserved, of "
                + MOST_BYTES + " bytes; a typical one: "
                + StateCodec.encode(States.typical()).text().length());
        costs(document.text()).forEach((field, bytes) -> System.out.printf(Locale.ROOT, "  %5d %s%n", bytes, field));
        assertThat(document.text().length() + reserved).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(StateCodec.decode(JOB, document)).isEqualTo(largest);
    }

    /** What each field of a document takes up, its name and the comma included. */
    private static Map<String, Long> costs(String text) throws IOException {
        Map<String, Long> costs = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            addCosts(parser, "", costs);
        }
        return costs;
    }

    private static void addCosts(JsonParser parser, String path, Map<String, Long> costs) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = path + parser.currentName();
            long begin = parser.currentTokenLocation().getCharOffset();
            costs.put(name, 0L); // an object comes before what is in it
            parser.nextToken();
            if (name.equals("chain")) {
                addCosts(parser, "  chain.", costs);
            } else {
                parser.skipChildren();
                parser.finishToken();
            }
            costs.put(name, parser.currentLocation().getCharOffset() - begin + 1);
        }
    }

    @Test // K1: words are the only texts without a bound of their own
    void theWordsOfAllConditionsTogetherAreBounded() {
        assertThat(States.largest().conditions().stream()
                        .flatMap(active -> active.code().stream())
                        .mapToInt(String::length)
                        .sum())
                .isLessThanOrEqualTo(12 * 32 + 2 * 36);
        assertThat(States.withCode("x".repeat(120)).conditions().get(0).code()).contains("x".repeat(120));
    }

    @Test // K1, F5: eight chains were reset while the notifier was down, each with one export pending
    void manyOlderChainsFit() throws Exception {
        JobState many = States.manyOlderChains();

        StateDocument document = StateCodec.encode(many);

        assertThat(document.text().length()).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(StateCodec.decode(JOB, document)).isEqualTo(many);
    }

    @Test // K1: a document of the first release is read for ever
    void theGoldenDocumentIsReadAndWrittenUnchanged() throws Exception {
        String golden = golden("state-1.json");

        JobState state = StateCodec.decode(JOB, new StateDocument(golden));

        assertThat(state).isEqualTo(States.typical());
        assertThat(StateCodec.encode(state).text()).isEqualTo(golden);
    }

    @Test // K1: an unknown format is refused by name
    void anUnknownFormatIsRefused() {
        StateDocument newer =
                new StateDocument(StateCodec.encode(States.typical()).text().replace("\"format\":1", "\"format\":2"));

        assertThatThrownBy(() -> StateCodec.decode(JOB, newer))
                .asInstanceOf(InstanceOfAssertFactories.type(UnusableStateException.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.UNKNOWN_FORMAT))
                .satisfies(e -> assertThat(e).hasMessageContaining("format 2").hasMessageContaining("update"));
    }

    @ParameterizedTest // F6: damage is named, and nothing is guessed
    @ValueSource(
            strings = {
                "x",
                "[]",
                "{}",
                "{\"format\":1}",
                "{\"format\":1,\"format\":1}",
                "{\"format\":\"1\"}",
                "{\"format\":1,\"table\":\"orders\",\"generation\":{}}",
            })
    void damageIsRefused(String text) {
        assertDamaged(text);
    }

    @Test // F6: a field that is not known would be lost by writing the document again
    void anUnknownFieldIsDamage() {
        assertDamaged(StateCodec.encode(States.typical()).text().replaceFirst("\\{", "{\"colour\":\"red\","));
    }

    @ParameterizedTest // I1, I2, F6: what cannot be true is damage, for believing it would skip history
    @CsvSource(
            delimiter = '|',
            value = {
                "[900,\"c\"|[600,\"c\"|a window of ten minutes",
                "[900,\"c\"|[-900,\"c\"|one that ends before it begins",
                "[900,\"c\"|[86401,\"c\"|one of more than a day",
                "\"last\":[4,3600,|\"last\":[4,7200,|an end that its export began before",
                "\"last\":[4,3600,|\"last\":[5,3600,|more windows than fit",
                "\"last\":[4,3600,|\"last\":[0,3600,|fewer windows than needed",
                "\"last\":[4,3600,|\"last\":[-1,3600,|a negative position",
                "\"r2\"|\"r0\"|attempt 0",
                "\"r2\"|\"r1\"|an attempt in another form than it is written",
                "\"number\":2|\"number\":0|chain 0",
                "\"days\":35|\"days\":0|a retention of no days",
                "\"t8uspo-00000004\"|\"../../x\"|an illegal id",
                "\"t8uspo-00000004\"|\"=../x\"|an illegal id of another form",
                "\"t8uspo-00000004\"|\"t8uspo.000-00000004\"|an id in another form than it is written",
                "\"t0\":1768388400|\"t0\":1768820400|a chain that its exports cannot have got as far as",
                "\"t0\":1768388400|\"t0\":99999999999|a time of the year 5138",
                "\"t0\":1768388400|\"t0\":9223372036854775807|a time that no clock shows",
                "\"eft\"|\"nst\"|a condition that is never stored",
                "\"eft\"|\"ef\"|a condition of which nothing was told",
            })
    void whatCannotBeTrueIsDamage(String part, String forged, String what) {
        String text = StateCodec.encode(States.typical()).text();

        assertThat(text).as(what).contains(part);
        assertDamaged(text.replace(part, forged));
    }

    @Property(tries = 300) // F6: cut anywhere, it is damaged, never another state
    void aCutDocumentIsDamaged(
            @ForAll("states") JobState state,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 100) int percent) {
        String text = StateCodec.encode(state).text();
        assertDamaged(text.substring(0, Math.max(1, (text.length() - 1) * percent / 100)));
    }

    @Test // K1: Parameter Store takes two braces for a reference
    void bracesInsideTextsAreEscaped() throws Exception {
        JobState state = States.withCode("a {{b}} \"c\" \\ {{");

        assertThat(StateCodec.encode(state).text()).doesNotContain("{{").matches("[ -~]+");
        assertThat(StateCodec.decode(JOB, StateCodec.encode(state))).isEqualTo(state);
    }

    private static void assertDamaged(String text) {
        assertThatThrownBy(() -> StateCodec.decode(JOB, new StateDocument(text)))
                .asInstanceOf(InstanceOfAssertFactories.type(UnusableStateException.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.DAMAGED))
                .satisfies(e -> assertThat(e).hasMessageContaining("orders").hasMessageContaining("left as it is"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = Samples.class.getResourceAsStream("/golden/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
