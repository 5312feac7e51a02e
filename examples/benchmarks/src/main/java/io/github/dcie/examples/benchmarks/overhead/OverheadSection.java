package io.github.dcie.examples.benchmarks.overhead;

import io.github.dcie.examples.benchmarks.Section;
import io.github.dcie.examples.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The library's own work, measured by JMH on this machine: the one section whose figures differ from run to run. */
public final class OverheadSection implements Section {

    /** Makes one. */
    public OverheadSection() {}

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public List<String> measure(Progress progress) {
        progress.at("the library's own work, by JMH");
        Measurements measured = Measurements.take();
        List<String> lines = new ArrayList<>();
        lines.add("### The library's own work");
        lines.add("");
        lines.addAll(table(measured).lines());
        return lines;
    }

    private static Table table(Measurements measured) {
        Table table = new Table("", "µs", "bytes allocated", "× Jackson's readTree: time", "bytes");
        Arrays.stream(Work.values()).forEach(work -> {
            Measurements.Cost cost = measured.of(work);
            Measurements.Cost yardstick = measured.of(work.yardstick());
            table.row(
                    work.title(),
                    cost.nanos() / 1_000,
                    Math.round(cost.bytes()),
                    cost.nanos() / yardstick.nanos(),
                    cost.bytes() / yardstick.bytes());
        });
        return table;
    }
}
