package io.github.dcie.admin;

import io.github.dcie.JobId;
import io.github.dcie.JobStatus;
import io.github.dcie.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is the matter with a job's stored state, and what it would be after a recovery. Immutable, equal by value.
 *
 * @param job the job
 * @param at when it was looked at, whole seconds
 * @param health what is the matter with the stored state
 * @param obstacles why nothing can be recovered; empty if it can be
 * @param remarks what a person should know of a recovery, each a sentence
 * @param recovered where the job would stand; empty if there are obstacles
 */
public record RecoveryFinding(
        JobId job,
        Instant at,
        StateHealth health,
        List<Obstacle> obstacles,
        List<String> remarks,
        Optional<JobStatus> recovered) {

    /**
     * Copies the lists.
     *
     * @param job the job
     * @param at when it was looked at, whole seconds
     * @param health what is the matter with the stored state
     * @param obstacles why nothing can be recovered, copied
     * @param remarks what a person should know of a recovery, copied
     * @param recovered where the job would stand; may be empty
     */
    public RecoveryFinding {
        obstacles = List.copyOf(obstacles);
        remarks = List.copyOf(remarks);
    }

    /** What is the matter with a stored state. May grow. */
    public enum StateHealth {
        /** There is none, or only one that says that it was lost. */
        ABSENT("the job has no state"),
        /** It cannot be read. */
        DAMAGED("the stored state is damaged"),
        /** It is older than exports that DynamoDB knows. */
        ROLLED_BACK("the stored state is an old one"),
        /** DynamoDB knows of no export that it does not know of. */
        SOUND("the stored state is sound"),
        /** Not enough could be found out to compare it. */
        NOT_FOUND_OUT("whether the stored state is sound was not found out");

        private final String message;

        StateHealth(String message) {
            this.message = message;
        }
    }

    /**
     * Why nothing can be recovered. Immutable, equal by value.
     *
     * @param kind what stands in the way, for programs
     * @param message what it is about, and what to do, for people
     */
    public record Obstacle(Kind kind, String message) {

        /** What stands in the way of a recovery. May grow. */
        public enum Kind {
            /** The stored state knows all that DynamoDB knows: there is nothing to recover. */
            STATE_IS_SOUND,
            /** DynamoDB knows no export of this job. */
            NO_EXPORTS,
            /** A call gave no answer, or whether a state that waits for its full export is the newest cannot be told. */
            NOT_FOUND_OUT,
            /** A manifest says something else than DynamoDB. */
            CONTRADICTION,
            /** DynamoDB has forgotten where the chain begins, or what the first window follows. */
            BEGINNING_UNKNOWN,
            /** What a consumer was told last is not an export of the chain. */
            LAST_TOLD_UNKNOWN,
            /** The chain's exports are of two tables of one name. */
            TABLE_RECREATED,
            /** Exports overlap, so that the chain goes two ways. */
            TWO_WAYS,
            /** Exports of an older chain were requested after the newest one had begun. */
            TWO_CHAINS,
            /** The job's completion check does not accept an export that is complete and may not have been committed. */
            NOT_ACCEPTED,
            /** No state can have planned these exports. */
            NOT_A_CHAIN,
            /** A person has asked for a reset that waits to be carried out. */
            RESET_WAITS
        }

        /**
         * Makes the words fit for one line.
         *
         * @param kind what stands in the way, for programs
         * @param message what it is about, and what to do; what is not printable is escaped
         */
        public Obstacle {
            message = Printable.line(message);
        }

        @Override
        public String toString() {
            return kind + ": " + message;
        }
    }

    /**
     * Whether a recovery is possible.
     *
     * @return whether there are no obstacles
     */
    public boolean isPossible() {
        return obstacles.isEmpty();
    }

    /**
     * The finding for people, several lines.
     *
     * @return a text that ends without a line break
     */
    public String toText() {
        String against = obstacles.stream()
                .map(obstacle -> "\n- cannot be recovered, " + obstacle)
                .collect(Collectors.joining());
        String with = recovered
                .map(status -> "\nafter a recovery: " + status.toText())
                .orElse("");
        String beside = remarks.stream().map(remark -> "\n- " + remark).collect(Collectors.joining());
        return "recovery of job " + job + " at " + at + ": " + health.message + against + with + beside;
    }
}
