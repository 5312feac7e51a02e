package io.github.dcie.admin.internal.recovery;

import io.github.dcie.Condition;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The state of a job of which only an old one, or none, was left (K5). */
final class RecoveredState {

    private RecoveredState() {}

    /**
     * The old state with the chain as it is by DynamoDB's records. What was wrong by the old one is over; what still holds
     * begins anew.
     *
     * @param old what was left, or a fresh state
     * @param rebuilt the chain
     * @param spent the number of a reset that counts as carried out, beside the one that is known
     * @param begunByItself when the chain may have been begun by a gap, beside when it is known to have been
     */
    static JobState of(JobState old, Generation rebuilt, OptionalLong spent, Optional<Instant> begunByItself) {
        JobState recovered = old.withGeneration(rebuilt)
                .withPast(keepsPast(old, rebuilt) ? old.past() : List.of())
                .withLease(new DeliveryLease.Nobody())
                .remembering(kept -> begunByItself
                        .map(kept::withLastAutomaticReset)
                        .orElse(kept)
                        .withOperatorNumber(spent));
        for (Condition.Kind kind : Condition.Kind.values()) {
            recovered = recovered.without(kind);
        }
        return recovered;
    }

    private static boolean keepsPast(JobState old, Generation rebuilt) {
        boolean fits =
                old.pastWeight() + rebuilt.trackedExports().size() < JobState.MAX_TRACKED_OF_ALL_GENERATIONS; // K1
        return rebuilt.number() == old.generation().number() && fits;
    }
}
