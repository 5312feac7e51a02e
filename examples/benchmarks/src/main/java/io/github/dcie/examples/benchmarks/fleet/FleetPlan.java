package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.WindowAlignment;
import java.time.Duration;

/**
 * Which fleet, and for how long.
 *
 * @param accounts accounts, each with its own limits
 * @param tables tables of each account, a job for each
 * @param workers threads of the pool that makes the steps
 * @param beginning when the jobs make their first steps
 * @param alignment where their windows end
 * @param warmUp not measured: full exports, and the first windows
 * @param measured measured
 */
record FleetPlan(
        int accounts,
        int tables,
        int workers,
        Beginning beginning,
        WindowAlignment alignment,
        Duration warmUp,
        Duration measured) {

    /** The shortest window, the default. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** On average: give or take half a minute, so that nothing depends on one second. */
    static final Duration EXPORTS_TAKE = Duration.ofMinutes(12);

    private static final int GIVE_OR_TAKE = 30;

    /** When the jobs make their first steps. */
    enum Beginning {
        /** All in one second: only the spread by the jobs' ids keeps their calls apart (P4). */
        IN_ONE_SECOND {
            @Override
            String title() {
                return "in one second";
            }

            @Override
            Duration delay(int number, int jobs) {
                return Duration.ZERO;
            }
        },
        /** One after the other, evenly over the length of a window. */
        OVER_A_WINDOW {
            @Override
            String title() {
                return "evenly over a window";
            }

            @Override
            Duration delay(int number, int jobs) {
                return WINDOW.multipliedBy(number).dividedBy(jobs);
            }
        };

        abstract String title();

        /** How long after the fleet's beginning the job of that number, of so many in its account, begins. */
        abstract Duration delay(int number, int jobs);
    }

    /** An account's 300 tables times 34, by 16 workers, all begun in one second: an hour, after one that is not counted. */
    static FleetPlan large() {
        return new FleetPlan(
                34,
                300,
                16,
                Beginning.IN_ONE_SECOND,
                WindowAlignment.CHAIN_START,
                Duration.ofHours(1),
                Duration.ofHours(1));
    }

    /** One account by itself, with more workers than it needs. */
    static FleetPlan account(int tables, Beginning beginning) {
        return large().withAccounts(1).withTables(tables).withBeginning(beginning);
    }

    /** How long an account's export of that number takes: evenly spread, in no order that means anything. */
    static Duration exportTakes(long number) {
        long seconds = Math.floorMod(number * 37, 2L * GIVE_OR_TAKE + 1) - GIVE_OR_TAKE;
        return EXPORTS_TAKE.plusSeconds(seconds);
    }

    int jobs() {
        return accounts * tables;
    }

    FleetPlan withAccounts(int number) {
        return new FleetPlan(number, tables, workers, beginning, alignment, warmUp, measured);
    }

    FleetPlan withTables(int number) {
        return new FleetPlan(accounts, number, workers, beginning, alignment, warmUp, measured);
    }

    FleetPlan withWorkers(int number) {
        return new FleetPlan(accounts, tables, number, beginning, alignment, warmUp, measured);
    }

    FleetPlan withBeginning(Beginning value) {
        return new FleetPlan(accounts, tables, workers, value, alignment, warmUp, measured);
    }

    FleetPlan withTimes(Duration notMeasured, Duration thenMeasured) {
        return new FleetPlan(accounts, tables, workers, beginning, alignment, notMeasured, thenMeasured);
    }

    FleetPlan withAlignment(WindowAlignment value) {
        return new FleetPlan(accounts, tables, workers, beginning, value, warmUp, measured);
    }
}
