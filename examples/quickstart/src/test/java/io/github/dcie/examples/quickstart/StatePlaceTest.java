package io.github.dcie.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.OperatorAction;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.SimulatedCrash;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Places of the state: they outlive the processes, whose stores do not. */
final class StatePlaceTest {

    @TempDir
    Path bucket;

    @ParameterizedTest
    @EnumSource
    void newProcessHasAStoreOfItsOwnAndSeesWhatTheOldOneWrote(Options.Store kind) throws Exception {
        try (Cloud cloud = Cloud.start()) {
            StatePlace place = place(kind, cloud);
            StateStore old = place.open(FaultPlan.none());
            old.request(Service.JOB, OperatorAction.PAUSE);

            StateStore young = place.open(FaultPlan.none());

            assertThat(young).isNotSameAs(old);
            assertThat(young.read(Service.JOB).operator().action()).isEqualTo(OperatorAction.PAUSE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void planOfTheProcessHitsItsWrites(Options.Store kind) {
        try (Cloud cloud = Cloud.start()) {
            StatePlace place = place(kind, cloud);
            StateStore doomed = place.open(
                    (operation, call) -> operation.equals(place.writeOperation()) ? Fault.CRASH_BEFORE : Fault.NONE);

            assertThatExceptionOfType(SimulatedCrash.class)
                    .isThrownBy(() -> doomed.request(Service.JOB, OperatorAction.PAUSE));
        }
    }

    @Test
    void nothingIsThereBeforeTheFirstStep() {
        assertThat(new ParameterStore(ParameterStoreEmulator.create()).whereItIs())
                .isEqualTo("none yet");
    }

    private StatePlace place(Options.Store kind, Cloud cloud) {
        new Shop(cloud.tables(), 1).open(); // the emulator follows a table that is there
        return cloud.statePlace(kind, cloud.exportInto(bucket, 1));
    }
}
