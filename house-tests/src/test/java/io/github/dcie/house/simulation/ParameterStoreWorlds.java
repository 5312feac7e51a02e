package io.github.dcie.house.simulation;

import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.StoreFactory;
import java.time.Duration;
import java.time.Instant;

/** Worlds whose processes keep their state in Parameter Store; each of the store's own calls is an effect. */
final class ParameterStoreWorlds {

    private ParameterStoreWorlds() {}

    static Simulation.Builder in(Simulation.Builder world, ExportEmulator aws, ParameterStoreEmulator ssm) {
        return world.emulator(aws)
                .store(stores(aws, ssm))
                .losing(() -> ssm.parameters().keySet().forEach(ssm::remove))
                .readsMayBeStale(ssm::readsAreConsistent);
    }

    static StoreFactory stores(ExportEmulator aws, ParameterStoreEmulator ssm) {
        // the machine's timer tells the truth, whatever the process's clock does
        return (faults, clock) -> SsmStateStore.builder(ssm.client(faults))
                .clock(clock)
                .timer(() ->
                        Duration.between(Instant.EPOCH, aws.clock().instant()).toNanos())
                .build();
    }
}
