package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F6: nothing from outside reaches a line of text unescaped. */
class PrintableTest {

    private static final String EVIL = "x\r\n2026-01-01 INFO all is well\u001b[31m\u202e\u0000\u2028\ud800";

    @ParameterizedTest
    @CsvSource({"plain text, plain text", "Grüße, Grüße", "日本, 日本", "a\\b, a\\b"})
    void printableTextStaysAsItIs(String text, String line) {
        assertThat(Printable.line(text)).isSameAs(text).isEqualTo(line);
    }

    @Test
    void whatATerminalWouldActOnIsEscaped() {
        assertThat(Printable.line(EVIL))
                .isEqualTo("x\\u000d\\u000a2026-01-01 INFO all is well\\u001b[31m\\u202e\\u0000\\u2028\\ud800");
    }

    @Property(tries = 1000)
    void everyTextBecomesOneLineOfPrintableCharacters(@ForAll String text) {
        assertThat(Printable.line(text).codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(point -> Character.getType(point) == Character.FORMAT)
                .noneMatch(point -> Character.getType(point) == Character.LINE_SEPARATOR)
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        assertThat(Printable.line(Printable.line(text))).isEqualTo(Printable.line(text));
    }

    @Test // each type that carries a sentence
    void theTypesEscapeWhatTheyAreMadeWith() {
        Condition condition = new Condition(
                Condition.Kind.ACCESS_DENIED, Samples.NOON, "s" + EVIL, "r" + EVIL, Optional.of("c" + EVIL));
        List<String> texts = List.of(
                condition.toString(),
                new StepAction(StepAction.Kind.FAIL, Optional.empty(), EVIL).toString(),
                new Preflight(List.of(new Preflight.Finding(Preflight.Level.FAULT, EVIL, EVIL))).toText(),
                new StateStoreException(EVIL).getMessage(),
                new StateStoreException(EVIL, new RuntimeException()).getMessage(),
                io.github.dcie.spi.OperatorRequest.parse(EVIL).toString());
        assertThat(texts).allSatisfy(text -> assertThat(text).isEqualTo(Printable.line(text)));
    }

    @ParameterizedTest // what is typed into a configuration and refused
    @CsvSource({"job", "table", "export", "event"})
    void aRefusedValueIsShownEscaped(String what) {
        Throwable refused = org.assertj.core.api.Assertions.catchThrowable(() -> {
            switch (what) {
                case "job" -> JobId.of(EVIL);
                case "table" -> TableArn.of(EVIL);
                case "export" -> ExportArn.of(EVIL);
                default -> EventId.of(EVIL);
            }
        });
        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        assertThat(refused.getMessage()).isEqualTo(Printable.line(refused.getMessage()));
    }
}
