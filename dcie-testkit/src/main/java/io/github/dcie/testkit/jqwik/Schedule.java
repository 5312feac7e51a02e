package io.github.dcie.testkit.jqwik;

import java.time.Duration;
import java.util.List;

/**
 * When a scheduler makes its steps.
 *
 * @param pauses the time before each step, none negative
 */
public record Schedule(List<Duration> pauses) {

    /**
     * Checks and copies the pauses.
     *
     * @param pauses the time before each step, none negative, copied
     * @throws IllegalArgumentException if one is negative
     */
    public Schedule {
        pauses = List.copyOf(pauses);
        pauses.stream().filter(Duration::isNegative).findFirst().ifPresent(pause -> {
            throw new IllegalArgumentException("pause " + pause + ": expected zero or more");
        });
    }

    /**
     * How long the schedule is.
     *
     * @return the sum of the pauses
     */
    public Duration length() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
