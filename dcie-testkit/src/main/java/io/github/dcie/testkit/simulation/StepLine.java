package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobStatus;
import io.github.dcie.StepAction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A step in the transcript.
 *
 * @param at when it began
 * @param who which process, and inside whose step
 * @param seen its calls with what happened to them
 * @param told the events that were received from it
 * @param outcome what it answered
 * @param end how it ended if there is no outcome
 */
record StepLine(
        Instant at,
        String who,
        List<String> seen,
        List<ExportEvent> told,
        Optional<AdvanceOutcome> outcome,
        String end) {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    static String time(Instant instant) {
        return DAY_AND_TIME.format(instant);
    }

    /** What makes steps alike: all but the times. */
    String shape() {
        StringBuilder shape = new StringBuilder(who);
        for (String call : seen) {
            shape.append(' ').append(call);
        }
        shape.append('|').append(end);
        if (outcome.isEmpty()) {
            told.forEach(event -> shape.append(' ').append(event.getClass().getSimpleName()));
        }
        outcome.ifPresent(answer -> {
            answer.status().chain().ifPresent(chain -> shape.append(' ').append(chain.generation()));
            answer.actions().forEach(action -> shape.append(' ').append(action.kind()));
            if (answer instanceof Idle idle) {
                shape.append(' ').append(idle.reason());
            }
            answer.status().conditions().forEach(condition -> shape.append(' ').append(condition.kind()));
        });
        return shape.toString();
    }

    String text() {
        StringBuilder line =
                new StringBuilder(time(at)).append("  ").append(who).append("  ");
        line.append(calls()).append(" | ");
        outcome.ifPresentOrElse(
                answer -> line.append(done(answer))
                        .append(" | ")
                        .append(state(answer.status()))
                        .append(" | next ")
                        .append(next(answer.callAgainAt())),
                () -> line.append(notifiedBefore()).append(end));
        return line.toString();
    }

    /** What a step told that could not say so. */
    private String notifiedBefore() {
        StringBuilder before = new StringBuilder();
        told.forEach(event -> before.append("notify ").append(event(event)).append(", "));
        return before.toString();
    }

    /** Repetitions are counted. */
    private String calls() {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < seen.size(); ) {
            int same = i;
            while (same < seen.size() && seen.get(same).equals(seen.get(i))) {
                same++;
            }
            calls.add(same - i == 1 ? seen.get(i) : seen.get(i) + " x" + (same - i));
            i = same;
        }
        return String.join(", ", calls);
    }

    private static String done(AdvanceOutcome outcome) {
        List<String> done = new ArrayList<>();
        for (StepAction action : outcome.actions()) {
            if (action.kind() != StepAction.Kind.NOTIFY) {
                done.add(lower(action.kind())
                        + action.window().map(window -> " " + span(window)).orElse(""));
            }
        }
        outcome.events().forEach(event -> done.add("notify " + event(event)));
        if (outcome instanceof Idle idle) {
            done.add("idle: " + lower(idle.reason()));
        } else if (outcome instanceof Blocked blocked) {
            done.add("blocked: " + blocked.condition().kind());
        }
        return String.join(", ", done);
    }

    private static String event(ExportEvent event) {
        if (event instanceof WindowCommitted window) {
            return "window " + span(window.window());
        } else if (event instanceof ConditionEvent condition) {
            return condition.condition().kind() + whatOf(condition);
        }
        return event instanceof ChainStarted ? "chain started" : "full export";
    }

    private static String whatOf(ConditionEvent event) {
        if (event instanceof ConditionBegan) {
            return " began";
        }
        return event instanceof ConditionEnded ? " ended" : " continues";
    }

    private static String state(JobStatus status) {
        StringBuilder state = new StringBuilder(status.chain()
                .map(chain -> "generation " + chain.generation() + " up to "
                        + chain.watermark().map(DAY_AND_MINUTE::format).orElse("nothing"))
                .orElse("no chain"));
        if (!status.openExports().isEmpty()) {
            state.append(", ").append(status.openExports().size()).append(" open");
        }
        if (status.pendingEvents() > 0) {
            state.append(", ").append(status.pendingEvents()).append(" pending");
        }
        for (Condition condition : status.conditions()) {
            state.append(", ").append(condition.kind());
        }
        return state.toString();
    }

    private String next(Instant then) {
        boolean sameDay = then.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(at.atOffset(ZoneOffset.UTC).toLocalDate());
        return (sameDay ? TIME : DAY_AND_TIME).format(then);
    }

    /** Without its days, a window beyond midnight could be taken for a shorter one. */
    private static String span(ExportWindow window) {
        Instant midnight = window.from().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        DateTimeFormatter format = window.to().isAfter(midnight) ? DAY_AND_MINUTE : MINUTE;
        return format.format(window.from()) + "-" + format.format(window.to());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
