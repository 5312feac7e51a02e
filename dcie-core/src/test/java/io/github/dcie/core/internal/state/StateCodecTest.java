package io.github.dcie.core.internal.state;

import static io.github.dcie.core.internal.chain.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.JobId;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.chain.JobState;
import io.github.dcie.core.internal.chain.Samples;
import io.github.dcie.core.internal.chain.States;
import io.github.dcie.spi.StateDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test // K1, speed and size: 255-character table name, 16 places full, older chains' notices, every condition
    void theLargestLegalStateFits() throws Exception {
        JobState largest = States.largest();

        StateDocument document = StateCodec.encode(largest);

        System.out.println("largest state document: " + document.text().length() + " of " + StateDocument.MAX_BYTES
                + " bytes; a typical one: "
                + StateCodec.encode(States.typical()).text().length());
        assertThat(document.text().length()).isLessThanOrEqualTo(StateDocument.MAX_BYTES);
        assertThat(StateCodec.decode(JOB, document)).isEqualTo(largest);
    }

    @Test // K1, F5: eight chains were reset while the notifier was down, each with one export owed
    void manyOlderChainsFit() throws Exception {
        JobState many = States.manyOlderChains();

        StateDocument document = StateCodec.encode(many);

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

    @Test // I1: a window of ten minutes, or one that ends before it begins, cannot be read
    void illegalWindowsAreDamage() {
        String text = StateCodec.encode(States.typical()).text();
        String end = Long.toString(States.LAST_END.getEpochSecond());

        assertThat(text).contains(end);
        assertDamaged(text.replace(
                end, Long.toString(States.LAST_END.minusSeconds(600).getEpochSecond())));
        assertDamaged(text.replace(end, Long.toString(NOON.minusSeconds(864_000).getEpochSecond())));
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
        JobState state = States.withCode("a {{b}} \"c\" \\ \u00e4");

        assertThat(StateCodec.encode(state).text()).doesNotContain("{{").matches("[ -~]+");
        assertThat(StateCodec.decode(JOB, StateCodec.encode(state))).isEqualTo(state);
    }

    private static void assertDamaged(String text) {
        assertThatThrownBy(() -> StateCodec.decode(JOB, new StateDocument(text)))
                .asInstanceOf(InstanceOfAssertFactories.type(UnusableStateException.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.DAMAGED))
                .satisfies(
                        e -> assertThat(e).hasMessageContaining("orders").hasMessageContaining("nothing was changed"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = Samples.class.getResourceAsStream("/golden/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
