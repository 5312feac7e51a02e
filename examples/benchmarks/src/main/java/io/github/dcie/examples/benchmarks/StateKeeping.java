package io.github.dcie.examples.benchmarks;

import io.github.dcie.spi.StateStore;
import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.util.Map;

/** Where the library keeps its state. */
interface StateKeeping {

    /** The store of one process. */
    StateStore store(FaultPlan plan);

    /** The calls that reached its service. */
    Map<String, Long> calls();

    /** Makes one for a world. */
    @FunctionalInterface
    interface Kind {

        StateKeeping in(SimulatedClock clock);
    }

    /** In a job table. */
    static StateKeeping jobTable(SimulatedClock clock) {
        InMemoryStateStore memory = new InMemoryStateStore();
        CountingStore counting = new CountingStore(memory);
        return new StateKeeping() {
            @Override
            public StateStore store(FaultPlan plan) {
                return new FaultyStateStore(counting, plan);
            }

            @Override
            public Map<String, Long> calls() {
                return counting.calls();
            }
        };
    }

    /** In Parameter Store. */
    static StateKeeping parameterStore(SimulatedClock clock) {
        ParameterStoreEmulator ssm = ParameterStoreEmulator.at(clock);
        return new StateKeeping() {
            @Override
            public StateStore store(FaultPlan plan) {
                return SsmStateStore.builder(ssm.client(plan)).clock(clock).build();
            }

            @Override
            public Map<String, Long> calls() {
                return ssm.calls().counts();
            }
        };
    }
}
