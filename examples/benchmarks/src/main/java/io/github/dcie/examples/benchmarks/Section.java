package io.github.dcie.examples.benchmarks;

import java.util.List;

/** One part of the benchmark. */
public interface Section {

    /** As it is named on the command line. */
    String name();

    /**
     * Measures.
     *
     * @param progress is told what is being measured
     * @return Markdown
     */
    List<String> measure(Progress progress);

    /** Whether it only counts what happens in simulated time, so that others may be measured beside it. */
    default boolean isSimulated() {
        return false;
    }

    /** Where progress is told. */
    @FunctionalInterface
    interface Progress {

        void at(String what);
    }
}
