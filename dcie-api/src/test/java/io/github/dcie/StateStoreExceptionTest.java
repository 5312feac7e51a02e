package io.github.dcie;

import static io.github.dcie.Samples.ORDERS;
import static io.github.dcie.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.UnusableStateException.Reason;
import org.junit.jupiter.api.Test;

class StateStoreExceptionTest { // S12, F6

    @Test // S12: a scheduler that drops a throwing task must not compile by accident
    void itIsChecked() {
        assertThat(new StateStoreException("gone")).isNotInstanceOf(RuntimeException.class);
        assertThat(UnusableStateException.damaged(ORDERS, "cut")).isInstanceOf(StateStoreException.class);
    }

    @Test
    void itKeepsMessageAndCause() {
        RuntimeException cause = new IllegalStateException("throttled");

        assertThat(new StateStoreException("job orders: not read", cause))
                .hasMessage("job orders: not read")
                .hasCause(cause);
        assertThat(new StateStoreException("job orders: not read")).hasNoCause();
    }

    @Test // F6
    void aFormatOfTheFutureIsNamedWithWhatIsKnownAndTheWayOut() {
        UnusableStateException e = UnusableStateException.unknownFormat(ORDERS, 7, 2);

        assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(e)
                .hasMessageContainingAll(
                        "job orders", "format 7", "reads formats 1 to 2", "nothing was changed", "update this process");
    }

    @Test // F6
    void aDamagedStateIsNamedWithTheDamageAndTheWayOut() {
        UnusableStateException e = UnusableStateException.damaged(ORDERS, "cut after 17 characters");

        assertThat(e.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(e)
                .hasMessageContainingAll(
                        "job orders",
                        "damaged: cut after 17 characters",
                        "left as it is",
                        "recover it (StateRecovery",
                        "delete it and reset the job");
    }

    @Test // F6
    void aForeignStateIsNamedWithWhatWasFoundAndTheWayOut() {
        UnusableStateException e = UnusableStateException.foreign(ORDERS, "no attribute rev");

        assertThat(e.reason()).isEqualTo(Reason.FOREIGN);
        assertThat(e)
                .hasMessageContainingAll(
                        "job orders",
                        "not a state of this library: no attribute rev",
                        "nothing was changed",
                        "choose another job id");
    }

    @Test // F6: a stored table other than the configured one is a fault of the configuration, never a gap
    void anotherTableIsNamedBesideTheConfiguredOne() {
        TableArn configured = TableArn.of(TABLE + "-test");
        UnusableStateException e = UnusableStateException.otherTable(ORDERS, TABLE, configured);

        assertThat(e.reason()).isEqualTo(Reason.OTHER_TABLE);
        assertThat(e)
                .hasMessageContainingAll(
                        "job orders",
                        "belongs to table " + TABLE + ",",
                        "configured with " + configured + ";",
                        "nothing was changed",
                        "correct the table",
                        "job id of its own");
    }
}
