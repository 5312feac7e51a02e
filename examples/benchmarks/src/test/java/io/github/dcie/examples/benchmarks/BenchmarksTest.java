package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line, and what goes where. */
class BenchmarksTest {

    private static final List<Section> SECTIONS = List.of(new Named("calls"), new Named("year"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** A section that measures nothing. */
    private record Named(String name) implements Section {

        @Override
        public List<String> measure(Progress progress) {
            progress.at("measuring");
            return List.of("table of " + name);
        }
    }

    private int run(String... arguments) {
        return Benchmarks.run(
                SECTIONS,
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allSections() {
        assertThat(run()).isZero();

        assertThat(out().lines()).containsExactly("table of calls", "", "table of year", "");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("s measuring", "year is done");
    }

    @Test
    void aSectionByItsName() {
        assertThat(run("year")).isZero();

        assertThat(out().lines()).containsExactly("table of year", "");
    }

    @Test
    void theSeed() {
        List<String> arguments = new ArrayList<>(List.of("year", "--seed", "-7"));

        assertThat(Benchmarks.seed(arguments)).isEqualTo(-7);
        assertThat(arguments).containsExactly("year");
    }

    @Test
    void withoutASeedOrWithAWrongOneItIsTheUsual() {
        List<String> wrong = new ArrayList<>(List.of("--seed", "many"));

        assertThat(Benchmarks.seed(new ArrayList<>())).isEqualTo(YearSection.SEED);
        assertThat(Benchmarks.seed(wrong)).isEqualTo(YearSection.SEED);
        assertThat(wrong).hasSize(2);
    }

    @Test
    void anUnknownSectionIsRefused() {
        assertThat(run("speed", "year")).isEqualTo(2);

        assertThat(out()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("speed: expected nothing", "calls, year");
    }
}
