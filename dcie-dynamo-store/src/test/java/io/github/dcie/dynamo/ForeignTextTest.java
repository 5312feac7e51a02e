package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTextTest {

    @ParameterizedTest
    @CsvSource({
        "000a, \\u000a",
        "001b, \\u001b",
        "007f, \\u007f",
        "0085, \\u0085",
        "2028, \\u2028",
        "2029, \\u2029",
        "200f, \\u200f",
        "202e, \\u202e",
        "2066, \\u2066",
        "feff, \\ufeff",
        "d800, \\ud800",
        "dc00, \\udc00",
        "e000, \\ue000"
    })
    void whatIsNotPrintableIsEscaped(String hex, String escaped) {
        assertThat(ForeignText.plain("a" + (char) Integer.parseInt(hex, 16) + "b"))
                .isEqualTo("a" + escaped + "b");
    }

    @Test // a tag character, invisible and beyond the basic plane
    void bothHalvesOfAPairAreEscaped() {
        assertThat(ForeignText.plain(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void whatIsPrintableStays() {
        String text = "Zugriff verweigert: é, 日本, \uD83D\uDE00 \"q\" \\ {{x}}";

        assertThat(ForeignText.plain(text)).isEqualTo(text);
    }

    @Test // both times of a wrong clock, and a refusal with its ARNs, stay whole
    void itIsCutAtALengthThatSparesAwssOwnMessages() {
        assertThat(ForeignText.plain("x".repeat(600))).hasSize(600);
        assertThat(ForeignText.plain("x".repeat(601))).hasSize(601).endsWith("x…");
        assertThat(ForeignText.plain("\n".repeat(1_000_000)))
                .hasSizeLessThan(610)
                .endsWith("\\u000a…");
    }
}
