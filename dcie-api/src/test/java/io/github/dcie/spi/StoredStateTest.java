package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StoredStateTest {

    private static final StateDocument DOCUMENT = new StateDocument("{}");
    private static final OperatorRequest PAUSE = OperatorRequest.parse("PAUSE");

    @Test // K5, R1: an operator action without document is absent state
    void absentStateMayHaveARequest() {
        StoredState state = StoredState.absent(PAUSE);

        assertThat(state.revision()).isEqualTo(Revision.NONE);
        assertThat(state.document()).isEmpty();
        assertThat(state.operator()).isSameAs(PAUSE);
        assertThat(state).hasToString("revision 0, PAUSE, absent");
    }

    @Test
    void aStateHasADocument() {
        StoredState state = StoredState.of(new Revision(1), DOCUMENT, PAUSE);

        assertThat(state.revision()).isEqualTo(new Revision(1));
        assertThat(state.document()).contains(DOCUMENT);
        assertThat(state.operator()).isSameAs(PAUSE);
        assertThat(state).hasToString("revision 1, PAUSE, {}");
    }

    @Test // F6, R4
    void aDocumentWithoutRevisionIsNamedWithTheRuleAndTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredState.of(Revision.NONE, DOCUMENT, PAUSE))
                .withMessageContainingAll("revision 0", "expected 1 or more", "use absent(");
        assertThatIllegalArgumentException().isThrownBy(() -> StoredState.of(new Revision(0), DOCUMENT, PAUSE));
    }
}
