package io.github.dcie.core.internal.chain;

import java.time.Instant;
import java.util.Optional;

/** How far an attempt at an export is. */
public sealed interface Stage {

    /**
     * The intent is durable; DynamoDB may or may not have been asked (T2).
     *
     * @param at when it was planned, never later than DynamoDB's own clock allows, so that exports made for it are not
     *     older than it (T3)
     * @param refusal what DynamoDB answered, if it has refused
     * @param soughtUpTo exports up to this id have been looked at without finding this attempt's (T3)
     */
    record Planned(Instant at, Optional<Refusal> refusal, Optional<String> soughtUpTo) implements Stage {
        static Planned at(Instant at) {
            return new Planned(at, Optional.empty(), Optional.empty());
        }
    }

    /** DynamoDB has accepted it: the export's id and DynamoDB's start time. */
    record Running(String exportId, Instant startedAt) implements Stage {}

    /** DynamoDB says COMPLETED; something before it in the chain is not, or another step owns the notices. */
    record Completed(String exportId) implements Stage {}

    /** Completed like everything before it; its notice is owed. */
    record Committed(String exportId) implements Stage {}

    /** This attempt failed; the next one follows after a while. */
    record Failed(Instant at, Optional<String> exportId) implements Stage {}

    /** The export's id, once there is one. */
    default Optional<String> export() {
        if (this instanceof Running running) {
            return Optional.of(running.exportId());
        } else if (this instanceof Completed completed) {
            return Optional.of(completed.exportId());
        } else if (this instanceof Committed committed) {
            return Optional.of(committed.exportId());
        } else if (this instanceof Failed failed) {
            return failed.exportId();
        }
        return Optional.empty();
    }
}
