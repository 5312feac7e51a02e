package io.github.dcie.core.internal.document;

import com.google.common.base.Preconditions;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What holds for every state that this library writes, and not for one that somebody has edited: a chain cannot have got
 * further than its exports, and counts as many of them as fit between its beginning and its end (F6, I1, I2). Whatever
 * else is wrong shows when DynamoDB describes the exports.
 */
final class Plausibility {

    /** DynamoDB's clocks may differ by a minute (Developer Guide, "Requesting a table export"). */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final int LONGEST_WORDS = 120;
    private static final int MOST_GENERATIONS = 1_000_000;

    private Plausibility() {}

    /**
     * Checks a state.
     *
     * @throws IllegalArgumentException if this library cannot have written it
     */
    static void check(JobState state) {
        Generation generation = state.generation();
        check(generation);
        Set<Integer> numbers = new HashSet<>();
        for (PastGeneration past : state.past()) {
            Preconditions.checkArgument(
                    past.number() >= 1 && past.number() < generation.number() && numbers.add(past.number()),
                    "chain %s among those before chain %s",
                    past.number(),
                    generation.number());
            Preconditions.checkArgument(past.nextSequence() >= 0, "position %s", past.nextSequence());
            Preconditions.checkArgument(
                    past.startPending() || !past.exportIds().isEmpty(), "%s has nothing pending", past);
        }
        for (ActiveCondition active : state.conditions()) {
            Preconditions.checkArgument(
                    active.generation() >= 1 && active.generation() <= MOST_GENERATIONS, "%s", active);
            active.code().ifPresent(Plausibility::words);
        }
        if (state.lease() instanceof DeliveryLease.Claimed claimed) {
            words(claimed.step());
        }
        generation.tableId().ifPresent(Plausibility::words);
        state.remembered()
                .recoveryDays()
                .ifPresent(days -> Preconditions.checkArgument(days >= 1 && days <= 36_500, "%s days", days));
        state.remembered()
                .operatorNumber()
                .ifPresent(number -> Preconditions.checkArgument(number >= 0, "operator's request %s", number));
    }

    private static void check(Generation generation) {
        Preconditions.checkArgument(generation.number() <= MOST_GENERATIONS, "chain %s", generation.number());
        Preconditions.checkArgument(
                generation.rejections() >= 0 && generation.rejections() <= MOST_GENERATIONS,
                "%s rejected exports",
                generation.rejections());
        generation
                .start()
                .ifPresent(start -> generation
                        .after()
                        .ifPresent(before -> Preconditions.checkArgument(
                                before.isBefore(start), "chain begins at %s, the one before at %s", start, before)));
        generation.announced().ifPresent(last -> check(generation.start().orElseThrow(), last));
        for (TrackedExport tracked : generation.trackedExports()) {
            Preconditions.checkArgument(tracked.attempt() <= MOST_GENERATIONS, "attempt %s", tracked.attempt());
            tracked.stage().export().ifPresent(id -> began(id, tracked.span().end()));
            if (tracked.stage() instanceof Stage.Running running) {
                notBefore(running.startedAt(), tracked.span().end(), running.exportId());
            }
        }
    }

    private static void check(Instant start, Announced last) {
        began(last.exportId(), last.end());
        Preconditions.checkArgument(
                Generation.isPossible(start, last),
                "the export that ends at %s cannot be number %s of a chain from %s",
                last.end(),
                last.sequence(),
                start);
    }

    /** An export is asked for when what it covers is over (W3), and its id says when it began (observed). */
    private static void began(String exportId, Instant end) {
        ExportIds.beganAt(exportId).ifPresent(began -> notBefore(began, end, exportId));
    }

    private static void notBefore(Instant began, Instant end, String exportId) {
        Preconditions.checkArgument(
                !began.isBefore(end.minus(CLOCKS_DIFFER)),
                "export %s began at %s, before %s, up to which it covers the changes",
                exportId,
                began,
                end);
    }

    private static void words(String text) {
        Preconditions.checkArgument(
                !text.isEmpty()
                        && text.length() <= LONGEST_WORDS
                        && text.chars().allMatch(c -> c >= ' ' && c <= '~'),
                "a text of %s characters: expected 1 to %s, printable ASCII",
                text.length(),
                LONGEST_WORDS);
    }
}
