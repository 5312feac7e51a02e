package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.OperatorAction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorRequestTest { // K6

    @ParameterizedTest
    @EnumSource
    void legalValuesAreUnderstood(OperatorAction action) {
        OperatorRequest request = OperatorRequest.parse(action.name());

        assertThat(request.action()).isEqualTo(action);
        assertThat(request.asWritten()).isEqualTo(action.name());
        assertThat(request.unknownText()).isEmpty();
        assertThat(request.number()).isEmpty();
        assertThat(request).hasToString(action.name());
    }

    @ParameterizedTest // what an editor adds at the end; the text is kept as it is, R13 compares it
    @ValueSource(strings = {" RUN", "RUN ", "RUN\n", "\tRUN\r\n"})
    void whitespaceAroundAnActionIsNoFault(String text) {
        OperatorRequest request = OperatorRequest.parse(text);

        assertThat(request.action()).isEqualTo(OperatorAction.RUN);
        assertThat(request.asWritten()).isEqualTo(text);
        assertThat(request.unknownText()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "run", "Pause", "STOP", "RESET", "RUN RUN", "R UN", "RESET_WITH_FULL_EXPORT", "null"})
    void anUnknownTextPausesAndIsReported(String text) {
        OperatorRequest request = OperatorRequest.parse(text);

        assertThat(request.action()).isEqualTo(OperatorAction.PAUSE);
        assertThat(request.asWritten()).isEqualTo(text);
        assertThat(request.unknownText()).contains(text);
    }

    @Property // K6: no typing error ever lets a job run or resets it
    void whateverIsNoActionPauses(@ForAll @StringLength(max = 40) String text) {
        OperatorRequest request = OperatorRequest.parse(text);

        assertThat(request.asWritten()).isEqualTo(text);
        assertThat(request.action().name().equals(text.strip())
                        || request.action() == OperatorAction.PAUSE
                                && request.unknownText().isPresent())
                .isTrue();
    }

    @Test
    void nobodyHasAskedForAnything() {
        assertThat(OperatorRequest.none().action()).isEqualTo(OperatorAction.RUN);
        assertThat(OperatorRequest.none().asWritten()).isEqualTo("RUN");
        assertThat(OperatorRequest.none().unknownText()).isEmpty();
        assertThat(OperatorRequest.none().number()).isEmpty();
    }

    @Test
    void aNumberIsAddedToACopy() {
        OperatorRequest request = OperatorRequest.parse("stop");
        OperatorRequest numbered = request.numbered(7);

        assertThat(numbered.number()).hasValue(7);
        assertThat(numbered.action()).isEqualTo(OperatorAction.PAUSE);
        assertThat(numbered.asWritten()).isEqualTo("stop");
        assertThat(numbered.unknownText()).contains("stop");
        assertThat(numbered).hasToString("stop #7");
        assertThat(numbered.numbered(8).number()).hasValue(8);
        assertThat(request.number()).isEmpty();
    }
}
