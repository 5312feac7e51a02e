package io.github.dcie.core.internal.chain;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** How conditions are recognised, and what people are told of them. */
public final class Conditions {

    /** InvalidExportTime against the facts is "not yet" for this long (F8). */
    private static final Duration TIME_REFUSED = Duration.ofMinutes(30);

    /** A failing notifier is a condition after this long (F1: a notice only if it lasts). */
    static final Duration NOTIFIER_FAILING = Duration.ofMinutes(15);

    /** A call without an answer is a condition after this long (F1). */
    static final Duration SERVICE_TROUBLE = Duration.ofHours(1);

    private Conditions() {}

    /** Brings those conditions up to date that follow from the places alone. */
    static JobState derive(JobState state, Instant now, Optional<String> words) {
        JobState result = state;
        result = set(result, Kind.EXPORT_TIME_REFUSED, now, words, refused(Refusal.Reason.TIME, TIME_REFUSED));
        // once is enough to look for the export; if it is not found and AWS says so again, it is not ours (T4)
        result = set(result, Kind.TOKEN_CONFLICT, now, words, refused(Refusal.Reason.CONFLICT, Duration.ofSeconds(1)));
        result = set(result, Kind.REQUEST_REFUSED, now, words, refused(Refusal.Reason.INVALID, Duration.ZERO));
        result = set(result, Kind.QUOTA_REACHED, now, words, refused(Refusal.Reason.QUOTA, Duration.ZERO));
        if (result.generation().rejections() > ConditionType.MOST_REPEATS) {
            result = result.with(Kind.FULL_EXPORT_REJECTED, now, Optional.empty());
        }
        // it begins by DynamoDB's clock; that nothing runs any more is plain from the places
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
        return active
                ? state.with(kind, now, state.active(kind).isPresent() ? Optional.empty() : words)
                : state.without(kind);
    }

    private static Predicate<TrackedExport> refused(Refusal.Reason reason, Duration forAtLeast) {
        return tracked -> tracked.intent()
                .flatMap(Stage.Planned::refusal)
                .filter(refusal -> refusal.reason() == reason)
                .filter(refusal ->
                        Duration.between(refusal.first(), refusal.last()).compareTo(forAtLeast) >= 0)
                .isPresent();
    }

    /** What is wrong with a call, for people, before it is a condition of a job. */
    public static Condition of(Trouble trouble, Instant now, ExportJob job) {
        Kind kind = trouble.kind().condition().orElse(Kind.SERVICE_TROUBLE);
        return ConditionType.of(kind).describe(now, Optional.of(Words.cut(trouble.toString())), job);
    }

    /** The condition for people. */
    static Condition describe(ActiveCondition active, ExportJob job) {
        return ConditionType.of(active.kind()).describe(active.since(), active.code(), job);
    }
}
