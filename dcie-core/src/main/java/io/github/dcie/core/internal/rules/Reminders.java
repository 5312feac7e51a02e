package io.github.dcie.core.internal.rules;

import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.condition.ActiveCondition.NotificationState;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.rules.Notice.Still;
import io.github.dcie.core.internal.timing.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which conditions that go on are to be told again (N3). A reminder falls due a whole number of times after its condition
 * began; of several that were missed only the last is told. One stored time serves for all conditions.
 */
public record Reminders(Duration every) {

    /** What is due, in the order in which it fell due. */
    public List<Still> due(JobState state, Instant now) {
        // a time from the future is a wrong clock's (K7)
        Instant last = state.remembered()
                .remindedAt()
                .filter(at -> !at.isAfter(now.plus(Backoff.CLOCK_SKEW)))
                .orElse(Instant.MIN);
        return state.conditions().stream()
                .filter(active -> active.notification() == NotificationState.NOTIFIED)
                .flatMap(active -> latest(active, now).stream())
                .filter(still -> still.at().isAfter(last))
                .sorted(Comparator.comparing(Still::at))
                .toList();
    }

    /** When the next one falls due; now, if one is. */
    public Optional<Instant> next(JobState state, Instant now) {
        return due(state, now).isEmpty()
                ? state.conditions().stream()
                        .filter(active -> active.notification() == NotificationState.NOTIFIED)
                        .map(active -> active.since().plus(every.multipliedBy(times(active, now) + 1)))
                        .min(Comparator.naturalOrder())
                : Optional.of(now);
    }

    private long times(ActiveCondition active, Instant now) {
        return Math.max(0, Duration.between(active.since(), now).dividedBy(every));
    }

    private Optional<Still> latest(ActiveCondition active, Instant now) {
        long times = times(active, now);
        return times < 1
                ? Optional.empty()
                : Optional.of(new Still(active, active.since().plus(every.multipliedBy(times))));
    }
}
