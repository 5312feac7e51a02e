package io.github.dcie.core.internal.rules;

import com.google.common.collect.Comparators;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.model.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What will lose history if nobody acts, by DynamoDB's facts. */
public final class Risks {

    /** A window and this must fit into the retention, or the next one is lost while it is being exported (F6). */
    private static final Duration MARGIN = Duration.ofHours(1);

    private Risks() {}

    /** Whether windows fit into the retention at all (F6). */
    public static JobState tooLong(JobState state, PitrStatus.On on, ExportJob job, Instant now) {
        Duration retention = Duration.ofDays(on.days());
        boolean tooLong = job.windowSize().plus(MARGIN).compareTo(retention) >= 0;
        return set(state, Kind.WINDOW_EXCEEDS_RETENTION, tooLong, now);
    }

    /**
     * Whether the chain is about to fall behind the retention, judged by what is planned after this step. A window that
     * is not over yet is no risk, however long windows are; and once a gap holds, history is no longer at risk but lost,
     * which is not told as the end of the risk.
     */
    public static JobState atRisk(JobState state, PitrStatus.On on, ExportJob job, Instant now) {
        if (state.latched().isPresent()) {
            return state;
        }
        Duration half = Duration.ofDays(on.days()).dividedBy(2);
        Duration most = Comparators.max(half, job.windowSize().plus(MARGIN));
        // before the full export is accepted its time is chosen anew, and no history is needed (W1)
        boolean atRisk = state.generation().isFullAccepted()
                && state.generation()
                        .frontier()
                        .map(frontier -> frontier.isBefore(on.trusted(now).minus(most)))
                        .orElse(false);
        return set(state, Kind.HISTORY_AT_RISK, atRisk, now);
    }

    private static JobState set(JobState state, Kind kind, boolean holds, Instant now) {
        return holds ? state.with(kind, now, Optional.empty()) : state.without(kind);
    }
}
