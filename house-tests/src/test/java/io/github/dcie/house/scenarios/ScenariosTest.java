package io.github.dcie.house.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.OperatorAction;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.GoldenFile;
import io.github.dcie.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every named scenario, against its golden transcript. {@code -Ddcie.golden=rewrite} writes the transcripts anew. What has
 * changed in them is summed up at the end, in either case.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosTest {

    private static final Path TRANSCRIPTS = Path.of("src/test/resources/scenarios");

    private final GoldenDifferences differences = new GoldenDifferences();

    /** All of them, or the one that {@code -Ddcie.story} names. */
    static List<Scenario> scenarios() {
        return Scenarios.all().stream()
                .filter(scenario ->
                        System.getProperty("dcie.story", scenario.name()).equals(scenario.name()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void endsWell(Scenario scenario) throws Exception {
        // as in Parameter Store, where the action stands from the beginning and every change of it has a number
        InMemoryStateStore numbering = InMemoryStateStore.numberingRequests();
        numbering.request(scenario.job().id(), OperatorAction.RUN);
        Simulation played = scenario.play(world ->
                ParameterStoreScenariosTest.isTheSameInEveryStore(scenario) ? world.store(() -> numbering) : world);

        Path golden = TRANSCRIPTS.resolve(scenario.name() + ".txt");
        String transcript = played.transcript().toString();
        differences.compare(scenario.name(), golden, transcript);
        GoldenFile.at(golden).matches(transcript);
    }

    @AfterAll
    void sumUp() {
        if (!differences.isEmpty()) {
            System.out.println(differences);
        }
    }

    @Test
    void namesAreUnique() {
        assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
    }
}
