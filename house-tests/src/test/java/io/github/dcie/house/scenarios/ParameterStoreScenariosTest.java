package io.github.dcie.house.scenarios;

import io.github.dcie.ssm.SsmStateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.simulation.GoldenFile;
import io.github.dcie.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void endsInTheSameWords(Scenario scenario) {
        ExportEmulator aws = ExportEmulator.withTable(scenario.job().table());
        Simulation played = scenario.play(world -> onParameterStore(world, aws));

        GoldenFile.at(Path.of("src/test/resources/scenarios").resolve(scenario.name() + ".txt"))
                .matches(played.transcript().toString());
    }

    /** Under one clock: revisions that never grow old are never deleted, and no store reads more than a hundred pages. */
    private static Simulation.Builder onParameterStore(Simulation.Builder world, ExportEmulator aws) {
        ParameterStoreEmulator ssm = ParameterStoreEmulator.at(aws.clock());
        return world.emulator(aws)
                .store(() -> SsmStateStore.builder(ssm.client())
                        .clock(aws.clock())
                        .timer(() -> Duration.between(Instant.EPOCH, aws.clock().instant())
                                .toNanos())
                        .build());
    }
}
