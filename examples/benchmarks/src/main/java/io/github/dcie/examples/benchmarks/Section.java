package io.github.dcie.examples.benchmarks;

import java.util.List;

/** One part of the benchmark. */
interface Section {

    /** As it is named on the command line. */
    String name();

    /**
     * Measures.
     *
     * @param progress is told what is being measured
     * @return Markdown
     */
    List<String> measure(Progress progress);

    /** Where progress is told. */
    @FunctionalInterface
    interface Progress {

        void at(String what);
    }
}
