package io.github.dcie.examples.benchmarks;

import java.time.Duration;

/**
 * What a contender used in a stretch of its life.
 *
 * @param usage the calls
 * @param windows how many windows it announced
 */
record Period(Usage usage, long windows) {

    /** Lets time pass in a contender's world. */
    static Period of(World world, Contender contender, Duration time) {
        Usage before = contender.usage();
        int told = contender.announced().size();
        world.runFor(time);
        return new Period(contender.usage().minus(before), contender.announced().size() - told);
    }

    double perWindow(long count) {
        return (double) count / windows;
    }
}
