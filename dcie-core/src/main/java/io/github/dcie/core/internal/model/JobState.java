package io.github.dcie.core.internal.model;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.condition.ConditionType;
import io.github.dcie.core.internal.condition.Words;
import io.github.dcie.core.internal.model.DeliveryLease.Nobody;
import io.github.dcie.core.internal.timing.Backoff;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything that is stored of a job (K2). What can be derived is not here: frontier and watermark follow from the
 * tracked exports, events are made from what DynamoDB says when they are delivered.
 *
 * @param table the table, which never changes
 * @param generation the chain
 * @param past what chains before it still owe
 * @param conditions at most one of each kind, ordered by kind
 * @param lease who delivers what is pending
 * @param remembered what is known beside that
 */
public record JobState(
        TableArn table,
        Generation generation,
        List<PastGeneration> past,
        List<ActiveCondition> conditions,
        DeliveryLease lease,
        Remembered remembered) {

    private static final int MAX_PENDING = 40;

    /** What the notices of older generations leave room for, so that the document stays within its bound (K1). */
    public static final int MAX_TRACKED_OF_ALL_GENERATIONS = 22;

    /** UpdateContinuousBackups allows 1 to 35 (API reference, PointInTimeRecoverySpecification). */
    private static final int LONGEST_RETENTION_DAYS = 35;

    /** Checks what every reader relies on, both when it is read and when it is about to be written. */
    public JobState {
        past = List.copyOf(past);
        conditions = Words.fitted(ImmutableList.sortedCopyOf(Comparator.comparing(ActiveCondition::kind), conditions));
        for (int i = 1; i < conditions.size(); i++) {
            Kind kind = conditions.get(i).kind();
            Preconditions.checkArgument(conditions.get(i - 1).kind() != kind, "%s is listed twice", kind);
        }
    }

    /** The state of a job that has none yet. */
    public static JobState fresh(TableArn table) {
        return new JobState(
                table,
                Generation.begin(1, Cause.FIRST, Optional.empty()),
                List.of(),
                List.of(),
                new Nobody(),
                Remembered.NOTHING);
    }

    /**
     * The first state of a job that continues the exports of another system (W1). No reset counts as spent: one that
     * stands was asked by a person who knows of it, and is carried out by the next step (K6).
     *
     * @param table the table
     * @param tableId its id, which all exports so far bear
     * @param exportId the last export that was made
     * @param end the first second that it does not cover
     * @param recoveryDays the retention
     */
    public static JobState takenOver(TableArn table, String tableId, String exportId, Instant end, int recoveryDays) {
        return new JobState(
                table,
                Generation.takenOver(tableId, new Generation.Announced(0, end, exportId)),
                List.of(),
                List.of(),
                new Nobody(),
                Remembered.NOTHING.withRecoveryDays(recoveryDays));
    }

    /**
     * Begins the next generation (F5): every window that is not committed is dropped, pending notices are kept, and what
     * was wrong with the old chain is over.
     */
    public JobState reset(Cause cause, Instant now) {
        List<PastGeneration> owing = new ArrayList<>(past);
        PastGeneration.of(generation).ifPresent(owing::add);
        Generation next = Generation.begin(
                generation.number() + 1, cause, generation.start().or(generation::after));
        JobState begun = new JobState(
                table,
                next,
                owing,
                conditions,
                lease,
                cause == Cause.GAP ? remembered.withLastAutomaticReset(now) : remembered);
        for (ActiveCondition active : conditions) {
            begun = ConditionType.of(active.kind()).belongsToChain() ? begun.without(active.kind()) : begun;
        }
        return begun;
    }

    /** How far back history reaches, as far as that is known. */
    public Duration retention() {
        return Duration.ofDays(remembered.recoveryDays().orElse(LONGEST_RETENTION_DAYS));
    }

    /** How much of the document the notices of older generations take up, in pending exports (K1). */
    public int pastWeight() {
        int weight = 0;
        for (PastGeneration generationBefore : past) {
            weight += generationBefore.weight();
        }
        return weight;
    }

    /** Whether one more export can be tracked (K1, K2). */
    public boolean hasRoom() {
        int own = generation.trackedExports().size();
        return own < Generation.MAX_TRACKED && own + pastWeight() < MAX_TRACKED_OF_ALL_GENERATIONS;
    }

    /** Whether a reset can keep all that is pending; if not, it waits until the notifier works again (F5, K1). */
    public boolean hasRoomForReset() {
        return PastGeneration.of(generation)
                .map(past -> pastWeight() + past.weight() <= MAX_PENDING)
                .orElse(true);
    }

    /**
     * Whether this request is not newer than one that was acted on, in stores that number requests: what a person has
     * asked since then holds, and a stale read of what was asked before does not (K6).
     */
    public boolean hasSpent(OperatorRequest operator) {
        return operator.number().isPresent()
                && remembered.operatorNumber().isPresent()
                && operator.number().getAsLong() <= remembered.operatorNumber().getAsLong();
    }

    public boolean holds(Kind kind) {
        return active(kind).isPresent();
    }

    public Optional<ActiveCondition> active(Kind kind) {
        return known(kind).filter(ActiveCondition::holds);
    }

    /** At most one of each kind (K2), whether it holds, is over or was only seen. */
    private Optional<ActiveCondition> known(Kind kind) {
        for (ActiveCondition active : conditions) {
            if (active.kind() == kind) {
                return Optional.of(active);
            }
        }
        return Optional.empty();
    }

    /** A gap, a lost state, full exports that are never accepted: nothing is requested before a person acts. */
    public Optional<ActiveCondition> latched() {
        for (ActiveCondition active : conditions) {
            if (active.holds() && ConditionType.of(active.kind()).latches()) {
                return Optional.of(active);
            }
        }
        return Optional.empty();
    }

    /** The condition holds: it begins, unless it has already. */
    public JobState with(Kind kind, Instant now, Optional<String> code) {
        Optional<String> words = code.map(Words::cut);
        boolean mayBeOut = lease instanceof DeliveryLease.Claimed;
        ActiveCondition next = known(kind)
                .map(active -> active.again(now, generation.number(), mayBeOut))
                .map(active -> words.isPresent() && active.holds() ? active.withCode(words) : active)
                .orElseGet(() -> new ActiveCondition(
                        kind, now, generation.number(), ActiveCondition.NotificationState.BEGIN_PENDING, words));
        List<ActiveCondition> changed = new ArrayList<>(conditions);
        changed.removeIf(active -> active.kind() == kind);
        changed.add(next);
        return withConditions(changed);
    }

    /** The condition was seen: it begins when it has lasted for so long (F1). */
    public JobState suspecting(Kind kind, Duration lasting, Instant now, String code) {
        Optional<ActiveCondition> known = known(kind);
        if (known.isEmpty()) {
            ActiveCondition seen = new ActiveCondition(
                    kind,
                    now,
                    generation.number(),
                    ActiveCondition.NotificationState.SUSPECTED,
                    Optional.of(Words.cut(code)));
            return withConditions(
                    Stream.concat(conditions.stream(), Stream.of(seen)).toList());
        }
        boolean unsaid =
                known.get().isSuspected() && !Backoff.isPast(known.get().since(), lasting, now);
        return unsaid || known.get().holds() ? this : with(kind, now, Optional.of(code));
    }

    /** The condition does not hold: it ends, if it had begun. */
    public JobState without(Kind kind) {
        return known(kind).isEmpty()
                ? this
                : withConditions(conditions.stream()
                        .flatMap(active -> (active.kind() == kind ? active.ended() : Optional.of(active)).stream())
                        .toList());
    }

    public JobState withGeneration(Generation changed) {
        return changed.equals(generation) ? this : new JobState(table, changed, past, conditions, lease, remembered);
    }

    public JobState generation(UnaryOperator<Generation> change) {
        return withGeneration(change.apply(generation));
    }

    public JobState withPast(List<PastGeneration> changed) {
        return new JobState(table, generation, changed, conditions, lease, remembered);
    }

    public JobState withConditions(List<ActiveCondition> changed) {
        return new JobState(table, generation, past, changed, lease, remembered);
    }

    public JobState withLease(DeliveryLease changed) {
        return new JobState(table, generation, past, conditions, changed, remembered);
    }

    public JobState remembering(UnaryOperator<Remembered> change) {
        return new JobState(table, generation, past, conditions, lease, change.apply(remembered));
    }
}
