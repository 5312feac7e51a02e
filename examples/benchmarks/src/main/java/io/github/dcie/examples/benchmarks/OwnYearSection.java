package io.github.dcie.examples.benchmarks;

import io.github.dcie.examples.benchmarks.overhead.ForkClassPath;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long this machine works for a year of one job: the figure differs from run to run. */
final class OwnYearSection implements Section {

    @Override
    public String name() {
        return "own-year";
    }

    @Override
    public List<String> measure(Progress progress) {
        progress.at("a year of one job, by JMH");
        long steps = new OwnYear().steps();
        Options options = new OptionsBuilder()
                .include(OwnYear.class.getName().replace(".", "\\."))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        RunResult result = ForkClassPath.during(() -> new Runner(options).runSingle());
        // the fastest: whatever else the machine does makes the others slower
        double seconds = result.getPrimaryResult().getStatistics().getMin();
        return List.of(
                "### A year of one job, called as callAgainAt says",
                "",
                String.format(
                        Locale.ROOT,
                        "%,d steps in %.1f s: %.0f µs a step, emulators and notifier included",
                        steps,
                        seconds,
                        seconds * 1e6 / steps));
    }
}
