package io.github.dcie.testkit.simulation;

import java.util.Locale;

/**
 * What a simulation came to, in numbers.
 *
 * @param steps steps that were begun, those of which a process died included
 * @param faults faults that struck: injected ones, freezes, interleaved steps, calls refused by a world in trouble, and
 *     what was done to recovery, clocks and exports; one that was planned for an effect that was not reached is none
 * @param crashes processes that died
 * @param exports exports of the job that DynamoDB has accepted
 * @param violations promises that were broken
 */
public record Tally(long steps, long faults, long crashes, long exports, long violations) {

    /**
     * Nothing yet.
     *
     * @return all zero
     */
    public static Tally none() {
        return new Tally(0, 0, 0, 0, 0);
    }

    /**
     * Two simulations together.
     *
     * @param other the other one
     * @return the sums
     */
    public Tally plus(Tally other) {
        return new Tally(
                steps + other.steps,
                faults + other.faults,
                crashes + other.crashes,
                exports + other.exports,
                violations + other.violations);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "simulated steps: %,d, faults: %,d, crashes: %,d, exports: %,d, violations: %,d",
                steps,
                faults,
                crashes,
                exports,
                violations);
    }
}
