package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.Chain;
import io.github.dcie.OperatorAction;
import io.github.dcie.spi.OperatorRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * K6, of stores that number the operator's requests: when a step has read a request and written, all before it are
 * spent. A step whose read, a stale one perhaps, shows a spent reset begins no new chain.
 */
final class SpentRequests {

    private final Consumer<String> violated;
    private long spent;
    private int generation;

    SpentRequests(Consumer<String> violated) {
        this.violated = violated;
    }

    void stateLost() {
        spent = 0;
        generation = 0;
    }

    /** Whether a read shows a reset that a later request has overtaken; its own is the one that carries it out. */
    boolean isSpentReset(OperatorRequest read) {
        return read.action() == OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN
                && read.number().isPresent()
                && read.number().getAsLong() < spent;
    }

    /** A step has written after it had read a request. */
    void actedOn(OperatorRequest read) {
        spent = Math.max(spent, read.number().orElse(0));
    }

    /** A step has answered. */
    void answered(Optional<AdvanceOutcome> outcome, boolean sawSpentReset) {
        int now = outcome.flatMap(answer -> answer.status().chain())
                .map(Chain::generation)
                .orElse(0);
        if (sawSpentReset && generation > 0 && now > generation) {
            violated.accept("K6: a reset was carried out that was taken back and spent: generation " + now);
        }
        generation = Math.max(generation, now);
    }
}
