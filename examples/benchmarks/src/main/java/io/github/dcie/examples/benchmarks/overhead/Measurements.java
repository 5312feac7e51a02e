package io.github.dcie.examples.benchmarks.overhead;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH measured, in a process of its own for each method. */
final class Measurements {

    private static final String BYTES = "gc.alloc.rate.norm";

    private final Map<Work, Cost> costs;

    private Measurements(Map<Work, Cost> costs) {
        this.costs = costs;
    }

    /**
     * What one call takes.
     *
     * @param nanos average time in the fastest round: whatever else the machine does makes the others slower
     * @param bytes allocated
     */
    record Cost(double nanos, double bytes) {}

    /** Measures everything: about four seconds for each method. */
    static Measurements take() {
        Options options = new OptionsBuilder()
                .include(OwnWork.class.getName().replace(".", "\\.") + "\\..*")
                .forks(1)
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return of(ForkClassPath.during(() -> new Runner(options).run()));
    }

    private static Measurements of(Collection<RunResult> results) {
        Map<Work, Cost> costs = new EnumMap<>(Work.class);
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            for (Work work : Work.values()) {
                if (benchmark.endsWith("." + work.method())) {
                    costs.put(work, cost(result));
                }
            }
        }
        return new Measurements(costs);
    }

    private static Cost cost(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        if (bytes == null) {
            throw new IllegalStateException("JMH's profiler gives "
                    + result.getSecondaryResults().keySet() + ": expected " + BYTES + " among them");
        }
        return new Cost(result.getPrimaryResult().getStatistics().getMin(), bytes.getScore());
    }

    Cost of(Work work) {
        Cost cost = costs.get(work);
        if (cost == null) {
            throw new IllegalStateException(work.method() + " was not measured; JMH has measured " + costs.keySet());
        }
        return cost;
    }
}
