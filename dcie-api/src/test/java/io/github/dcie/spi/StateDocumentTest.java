package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDocumentTest { // K1

    @Test // R12
    void from1To3584Characters() {
        assertThat(StateDocument.MAX_BYTES).isEqualTo(3584);
        assertThat(new StateDocument("x").text()).isEqualTo("x");
        assertThat(new StateDocument("x".repeat(3584)).text()).hasSize(3584);
    }

    @ParameterizedTest // F6
    @ValueSource(ints = {0, 3585, 100_000})
    void anotherLengthIsNamedWithTheRuleAndTheWayOut(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateDocument("x".repeat(length)))
                .withMessageContainingAll(
                        "state document of " + length + " characters", "expected 1 to 3584", "every store can hold")
                // a document is large: the message must not be
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void everyPrintableAsciiCharacterIsLegal() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            all.append(c);
        }

        assertThat(new StateDocument(all.toString())).hasToString(all.toString());
    }

    @ParameterizedTest // F6
    @CsvSource({"0, U+0", "9, U+9", "10, U+a", "13, U+d", "31, U+1f", "127, U+7f", "252, U+fc", "8364, U+20ac"})
    void anotherCharacterIsNamedWithItsPlaceAndTheWayOut(int code, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateDocument("{\"a\":\"" + (char) code + "\"}"))
                .withMessageContainingAll("character " + name + " at 6", "expected printable ASCII", "escape it");
    }

    @Test // an emoji is two chars; the first is named
    void aSurrogateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateDocument("ab\ud83d\ude00"))
                .withMessageContainingAll("U+d83d at 2", "printable ASCII");
    }

    @ParameterizedTest // F6: Parameter Store takes it for a reference
    @CsvSource({"'{{', 0", "'{\"a\":{{\"b\":1}}', 5", "'a{{{', 1", "'x {{ssm:name}}', 2"})
    void twoOpeningBracesAreNamedWithTheirPlaceAndTheWayOut(String text, int place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateDocument(text))
                .withMessageContainingAll(
                        "{{ at " + place, "Parameter Store takes that for a reference", "escape the brace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{ {", "{\"a\":{\"b\":1}}", "}}"})
    void otherBracesAreLegal(String text) {
        assertThat(new StateDocument(text).text()).isEqualTo(text);
    }

    @Property // K1: whatever is accepted, every store can hold, and nothing that every store can hold is refused
    void exactlyTheRuleIsLegal(
            @ForAll @Chars({'{', '}', 'a', ' ', '~', '\u007f', '\u001f', '\n', 'ü'}) @StringLength(max = 6)
                    String text) {
        boolean legal = !text.isEmpty() && !text.contains("{{") && text.chars().allMatch(c -> c >= 32 && c <= 126);

        if (legal) {
            assertThat(new StateDocument(text).text()).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new StateDocument(text));
        }
    }
}
