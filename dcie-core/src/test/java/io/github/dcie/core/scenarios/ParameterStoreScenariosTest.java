package io.github.dcie.core.scenarios;

import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.simulation.GoldenFile;
import io.github.dcie.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stories once more, with the state in Parameter Store: word for word the same transcripts. */
class ParameterStoreScenariosTest {

    /** Where requests are numbered a pause does not take the reset's place, but comes after it (K6). */
    private static final String OF_STORES_THAT_SET_BACK = "C4-pause-while-a-reset-is-carried-out";

    static List<Scenario> scenarios() {
        return Scenarios.all().stream()
                .filter(ParameterStoreScenariosTest::isTheSameInEveryStore)
                .toList();
    }

    static boolean isTheSameInEveryStore(Scenario scenario) {
        return !scenario.name().equals(OF_STORES_THAT_SET_BACK);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void endsInTheSameWords(Scenario scenario) {
        Simulation played = scenario.play(ParameterStoreScenariosTest::onParameterStore);

        GoldenFile.at(Path.of("src/test/resources/scenarios").resolve(scenario.name() + ".txt"))
                .matches(played.transcript().toString());
    }

    private static Simulation.Builder onParameterStore(Simulation.Builder world) {
        ParameterStoreEmulator ssm = ParameterStoreEmulator.create();
        return world.store(
                () -> SsmStateStore.builder(ssm.client()).clock(ssm.clock()).build());
    }
}
