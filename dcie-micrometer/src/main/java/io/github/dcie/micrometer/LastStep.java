package io.github.dcie.micrometer;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition;
import io.github.dcie.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a job from the last step of this process, and what it means later. NaN, Micrometer's word for "no value",
 * is what is not known.
 *
 * @param at when the step had its answer; before the first one, when the job was first stepped
 * @param outcome the answer; empty before the first one
 */
record LastStep(Instant at, Optional<AdvanceOutcome> outcome) {

    /** A job is about to be stepped for the first time. */
    static LastStep none(Instant now) {
        return new LastStep(now, Optional.empty());
    }

    /**
     * What is known when another step has answered. Two steps may end in another order than they read the state in, so an
     * older state does not take the place of a newer one; one that is only numbered lower does, for a state may be lost.
     */
    LastStep then(AdvanceOutcome next, Instant now) {
        boolean older = outcome.map(AdvanceOutcome::status)
                .filter(known -> next.status().revision() < known.revision()
                        && next.status().asOf().isBefore(known.asOf()))
                .isPresent();
        return new LastStep(now, older ? outcome : Optional.of(next));
    }

    double age(Instant now) {
        return notNegative(Duration.between(at, now));
    }

    double lag(Instant now) {
        return outcome.flatMap(answer -> answer.status().watermark())
                .map(mark -> notNegative(Duration.between(mark, now)))
                .orElse(Double.NaN);
    }

    /** Negative when the date has passed. */
    double historyLeft(Instant now) {
        return outcome.flatMap(answer -> answer.status().historyLostAt())
                .map(when -> seconds(Duration.between(now, when)))
                .orElse(Double.NaN);
    }

    /** What was so at the last step, unless that is too long ago. */
    double unlessStale(Instant now, Duration staleAfter, ToDoubleFunction<AdvanceOutcome> value) {
        boolean stale = at.plus(staleAfter).isBefore(now);
        return outcome.filter(answer -> !stale).stream()
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }

    static double windowsBehind(AdvanceOutcome outcome) {
        return outcome.status().windowsBehind();
    }

    static double openWindows(AdvanceOutcome outcome) {
        return outcome.status().openExports().stream()
                .filter(export -> export.window().isPresent())
                .count();
    }

    static double pendingEvents(AdvanceOutcome outcome) {
        return outcome.status().pendingEvents();
    }

    static double blocked(AdvanceOutcome outcome) {
        return yesOrNo(outcome instanceof Blocked);
    }

    static double holds(AdvanceOutcome outcome, Condition.Kind kind) {
        return yesOrNo(conditions(outcome).contains(kind));
    }

    /** All that is wrong; what blocks a job that has no state is in the outcome only. */
    static Set<Condition.Kind> conditions(AdvanceOutcome outcome) {
        JobStatus status = outcome.status();
        Stream<Condition> blocking =
                outcome instanceof Blocked blocked ? Stream.of(blocked.condition()) : Stream.empty();
        return Stream.concat(status.conditions().stream(), blocking)
                .map(Condition::kind)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static double yesOrNo(boolean yes) {
        return yes ? 1 : 0;
    }

    private static double notNegative(Duration duration) {
        return Math.max(0, seconds(duration));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
