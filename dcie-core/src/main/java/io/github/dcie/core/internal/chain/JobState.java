package io.github.dcie.core.internal.chain;

import com.google.common.collect.ImmutableList;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.chain.Courier.Nobody;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything that is stored of a job (K2). What can be derived is not here: frontier and watermark follow from the
 * places, events are made from what DynamoDB says when they are delivered.
 *
 * @param table the table, which never changes
 * @param generation the chain
 * @param past what chains before it still owe
 * @param conditions at most one of each kind, ordered by kind
 * @param courier who delivers what is owed
 * @param recoveryDays how far back point-in-time recovery reached when it was last looked at
 * @param lastAutomaticReset when a gap last began a new chain by itself
 * @param remindedAt when conditions that go on were last reminded of
 * @param spentReset the number of the last reset carried out, in stores that number requests (K6)
 */
public record JobState(
        TableArn table,
        Generation generation,
        List<PastGeneration> past,
        List<Held> conditions,
        Courier courier,
        OptionalInt recoveryDays,
        Optional<Instant> lastAutomaticReset,
        Optional<Instant> remindedAt,
        OptionalLong spentReset) {

    private static final int MOST_OWED = 40;

    public JobState {
        past = List.copyOf(past);
        conditions = ImmutableList.sortedCopyOf(Comparator.comparing(Held::kind), conditions);
    }

    /** The state of a job that has none yet. */
    public static JobState fresh(TableArn table) {
        return new JobState(
                table,
                Generation.begin(1, Cause.FIRST, Optional.empty()),
                List.of(),
                List.of(),
                new Nobody(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
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
                OptionalInt.of(recoveryDays),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /**
     * Begins the next generation (F5): every window that is not committed is dropped, owed notices are kept, and what
     * was wrong with the old chain is over.
     */
    JobState reset(Cause cause, Instant now) {
        List<PastGeneration> owing = new ArrayList<>(past);
        PastGeneration.of(generation).ifPresent(owing::add);
        Generation next = Generation.begin(
                generation.number() + 1, cause, generation.start().or(generation::after));
        JobState begun = new JobState(
                table,
                next,
                owing,
                conditions,
                courier,
                recoveryDays,
                cause == Cause.GAP ? Optional.of(now) : lastAutomaticReset,
                remindedAt,
                spentReset);
        for (Held held : conditions) {
            begun = Conditions.belongsToChain(held.kind()) ? begun.without(held.kind()) : begun;
        }
        return begun;
    }

    /**
     * The state of a job of which only this one was left, an old one or none (K5). What was wrong by the old one is over;
     * what still holds begins anew.
     *
     * @param rebuilt the chain as it is by DynamoDB's records
     * @param spent the number of a reset that counts as carried out, beside the one that is known
     * @param begunByItself when the chain may have been begun by a gap, beside when it is known to have been
     */
    public JobState recovered(Generation rebuilt, OptionalLong spent, Optional<Instant> begunByItself) {
        boolean fits = pastWeight() + rebuilt.places().size() < Outlook.PLACES_OF_ALL_GENERATIONS; // K1
        JobState recovered = new JobState(
                table,
                rebuilt,
                rebuilt.number() == generation.number() && fits ? past : List.of(),
                conditions,
                new Nobody(),
                recoveryDays,
                begunByItself.or(() -> lastAutomaticReset),
                remindedAt,
                spent.isPresent() ? spent : spentReset);
        for (Held held : conditions) {
            recovered = recovered.without(held.kind());
        }
        return recovered;
    }

    /** How much of the document the notices of older generations take up, in owed exports (K1). */
    int pastWeight() {
        int weight = 0;
        for (PastGeneration generationBefore : past) {
            weight += generationBefore.weight();
        }
        return weight;
    }

    /** Whether a reset can keep all that is owed; if not, it waits until the notifier works again (F5, K1). */
    boolean hasRoomForReset() {
        return PastGeneration.of(generation)
                .map(past -> pastWeight() + past.weight() <= MOST_OWED)
                .orElse(true);
    }

    /** Whether this reset was carried out, in stores that number requests (K6). */
    boolean hasSpent(OperatorRequest operator) {
        return operator.number().isPresent()
                && spentReset.isPresent()
                && operator.number().getAsLong() <= spentReset.getAsLong();
    }

    Optional<Held> held(Kind kind) {
        return known(kind).filter(Held::holds);
    }

    /** At most one of each kind (K2), whether it holds, is over or was only seen. */
    private Optional<Held> known(Kind kind) {
        for (Held held : conditions) {
            if (held.kind() == kind) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** A gap, or lost state: nothing is requested until a reset. */
    Optional<Held> latched() {
        for (Held held : conditions) {
            if (held.holds() && (held.kind().isGap() || held.kind() == Kind.STATE_LOST)) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** The condition holds: it begins, unless it has already. */
    JobState with(Kind kind, Instant now, Optional<String> code) {
        Optional<String> words = code.map(Conditions::cut);
        boolean mayBeOut = courier instanceof Courier.Claimed;
        Held next = known(kind)
                .map(held -> held.again(now, generation.number(), mayBeOut))
                .map(held -> words.isPresent() && held.holds() ? held.withCode(words) : held)
                .orElseGet(() -> new Held(kind, now, generation.number(), Held.Telling.BEGIN_OWED, words));
        List<Held> changed = new ArrayList<>(conditions);
        changed.removeIf(held -> held.kind() == kind);
        changed.add(next);
        return withConditions(changed);
    }

    /** The condition was seen: it begins when it has lasted for so long (F1). */
    JobState suspecting(Kind kind, Duration lasting, Instant now, String code) {
        Optional<Held> known = known(kind);
        if (known.isEmpty()) {
            Held seen =
                    new Held(kind, now, generation.number(), Held.Telling.UNSAID, Optional.of(Conditions.cut(code)));
            return withConditions(
                    Stream.concat(conditions.stream(), Stream.of(seen)).toList());
        }
        boolean unsaid = known.get().isUnsaid() && !Backoff.isPast(known.get().since(), lasting, now);
        return unsaid || known.get().holds() ? this : with(kind, now, Optional.of(code));
    }

    /** The condition does not hold: it ends, if it had begun. */
    JobState without(Kind kind) {
        return known(kind).isEmpty()
                ? this
                : withConditions(conditions.stream()
                        .flatMap(held -> (held.kind() == kind ? held.ended() : Optional.of(held)).stream())
                        .toList());
    }

    JobState withGeneration(Generation changed) {
        return changed.equals(generation)
                ? this
                : new JobState(
                        table,
                        changed,
                        past,
                        conditions,
                        courier,
                        recoveryDays,
                        lastAutomaticReset,
                        remindedAt,
                        spentReset);
    }

    JobState generation(UnaryOperator<Generation> change) {
        return withGeneration(change.apply(generation));
    }

    JobState withPast(List<PastGeneration> changed) {
        return new JobState(
                table,
                generation,
                changed,
                conditions,
                courier,
                recoveryDays,
                lastAutomaticReset,
                remindedAt,
                spentReset);
    }

    JobState withConditions(List<Held> changed) {
        return new JobState(
                table, generation, past, changed, courier, recoveryDays, lastAutomaticReset, remindedAt, spentReset);
    }

    JobState withCourier(Courier changed) {
        return new JobState(
                table, generation, past, conditions, changed, recoveryDays, lastAutomaticReset, remindedAt, spentReset);
    }

    JobState withRecoveryDays(int days) {
        return new JobState(
                table,
                generation,
                past,
                conditions,
                courier,
                OptionalInt.of(days),
                lastAutomaticReset,
                remindedAt,
                spentReset);
    }

    JobState withRemindedAt(Instant at) {
        return new JobState(
                table,
                generation,
                past,
                conditions,
                courier,
                recoveryDays,
                lastAutomaticReset,
                Optional.of(at),
                spentReset);
    }

    JobState withSpentReset(OptionalLong number) {
        return new JobState(
                table, generation, past, conditions, courier, recoveryDays, lastAutomaticReset, remindedAt, number);
    }
}
