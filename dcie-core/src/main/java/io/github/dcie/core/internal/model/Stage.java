package io.github.dcie.core.internal.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** How far an attempt at an export is. */
public sealed interface Stage {

    /**
     * The intent is durable; DynamoDB may or may not have been asked (T2).
     *
     * @param at when it was planned, never later than DynamoDB's own clock allows, so that exports made for it are not
     *     older than it (T3)
     * @param refusal what DynamoDB answered, if it has refused
     * @param lookUp how far the search for its export has come (T3)
     */
    record Planned(Instant at, Optional<Refusal> refusal, LookupProgress lookUp) implements Stage {

        /** One whose search has looked at all exports up to an id. */
        public Planned(Instant at, Optional<Refusal> refusal, Optional<String> soughtUpTo) {
            this(at, refusal, LookupProgress.upTo(soughtUpTo));
        }

        public static Planned at(Instant at) {
            return new Planned(at, Optional.empty(), LookupProgress.NOT_BEGUN);
        }
    }

    /**
     * DynamoDB has accepted it: the export's id and DynamoDB's start time.
     *
     * @param exportId the export's id
     * @param startedAt when DynamoDB began it, cut to the second: what a step knows is what it stores (T3)
     * @param unseenSince since when DynamoDB has been answering that there is no such export (F7)
     */
    record Running(String exportId, Instant startedAt, Optional<Instant> unseenSince) implements Stage {

        public Running {
            startedAt = startedAt.truncatedTo(ChronoUnit.SECONDS);
        }

        /** One that DynamoDB describes, or was not asked about. */
        public Running(String exportId, Instant startedAt) {
            this(exportId, startedAt, Optional.empty());
        }
    }

    /** DynamoDB says COMPLETED; something before it in the chain is not, or another step owns the notices. */
    record Completed(String exportId) implements Stage {}

    /** Completed like everything before it; its notice is pending. */
    record Committed(String exportId) implements Stage {}

    /**
     * This attempt failed; the next one follows after a while.
     *
     * @param at when that was seen
     * @param exportId the export's id, if there was one
     * @param fault whose verdict it is
     */
    record Failed(Instant at, Optional<String> exportId, Fault fault) implements Stage {

        /** Why an attempt came to nothing. */
        public enum Fault {
            /** DynamoDB made no export. */
            NOT_EXPORTED,
            /** DynamoDB made and billed an export that is not what was asked for, or that the user's check rejects (F3). */
            NOT_ACCEPTED
        }

        /** One of which DynamoDB made no export. */
        public Failed(Instant at, Optional<String> exportId) {
            this(at, exportId, Fault.NOT_EXPORTED);
        }
    }

    /** The export's id, once there is one. */
    default Optional<String> export() {
        return fold(
                planned -> Optional.empty(),
                running -> Optional.of(running.exportId()),
                completed -> Optional.of(completed.exportId()),
                committed -> Optional.of(committed.exportId()),
                Failed::exportId);
    }

    /** What it is; exhaustive. */
    default <R> R fold(
            Function<Planned, R> planned,
            Function<Running, R> running,
            Function<Completed, R> completed,
            Function<Committed, R> committed,
            Function<Failed, R> failed) {
        if (this instanceof Planned its) {
            return planned.apply(its);
        } else if (this instanceof Running its) {
            return running.apply(its);
        } else if (this instanceof Completed its) {
            return completed.apply(its);
        }
        return this instanceof Committed its ? committed.apply(its) : failed.apply((Failed) this);
    }
}
