package io.github.dcie.house.model;

import io.github.dcie.Condition;
import io.github.dcie.ExportJob;
import io.github.dcie.OperatorAction;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.document.StateCodec;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a life into the model's events: the order is that of the moments that were noted, all that the events say is from
 * the steps' records. Random names, ids and seconds vanish, so two lives with the same story give the same trace.
 */
final class Projection {

    private final ExportJob job;
    private final Units units;
    private final List<EmulatedExport> exports;
    private final Documents documents;
    private final Map<LivedStep, Effects> effects = new IdentityHashMap<>();
    private long newest;
    private boolean isResetAsked;

    /**
     * For one life.
     *
     * @param base when the model's time begins
     * @param exports all that were made, in their order, by which they are numbered
     */
    Projection(ExportJob job, Instant base, List<EmulatedExport> exports) {
        this.job = job;
        this.exports = exports;
        units = new Units(base, job.windowSize());
        documents = new Documents(units, exports);
    }

    /** What a person asks is called in the model. */
    static String name(OperatorAction action) {
        return action == OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN ? "RESET" : action.name();
    }

    /** When that is, in units. */
    record Units(Instant base, Duration unit) {
        int of(Instant time) {
            return (int) Math.round(Duration.between(base, time).toSeconds() / (double) unit.toSeconds());
        }
    }

    /** The effects of a step's record, and how far the life has come in them. */
    private static final class Effects {

        private final Map<Kind, List<Recorded>> all = new HashMap<>();
        private final Map<Kind, Integer> at = new HashMap<>();

        Effects(LivedStep step) {
            for (Kind kind : Kind.values()) {
                all.put(
                        kind,
                        step.line().map(line -> Recorded.effects(line, kind)).orElse(List.of()));
            }
        }

        void next(Kind kind) {
            at.merge(kind, 1, Integer::sum);
        }

        /** Empty in a step that has no record. */
        Optional<Recorded> current(Kind kind) {
            List<Recorded> effects = all.getOrDefault(kind, List.of());
            int index = at.getOrDefault(kind, 0) - 1;
            return index < effects.size() ? Optional.of(effects.get(index)) : Optional.empty();
        }
    }

    List<Event> events(List<Moment> moments) {
        List<Event> events = new ArrayList<>();
        for (Moment moment : moments) {
            event(moment).ifPresent(events::add);
        }
        return events;
    }

    private Optional<Event> event(Moment moment) {
        if (moment instanceof Moment.OfWorld world) {
            return Optional.of(ofWorld(world.event()));
        } else if (moment instanceof Moment.Begun begun) {
            of(begun.step()).next(begun.kind());
            return Optional.empty();
        } else if (moment instanceof Moment.Happened happened) {
            return Optional.of(happened(happened));
        } else if (moment instanceof Moment.Refused refused) {
            return Optional.of(delivery("notell", refused.step()));
        } else if (moment instanceof Moment.Conflicted conflicted) {
            return Optional.of(Event.by(conflicted.step().who(), "conflict", ""));
        } else if (moment instanceof Moment.Returned returned) {
            return Optional.of(Event.by(returned.step().who(), "return", ""));
        }
        return Optional.of(Event.by(((Moment.Died) moment).step().who(), "crash", ""));
    }

    private Effects of(LivedStep step) {
        return effects.computeIfAbsent(step, Effects::new);
    }

    private Event ofWorld(Event event) {
        isResetAsked = event.kind().equals("operate") ? event.fields().contains("RESET") : isResetAsked;
        return event;
    }

    private Event happened(Moment.Happened happened) {
        LivedStep step = happened.step();
        return switch (happened.kind()) {
            case READ -> read(step);
            case WRITE -> write(step);
            case ASK -> ask(happened);
            case TELL -> delivery("tell", step);
        };
    }

    private Recorded current(LivedStep step, Kind kind) {
        return of(step).current(kind)
                .orElseThrow(
                        () -> new IllegalStateException("the record knows of no such " + kind + ": " + step.line()));
    }

    /** A step that does no more than this has no record, and the record of one that died here does not know what it read. */
    private Event read(LivedStep step) {
        Optional<Recorded> stored = of(step).current(Kind.READ)
                .map(effect -> effect.object("result"))
                .filter(result -> result.is("Read"))
                .map(result -> result.object("stored"));
        return stored.map(state -> Event.by(
                        step.who(),
                        "read",
                        "rev |-> " + state.number("revision") + ", a |-> \""
                                + name(OperatorRequest.parse(
                                                state.object("operator").text("action"))
                                        .action())
                                + "\""))
                .orElseGet(() -> Event.by(step.who(), "look", ""));
    }

    private Event write(LivedStep step) {
        Recorded effect = current(step, Kind.WRITE);
        Recorded write = effect.object("effect");
        long expected = write.object("expected").number("number");
        boolean acknowledges = write.has("acknowledges");
        boolean won = effect.object("result")
                .optionalText("result")
                .map("WRITTEN"::equals)
                .orElseGet(() -> expected == newest && (!acknowledges || isResetAsked)); // who died there cannot say
        if (won) {
            newest = expected + 1;
            isResetAsked &= !acknowledges;
        }
        return Event.by(
                step.who(),
                "put",
                "rev |-> " + (expected + 1) + ", ok |-> " + Documents.truth(won) + ", d |-> "
                        + (won ? document(write.object("document").text("text"), expected + 1) : "0"));
    }

    private String document(String text, long revision) {
        try {
            return documents.projected(StateCodec.decode(job, new StateDocument(text)), revision);
        } catch (UnusableStateException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private Event ask(Moment.Happened happened) {
        Recorded effect = current(happened.step(), Kind.ASK);
        Recorded planned = effect.object("effect", "planned");
        Recorded span = planned.object("tracked", "span");
        Instant to = Instant.parse(
                span.is("Full") ? span.text("at") : span.object("bounds").text("to"));
        Instant from =
                span.is("Full") ? to : Instant.parse(span.object("bounds").text("from"));
        Recorded result = effect.object("result");
        int number = result.is("Accepted")
                ? documents.number(result.object("facts").text("exportId"))
                : happened.made()
                        ? happened.exports()
                        : ofToken(planned.object("token").text("value"));
        return Event.by(
                happened.step().who(),
                "ask",
                "x |-> " + number + ", new |-> " + Documents.truth(happened.made()) + ", f |-> " + units.of(from)
                        + ", t |-> " + units.of(to));
    }

    private int ofToken(String token) {
        for (int i = exports.size(); i > 0; i--) {
            if (exports.get(i - 1).clientToken().equals(token)) {
                return i;
            }
        }
        throw new IllegalStateException("no export of token " + token);
    }

    private Event delivery(String kind, LivedStep step) {
        Recorded event = current(step, Kind.TELL).object("effect", "event");
        String told = "g |-> 0, f |-> -3, t |-> -3";
        if (event.is("FullExportCommitted")) {
            int at = units.of(Instant.parse(event.text("exportTime")));
            told = told(event, at, at);
        } else if (event.is("WindowCommitted")) {
            Recorded window = event.object("window");
            told = told(
                    event, units.of(Instant.parse(window.text("from"))), units.of(Instant.parse(window.text("to"))));
        } else if (event.is("ChainStarted")) {
            told = told(event, -2, units.of(Instant.parse(event.text("start"))));
        } else if (event.is("ConditionBegan")
                && Condition.Kind.valueOf(event.object("condition").text("kind"))
                        .isGap()) {
            told = told(event, -1, -1);
        }
        return Event.by(step.who(), kind, told);
    }

    private static String told(Recorded event, int from, int to) {
        return "g |-> " + event.number("generation") + ", f |-> " + from + ", t |-> " + to;
    }
}
