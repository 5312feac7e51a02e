package io.github.dcie.house.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.RecordedStep;
import io.github.dcie.testkit.simulation.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Q2: what a release decided in the named stories, this version decides too, or says what is other now. Differences that
 * are wanted stand in {@code accepted.txt}; {@code -Ddcie.golden=rewrite} writes it anew. Until a release is out, its
 * history is recorded anew with {@code -Ddcie.history=record}.
 */
class HistoryTest {

    private static final Path FOLDER = Path.of("src/test/resources/history");
    private static final Path RELEASE = FOLDER.resolve("0.1.jsonl.gz");
    private static final Path ACCEPTED = FOLDER.resolve("accepted.txt");

    @Test
    void whatWasDecidedIsDecidedAgain() throws IOException {
        StringBuilder differences = new StringBuilder(
                "What this version decides otherwise than the history on record: the step, and where.\n");
        Map<String, String> examples = new TreeMap<>();
        Map<String, List<String>> stories = History.read(RELEASE);
        stories.forEach((story, records) -> {
            for (int number = 1; number <= records.size(); number++) {
                String step = story + " step " + number;
                difference(records.get(number - 1)).ifPresent(difference -> {
                    String where = difference.lines().findFirst().orElseThrow();
                    differences.append(step).append(": ").append(where).append("\n");
                    examples.putIfAbsent(where, step + ": " + difference);
                });
            }
        });

        examples.values().forEach(System.out::println);
        GoldenFile.at(ACCEPTED).matches(differences.toString());
    }

    private static Optional<String> difference(String record) {
        try {
            return RecordedStep.of(record).difference();
        } catch (IllegalArgumentException unreadable) { // a later version must read it: this is a difference, too
            return Optional.of("unreadable: " + unreadable.getMessage());
        }
    }

    @Test // stories may be renamed, a release's history stays
    void noStoryOfTheReleaseIsLost() throws IOException {
        assertThat(History.read(RELEASE))
                .hasSizeGreaterThan(140)
                .allSatisfy((story, records) -> assertThat(records).isNotEmpty());
    }

    @Test // a decision that is other is seen
    void anEditedResultIsADifference() throws IOException {
        String record = History.read(RELEASE).values().stream()
                .flatMap(List::stream)
                .filter(line -> line.contains("\"progress\":\"COMPLETED\""))
                .findFirst()
                .orElseThrow();

        assertThat(difference(record)).isEmpty();
        assertThat(difference(record.replace("\"progress\":\"COMPLETED\"", "\"progress\":\"FAILED\"")))
                .isPresent();
    }

    @Test
    @EnabledIfSystemProperty(named = "dcie.history", matches = "record")
    void recordsItAnew() throws IOException {
        Map<String, List<String>> stories = new LinkedHashMap<>();
        for (Scenario scenario : Scenarios.all()) {
            List<String> records = new ArrayList<>();
            scenario.withCoordinator(
                            builder -> scenario.coordinator().apply(builder).recorder(records::add))
                    .play();
            stories.put(scenario.name(), History.firstOfEachShape(records));
        }
        History.write(RELEASE, stories);
    }
}
