package io.github.dcie.core.internal.chain;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What will lose history if nobody acts, by DynamoDB's facts. */
final class Risks {

    /** A window and this must fit into the retention, or the next one is lost while it is being exported (F6). */
    private static final Duration MARGIN = Duration.ofHours(1);

    private Risks() {}

    static JobState apply(JobState state, Recovery.On on, ExportJob job, Instant now) {
        Duration retention = Duration.ofDays(on.days());
        boolean tooLong = job.windowSize().plus(MARGIN).compareTo(retention) >= 0;
        // before the full export is accepted its time is chosen anew, and no history is needed (W1)
        boolean atRisk = state.latched().isEmpty()
                && state.generation().isFullAccepted()
                && state.generation()
                        .frontier()
                        .map(frontier -> frontier.isBefore(on.trusted(now).minus(retention.dividedBy(2))))
                        .orElse(false);
        JobState result = set(state, Kind.WINDOW_EXCEEDS_RETENTION, tooLong, now);
        return set(result, Kind.HISTORY_AT_RISK, atRisk, now);
    }

    private static JobState set(JobState state, Kind kind, boolean holds, Instant now) {
        return holds ? state.with(kind, now, Optional.empty()) : state.without(kind);
    }
}
