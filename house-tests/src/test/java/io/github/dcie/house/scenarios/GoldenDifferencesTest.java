package io.github.dcie.house.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenDifferencesTest {

    private static final String IDLE = "2026-01-01 00:00:00  A  read | idle: exports running | next 00:02:40";
    private static final String SAID_OTHERWISE = "2026-01-01 00:00:00  A  read | idle: nothing due | next 00:02:40";
    private static final String LATER = "2026-01-01 00:00:09  A  read | idle: exports running | next 00:05:00";

    private final GoldenDifferences differences = new GoldenDifferences();

    @Test
    void sameLinesAreNoDifference() {
        differences.compare("one", List.of(IDLE, LATER), List.of(IDLE, LATER));

        assertThat(differences.isEmpty()).isTrue();
        assertThat(differences).hasToString("golden files: 0 of 1 differ");
    }

    @Test
    void alikeChangesAreCountedTogetherWithTheirStories() {
        String otherwise = SAID_OTHERWISE.replace("00:00:00", "23:59:59");
        differences.compare("one", List.of(IDLE, "==", IDLE), List.of(SAID_OTHERWISE, "==", otherwise));
        differences.compare("two", List.of("==", IDLE), List.of("==", SAID_OTHERWISE));
        differences.compare("three", List.of(IDLE), List.of(LATER));
        differences.compare("four", List.of(IDLE), List.of(IDLE));

        assertThat(differences.isEmpty()).isFalse();
        assertThat(differences).hasToString("""
                        golden files: 3 of 4 differ
                          3 lines of 2 stories: 'exports running' is now 'nothing due' (one, two)
                          1 line of 1 story: other times or numbers, and the same words (three)""");
    }

    @Test
    void aLineThatIsGoneOrNewIsSaid() {
        differences.compare("one", List.of("a", IDLE, "b"), List.of("a", "b", "== 7 days =="));

        assertThat(differences.toString().lines().skip(1))
                .containsExactlyInAnyOrder(
                        "  1 line of 1 story: gone: # #  A  read | idle: exports running | next # (one)",
                        "  1 line of 1 story: new:  == # days == (one)");
    }

    @Test
    void aFileThatIsNotThereYetIsNew(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("one.txt");
        differences.compare("one", file, "a\n");
        Files.writeString(file, "a\n");
        differences.compare("two", file, "a\n\n");

        assertThat(differences).hasToString("golden files: 1 of 2 differ\n  1 line of 1 story: new:  a (one)");
    }
}
