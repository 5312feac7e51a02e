package io.github.dcie.core.internal.rules;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.condition.ConditionType;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** How conditions are recognised, and what people are told of them. */
public final class Conditions {

    /** InvalidExportTime against the facts is "not yet" for this long (F8). */
    private static final Duration TIME_REFUSED = Duration.ofMinutes(30);

    /** A failing notifier is a condition after this long (F1: a notice only if it lasts). */
    public static final Duration NOTIFIER_FAILING = Duration.ofMinutes(15);

    /** A call without an answer is a condition after this long (F1). */
    public static final Duration SERVICE_TROUBLE = Duration.ofHours(1);

    private Conditions() {}

    /** Brings those conditions up to date that follow from the exports alone. */
    public static JobState derive(JobState state, Instant now, Optional<String> words) {
        JobState result = state;
        result = set(result, Kind.EXPORT_TIME_REFUSED, now, words, refused(Refusal.Reason.TIME, TIME_REFUSED));
        // once is enough to look for the export; if it is not found and AWS says so again, it is not ours (T4)
        result = set(result, Kind.TOKEN_CONFLICT, now, words, refused(Refusal.Reason.CONFLICT, Duration.ofSeconds(1)));
        result = set(result, Kind.REQUEST_REFUSED, now, words, refused(Refusal.Reason.INVALID, Duration.ZERO));
        result = set(result, Kind.QUOTA_REACHED, now, words, refused(Refusal.Reason.QUOTA, Duration.ZERO));
        if (result.generation().rejections() > ConditionType.MOST_REPEATS) {
            result = result.with(Kind.FULL_EXPORT_REJECTED, now, Optional.empty());
        }
        // it begins by DynamoDB's clock; that nothing runs any more is plain from the exports
        boolean running = result.generation().trackedExports().stream()
                .anyMatch(tracked -> tracked.stage() instanceof Stage.Running);
        result = running ? result : result.without(Kind.EXPORT_STUCK);
        // an attempt that was seen to fail; one that follows it keeps the condition, but does not begin it
        if (result.generation().trackedExports().stream()
                .anyMatch(tracked -> tracked.stage() instanceof Stage.Failed)) {
            return result.with(Kind.EXPORT_FAILING, now, Optional.empty());
        }
        return result.generation().failing().isPresent() ? result : result.without(Kind.EXPORT_FAILING);
    }

    private static JobState set(
            JobState state, Kind kind, Instant now, Optional<String> words, Predicate<TrackedExport> holds) {
        boolean active = state.generation().trackedExports().stream().anyMatch(holds);
        // words are the latest refusal's; a condition that goes on keeps those that it began with
        return active ? state.with(kind, now, state.holds(kind) ? Optional.empty() : words) : state.without(kind);
    }

    private static Predicate<TrackedExport> refused(Refusal.Reason reason, Duration forAtLeast) {
        return tracked -> tracked.intent()
                .flatMap(Stage.Planned::refusal)
                .filter(refusal -> refusal.reason() == reason)
                .filter(refusal ->
                        Duration.between(refusal.first(), refusal.last()).compareTo(forAtLeast) >= 0)
                .isPresent();
    }

    /** The condition for people. */
    public static Condition describe(ActiveCondition active, ExportJob job) {
        return ConditionType.of(active.kind()).describe(active.since(), active.code(), job);
    }
}
