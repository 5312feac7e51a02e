package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @Test
    void peopleReadTheFieldsFirst() {
        Map<String, String> readable = new LinkedHashMap<>();
        readable.put("runStatus", "FOLLOWING");
        readable.put("watermark", "2026-01-01T11:45:00Z");
        StateWrite write = Writes.write(41, "{\"format\":1}", readable);

        assertThat(Envelope.format(write))
                .isEqualTo("dcie-state 1\nwrite " + write.id() + " at 2026-01-01T12:00:00Z\nrunStatus: FOLLOWING\n"
                        + "watermark: 2026-01-01T11:45:00Z\n\n{\"format\":1}\nend");
    }

    @Test // K1, K3
    void theLargestDocumentFitsWithTheFieldsThatDo() throws Exception {
        Map<String, String> readable = new LinkedHashMap<>();
        readable.put("first", "x".repeat(300));
        readable.put("tooLong", "y".repeat(300));
        readable.put("last", "z");
        StateWrite write = Writes.write(0, "d".repeat(StateDocument.MAX_BYTES), readable);

        String value = Envelope.format(write);

        assertThat(value).hasSizeLessThanOrEqualTo(Envelope.MAX_BYTES).contains("first: x", "\nlast: z\n");
        assertThat(value).doesNotContain("tooLong");
        assertThat(Envelope.parse(JOB, "name", value).document()).isEqualTo(write.document());
    }

    @Test // API reference, PutParameter, Value: no {{…}}
    void noFieldLooksLikeAReference() {
        String value = Envelope.format(Writes.write(0, "{}", Map.of("code", "{{ssm:x}} and\na line: é")));

        assertThat(value).doesNotContain("{{").contains("code: ((ssm:x)) and?a line: ?");
    }

    @Test
    void blanksAndBracesOfTheDocumentSurvive() throws Exception {
        StateWrite write = Writes.write(0, "  { {end  ", Map.of());

        Envelope parsed = Envelope.parse(JOB, "name", Envelope.format(write));

        assertThat(parsed).isEqualTo(new Envelope(write.id().value(), write.document()));
    }

    @ParameterizedTest // R15
    @ValueSource(strings = {"x", "dcie", "{\"format\":1}", "DCIE-STATE 1\nwrite a at b\n\n{}\nend"})
    void whatIsSomebodyElsesIsForeign(String value) {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> Envelope.parse(JOB, "/dcie/orders/state/000000000001", value))
                .withMessageContaining("/dcie/orders/state/000000000001")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dcie-state 1",
                "dcie-state x\nwrite a at b\n\n{}\nend",
                "dcie-state 1\nwrite a at b\n\n{}",
                "dcie-state 1\nwrite a at b\n\n{}\nen",
                "dcie-state 1\nwrite a at b\n\n{}\nend\n",
                "dcie-state 1\nwrite a at b\n{}\nend",
                "dcie-state 1\nwrote a at b\n\n{}\nend",
                "dcie-state 1\nwrite a\n\n{}\nend",
                "dcie-state 1\nwrite a at b\n\n\nend",
                "dcie-state 1\nwrite a at b\n\n\t\nend"
            })
    void whatIsCutOrChangedIsDamaged(String value) {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> Envelope.parse(JOB, "name", value))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.DAMAGED));
    }

    @Test
    void whatIsLongerThanAnyStateIsDamaged() {
        String value = Envelope.format(Writes.write(0, "{}", Map.of())) + "\n".repeat(Envelope.MAX_BYTES);

        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> Envelope.parse(JOB, "name", value))
                .withMessageContaining("parameter name has " + value.length() + " characters: expected at most 4096");
    }

    @Test // 24
    void whatIsQuotedStaysInItsLine() {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> Envelope.parse(JOB, "name", "dcie-state \u001b[31m\u202e\nx"))
                .withMessageContaining("has format \"\\u001b[31m\\u202e\"");
    }

    @Test // K1
    void aLaterFormatIsRefusedByItsNumber() {
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> Envelope.parse(JOB, "name", "dcie-state 2\nanything"))
                .withMessageContaining("format 2")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableStateException.Reason.UNKNOWN_FORMAT));
    }
}
