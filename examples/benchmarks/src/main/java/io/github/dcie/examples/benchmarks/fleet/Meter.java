package io.github.dcie.examples.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** An account's calls by the second. What lies outside the time measured is not counted. */
final class Meter {

    private final Period period;
    private final Map<Operation, int[]> calls = new EnumMap<>(Operation.class);

    Meter(Period period) {
        this.period = period;
        for (Operation operation : Operation.values()) {
            calls.put(operation, new int[Math.toIntExact(period.length().toSeconds())]);
        }
    }

    void count(Operation operation, Instant at) {
        if (period.contains(at)) {
            of(operation)[(int) Duration.between(period.from(), at).toSeconds()]++;
        }
    }

    long count(Operation operation) {
        return Arrays.stream(of(operation)).asLongStream().sum();
    }

    /** The most calls in so many seconds of the clock that follow one another. */
    int most(Operation operation, int seconds) {
        int[] each = of(operation);
        int most = 0;
        int sum = 0;
        for (int i = 0; i < each.length; i++) {
            sum += each[i];
            sum -= i < seconds ? 0 : each[i - seconds];
            most = Math.max(most, sum);
        }
        return most;
    }

    /** In how many seconds there were more calls than that. */
    long secondsAbove(Operation operation, int limit) {
        return Arrays.stream(of(operation)).filter(each -> each > limit).count();
    }

    private int[] of(Operation operation) {
        return calls.getOrDefault(operation, new int[0]);
    }
}
