package io.github.dcie.admin.internal.recovery;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportJob;
import io.github.dcie.OperatorAction;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.internal.records.Records;
import io.github.dcie.core.internal.guard.Checker;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.spi.OperatorRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a state is rebuilt from.
 *
 * @param job the job
 * @param records what was found out of the table's exports
 * @param remains what the store still has
 * @param operator what a person has asked of the job
 * @param lastDelivered what a consumer knows, if that was handed in
 * @param checker asks the user's completion check
 * @param now a whole second
 * @param forgottenBefore DynamoDB may have forgotten what began before this
 */
public record Evidence(
        ExportJob job,
        Records records,
        StoredRemnant remains,
        OperatorRequest operator,
        Optional<LastDelivered> lastDelivered,
        Checker checker,
        Instant now,
        Instant forgottenBefore) {

    /** The furthest chain that is known otherwise than from exports. */
    Optional<Anchor> anchor() {
        return Anchor.of(remains, lastDelivered);
    }

    /** The stored chain if it is the one from that start with that number. */
    Optional<Generation> keptGeneration(Instant start, int number) {
        return keptGeneration().filter(kept -> kept.start().map(start::equals).orElse(kept.number() == number));
    }

    /** The stored chain, unless what is stored only says that exports were found without a state (K5). */
    Optional<Generation> keptGeneration() {
        return kept().map(JobState::generation)
                .filter(stored -> stored.start().isPresent() || stored.cause() != Cause.FIRST);
    }

    /** Whether there is a state, and it does not say that another one was lost. */
    boolean isStateKept() {
        return kept().filter(state -> !state.holds(Kind.STATE_LOST)).isPresent();
    }

    /** What a rebuilt state goes on from. */
    JobState base() {
        return kept().orElseGet(() -> JobState.fresh(job.table()));
    }

    private Optional<JobState> kept() {
        return remains instanceof StoredRemnant.Kept kept ? Optional.of(kept.state()) : Optional.empty();
    }

    boolean asksForReset() {
        return operator.action() == OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN;
    }
}
