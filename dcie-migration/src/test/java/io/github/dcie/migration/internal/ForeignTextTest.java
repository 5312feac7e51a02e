package io.github.dcie.migration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is escaped is Printable's; how much is shown, this one's. */
class ForeignTextTest {

    @Test
    void whatIsPrintableStays() {
        String text = "Zugriff verweigert: é, 日本, \uD83D\uDE00 \"q\" \\ {{x}}";

        assertThat(ForeignText.plain(text)).isEqualTo(text);
    }

    @Test // a refusal with its ARNs stays whole
    void itIsCutAtALengthThatSparesAwssOwnMessages() {
        assertThat(ForeignText.plain("x".repeat(600))).hasSize(600);
        assertThat(ForeignText.plain("x".repeat(601))).hasSize(601).endsWith("x…");
        assertThat(ForeignText.plain("\n".repeat(1_000_000)))
                .hasSizeLessThan(610)
                .endsWith("\\u000a…");
    }
}
