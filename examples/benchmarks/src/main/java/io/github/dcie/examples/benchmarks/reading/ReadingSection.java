package io.github.dcie.examples.benchmarks.reading;

import io.github.dcie.examples.benchmarks.Section;
import io.github.dcie.examples.benchmarks.Table;
import io.github.dcie.examples.benchmarks.overhead.ForkClassPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How fast this machine reads data files: the figures differ from run to run. */
public final class ReadingSection implements Section {

    private static final double MEGABYTES = 64;

    /** Makes one. */
    public ReadingSection() {}

    @Override
    public String name() {
        return "reading";
    }

    @Override
    public List<String> measure(Progress progress) {
        progress.at("data files of 64 MB, by JMH");
        Map<String, Double> fastest = fastest(Reading.class);
        progress.at("data files of 1 GB with a heap of 64 MB");
        fastest(SmallHeap.class);
        List<String> lines = new ArrayList<>();
        lines.add("### Reading a data file, with a heap of 64 MB");
        lines.add("");
        lines.addAll(table(fastest).lines());
        lines.add("");
        lines.add(
                "A file of 1 GB of items, some of them 400 KB, was read with this heap, and one of which no two names are equal.");
        return lines;
    }

    /** Milliseconds by method: whatever else the machine does makes the others slower. */
    private static Map<String, Double> fastest(Class<?> benchmarks) {
        Options options = new OptionsBuilder()
                .include("\\b" + benchmarks.getName().replace(".", "\\.") + "\\.")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = ForkClassPath.during(() -> new Runner(options).run());
        return results.stream()
                .collect(Collectors.toMap(
                        result -> result.getPrimaryResult().getLabel(),
                        result -> result.getPrimaryResult().getStatistics().getMin()));
    }

    private static Table table(Map<String, Double> fastest) {
        Table table = new Table("", "MB/s, unzipped", "× gunzip and tokens", "× one file");
        row(table, "gunzip and Jackson's tokens", "tokens", 1, fastest);
        row(table, "the same, two files at the same time", "twoTokens", 2, fastest);
        row(table, "gunzip, Jackson's tokens and texts", "texts", 1, fastest);
        row(table, "DataReader: changes, MD5 and count verified", "reader", 1, fastest);
        row(table, "DataReader, two files at the same time", "twoReaders", 2, fastest);
        return table;
    }

    private static void row(Table table, String title, String method, int files, Map<String, Double> fastest) {
        double speed = speed(fastest, method, files);
        table.row(title, speed, speed / speed(fastest, "tokens", 1), speed / speed(fastest, "reader", 1));
    }

    private static double speed(Map<String, Double> fastest, String method, int files) {
        return files * MEGABYTES / (fastest.getOrDefault(method, Double.NaN) / 1_000);
    }
}
