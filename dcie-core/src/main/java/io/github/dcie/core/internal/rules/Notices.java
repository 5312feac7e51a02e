package io.github.dcie.core.internal.rules;

import io.github.dcie.Condition.Kind;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.model.DeliveryLease.Claimed;
import io.github.dcie.core.internal.model.DeliveryLease.Failing;
import io.github.dcie.core.internal.model.DeliveryLease.Nobody;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is pending, in the order of delivery, and what remains pending after some of it was delivered (N1, N2). */
public final class Notices {

    private Notices() {}

    /** Older generations first (F5), then what is wrong, then this chain's beginning and its exports in order. */
    public static List<Notice> pending(JobState state) {
        List<Notice> owed = new ArrayList<>();
        for (PastGeneration past : state.past()) {
            if (past.startPending()) {
                owed.add(new Notice.Start(past.number(), past.cause(), past.start()));
            }
            Optional<String> previous = past.previousExportId();
            for (int i = 0; i < past.exportIds().size(); i++) {
                String id = past.exportIds().get(i);
                owed.add(new Notice.Export(past.number(), past.start(), past.nextSequence() + i, id, previous));
                previous = Optional.of(id);
            }
        }
        // what is over first: a gap is told after the end of what caused it
        for (ActiveCondition active : state.conditions()) {
            active.endBefore().map(Notice.End::new).ifPresent(owed::add);
        }
        for (ActiveCondition active : state.conditions()) {
            if (active.isPending() && !active.isBeginPending()) {
                owed.add(new Notice.End(active));
            }
        }
        for (ActiveCondition active : state.conditions()) {
            if (active.isBeginPending()) {
                owed.add(new Notice.Begin(active));
            }
        }
        Generation generation = state.generation();
        generation.start().ifPresent(start -> {
            if (generation.startPending()) {
                owed.add(new Notice.Start(generation.number(), generation.cause(), start));
            }
            Optional<String> previous = generation.announced().map(Announced::exportId);
            List<TrackedExport> committed = generation.committed();
            for (int i = 0; i < committed.size(); i++) {
                String id = committed.get(i).stage().export().orElseThrow();
                owed.add(new Notice.Export(generation.number(), start, generation.sequenceOf(i), id, previous));
                previous = Optional.of(id);
            }
        });
        return owed;
    }

    /**
     * The state after some notices were delivered. It may have been changed by others meanwhile: what they have settled
     * already is passed over.
     *
     * @param failure why the next one could not be delivered; empty if there was none, or no time
     */
    public static JobState settle(
            JobState state, String step, List<Notice> delivered, Optional<String> failure, Instant now) {
        JobState result = state;
        for (Notice notice : delivered) {
            result = settle(result, notice);
        }
        if (!(state.lease() instanceof Claimed claimed) || !claimed.step().equals(step)) {
            return result;
        }
        if (failure.isEmpty()) {
            return result.without(Kind.NOTIFIER_FAILING).withLease(new Nobody());
        }
        Instant first = delivered.isEmpty()
                ? claimed.failingSince().filter(since -> !since.isAfter(now)).orElse(now)
                : now;
        boolean lasts = !first.plus(Conditions.NOTIFIER_FAILING).isAfter(now);
        return (lasts ? result.with(Kind.NOTIFIER_FAILING, now, failure) : result).withLease(new Failing(first, now));
    }

    private static JobState settle(JobState state, Notice notice) {
        return notice.fold(
                export -> announced(state, export),
                start -> started(state, start),
                begin -> told(state, begin.active()),
                still -> state.remembering(kept -> kept.withRemindedAt(still.at())),
                end -> told(state, end.active()));
    }

    private static JobState announced(JobState state, Notice.Export export) {
        Generation generation = state.generation();
        if (generation.number() == export.generation()) {
            boolean next = !generation.committed().isEmpty()
                    && generation.sequenceOf(0) == export.sequence()
                    && generation.trackedExports().get(0).stage().export().equals(Optional.of(export.exportId()));
            return next ? state.generation(Generation::announceFirst) : state;
        }
        return settled(state, export.generation(), past -> {
            boolean next = past.nextSequence() == export.sequence()
                    && !past.exportIds().isEmpty()
                    && past.exportIds().get(0).equals(export.exportId());
            return next ? past.announceFirst() : past;
        });
    }

    private static JobState started(JobState state, Notice.Start start) {
        return state.generation().number() == start.generation()
                ? state.generation(Generation::announceStart)
                : settled(state, start.generation(), PastGeneration::announceStart);
    }

    private static JobState settled(
            JobState state, int generation, java.util.function.UnaryOperator<PastGeneration> change) {
        return state.withPast(state.past().stream()
                .map(past -> past.number() == generation ? change.apply(past) : past)
                .filter(past -> !past.isSettled())
                .toList());
    }

    private static JobState told(JobState state, ActiveCondition delivered) {
        return state.withConditions(state.conditions().stream()
                .flatMap(active -> told(active, delivered).stream())
                .toList());
    }

    private static Optional<ActiveCondition> told(ActiveCondition active, ActiveCondition delivered) {
        if (active.kind() != delivered.kind()) {
            return Optional.of(active);
        } else if (active.earlier().equals(Optional.of(delivered.since())) && !delivered.isBeginPending()) {
            return Optional.of(active.endBeforeNotified());
        }
        boolean thisOne = active.since().equals(delivered.since())
                && active.isPending()
                && active.isBeginPending() == delivered.isBeginPending();
        return thisOne ? active.told() : Optional.of(active);
    }
}
