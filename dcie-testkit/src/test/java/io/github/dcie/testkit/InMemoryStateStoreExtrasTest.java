package io.github.dcie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store in memory offers to tests beside the contract. */
final class InMemoryStateStoreExtrasTest {

    private static final JobId JOB = JobId.of("orders");

    private final InMemoryStateStore store = new InMemoryStateStore();

    @Test
    void readableFieldsCanBeSeen() throws Exception {
        assertThat(store.readable(JOB)).isEmpty();
        write();

        assertThat(InMemoryStateStore.sharing(store).readable(JOB))
                .containsExactly(Map.entry("runStatus", "FOLLOWING"));
    }

    @Test
    void stateCanBeLost() throws Exception {
        write();
        store.typeOperatorAction(JOB, "PAUSE");
        store.lose(JOB);

        assertThat(store.read(JOB).document()).isEmpty();
        assertThat(store.read(JOB).operator().action()).isEqualTo(OperatorAction.RUN);
    }

    @Test
    void foreignStateRefusesEverything() throws Exception {
        write();
        store.plantForeignState(JOB);

        assertThatExceptionOfType(UnusableStateException.class).isThrownBy(() -> store.read(JOB));
        assertThatExceptionOfType(UnusableStateException.class).isThrownBy(this::write);
        assertThatExceptionOfType(UnusableStateException.class)
                .isThrownBy(() -> store.request(JOB, OperatorAction.PAUSE));
    }

    @Test
    void storesDoNotShareUnlessAsked() throws Exception {
        write();

        assertThat(new InMemoryStateStore().read(JOB).document()).isEmpty();
    }

    private void write() throws UnusableStateException {
        store.write(
                JOB,
                new StateWrite(
                        WriteId.random(),
                        Revision.NONE,
                        new StateDocument("{}"),
                        Map.of("runStatus", "FOLLOWING"),
                        Instant.EPOCH,
                        Optional.empty()));
    }
}
