package io.github.dcie.replay.internal;

import io.github.dcie.replay.Pause;
import java.time.Duration;
import java.util.Set;

/** How often what DynamoDB was too busy for is tried again, and how long is waited in between: 100 ms, twice as long each time. */
public record Patience(Pause pause) {

    public static final int MOST_TRIES = 8;

    /** What passes by itself (API reference, TransactionCanceledException). */
    public static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private static final Duration FIRST = Duration.ofMillis(100);

    public void afterRefusal(int refusals) throws InterruptedException {
        pause.of(FIRST.multipliedBy(1L << (refusals - 1)));
    }
}
