package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.Chain;
import io.github.dcie.OperatorAction;
import io.github.dcie.spi.OperatorRequest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    /**
     * A step has written: what it had read is spent.
     *
     * @param readable the fields for people, which name the chain's number if the library is ours
     */
    void wrote(Optional<OperatorRequest> read, boolean sawSpentReset, Map<String, String> readable) {
        saw(Integer.parseInt(readable.getOrDefault("generation", "0")), sawSpentReset);
        spent = Math.max(
                spent,
                read.map(OperatorRequest::number).orElse(OptionalLong.empty()).orElse(0));
    }

    /** A step has answered. */
    void answered(Optional<AdvanceOutcome> outcome, boolean sawSpentReset) {
        saw(
                outcome.flatMap(answer -> answer.status().chain())
                        .map(Chain::generation)
                        .orElse(0),
                sawSpentReset);
    }

    private void saw(int now, boolean sawSpentReset) {
        if (sawSpentReset && generation > 0 && now > generation) {
            violated.accept("K6: a reset was carried out that was taken back and spent: generation " + now);
        }
        generation = Math.max(generation, now);
    }
}
