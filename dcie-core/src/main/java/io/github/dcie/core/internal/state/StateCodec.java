package io.github.dcie.core.internal.state;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.chain.Courier;
import io.github.dcie.core.internal.chain.Generation;
import io.github.dcie.core.internal.chain.Held;
import io.github.dcie.core.internal.chain.JobState;
import io.github.dcie.core.internal.chain.PastGeneration;
import io.github.dcie.core.internal.chain.Place;
import io.github.dcie.core.internal.chain.Refusal;
import io.github.dcie.core.internal.chain.Span;
import io.github.dcie.core.internal.chain.Stage;
import io.github.dcie.spi.StateDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stored document, format 1 (K1). Times are epoch seconds. A place is {@code [to, attempt, stage, …]}, with the
 * stages {@code plan}, {@code run}, {@code done}, {@code owed} and {@code fail}; it begins where the one before ends.
 * {@code docs/state-format.md} explains every field.
 */
public final class StateCodec {

    /** The newest format that this version reads, and the one that it writes. */
    static final int FORMAT = 1;

    private StateCodec() {}

    /** Writes a state. */
    public static StateDocument encode(JobState state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("table", state.table().value());
        document.put("generation", generation(state.generation()));
        putAll(document, "past", state.past(), StateCodec::past);
        putAll(document, "conditions", state.conditions(), StateCodec::held);
        courier(document, state.courier());
        state.recoveryDays().ifPresent(days -> document.put("recoveryDays", days));
        putTime(document, "lastAutomaticReset", state.lastAutomaticReset());
        putTime(document, "remindedAt", state.remindedAt());
        state.spentReset().ifPresent(number -> document.put("spentReset", number));
        return new StateDocument(Json.write(document));
    }

    /**
     * Reads a job's state.
     *
     * @throws UnusableStateException if the document has another format, is damaged, or belongs to another table
     */
    public static JobState decode(ExportJob job, StateDocument document) throws UnusableStateException {
        JobState state = decode(job.id(), document);
        if (!state.table().equals(job.table())) {
            throw UnusableStateException.otherTable(job.id(), state.table(), job.table());
        }
        return state;
    }

    /**
     * Reads a state.
     *
     * @throws UnusableStateException if the document has another format, or is damaged
     */
    public static JobState decode(JobId job, StateDocument document) throws UnusableStateException {
        try {
            Fields fields = Json.read(document.text());
            long format = fields.number("format");
            if (format != FORMAT) {
                throw UnusableStateException.unknownFormat(job, (int) format, FORMAT);
            }
            JobState state = new JobState(
                    TableArn.of(fields.text("table")),
                    generation(fields.object("generation")),
                    past(fields),
                    conditions(fields),
                    courier(fields.optionalObject("courier")),
                    fields.optionalInt("recoveryDays"),
                    fields.optionalTime("lastAutomaticReset"),
                    fields.optionalTime("remindedAt"),
                    fields.optionalNumber("spentReset"));
            fields.nothingElse();
            return state;
        } catch (IOException | IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            throw UnusableStateException.damaged(job, String.valueOf(e.getMessage()));
        }
    }

    // ---- generation ------------------------------------------------------------------------------------------------

    private static Map<String, Object> generation(Generation generation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", generation.number());
        fields.put("cause", generation.cause().name());
        putFlag(fields, "startOwed", generation.startOwed());
        putTime(fields, "after", generation.after());
        generation.tableId().ifPresent(id -> fields.put("tableId", id));
        putTime(fields, "start", generation.start());
        generation
                .announced()
                .ifPresent(last -> fields.put(
                        "announced", List.of(last.sequence(), last.end().getEpochSecond(), last.exportId())));
        putAll(fields, "places", generation.places(), StateCodec::place);
        return fields;
    }

    private static Generation generation(Fields fields) throws IOException {
        List<?> announced = fields.list("announced", Object.class);
        Optional<Generation.Announced> last = Optional.empty();
        if (!announced.isEmpty()) {
            Items items = new Items(announced);
            last = Optional.of(new Generation.Announced(items.number(), items.time(), items.text()));
            items.nothingElse();
        }
        Generation generation = new Generation(
                Math.toIntExact(fields.number("number")),
                Cause.valueOf(fields.text("cause")),
                fields.flag("startOwed"),
                fields.optionalTime("after"),
                fields.optionalText("tableId"),
                fields.optionalTime("start"),
                last,
                places(fields, last.map(Generation.Announced::end)));
        fields.nothingElse();
        return generation;
    }

    // ---- places ----------------------------------------------------------------------------------------------------

    private static List<Object> place(Place place) {
        List<Object> items = new ArrayList<>();
        items.add(place.span().end().getEpochSecond());
        items.add(place.attempt());
        Stage stage = place.stage();
        if (stage instanceof Stage.Planned planned) {
            items.add("plan");
            items.add(planned.at().getEpochSecond());
            if (planned.refusal().isPresent() || planned.soughtUpTo().isPresent()) {
                items.add(planned.refusal().map(StateCodec::refusal).orElse(List.of()));
            }
            planned.soughtUpTo().ifPresent(items::add);
        } else if (stage instanceof Stage.Running running) {
            items.add("run");
            items.add(running.exportId());
            items.add(running.startedAt().getEpochSecond());
        } else if (stage instanceof Stage.Completed completed) {
            items.add("done");
            items.add(completed.exportId());
        } else if (stage instanceof Stage.Committed committed) {
            items.add("owed");
            items.add(committed.exportId());
        } else if (stage instanceof Stage.Failed failed) {
            items.add("fail");
            items.add(failed.at().getEpochSecond());
            failed.exportId().ifPresent(items::add);
        }
        return items;
    }

    private static List<Place> places(Fields fields, Optional<Instant> announcedEnd) throws IOException {
        List<Place> places = new ArrayList<>();
        Optional<Instant> from = announcedEnd;
        for (List<?> list : fields.list("places", List.class)) {
            Items items = new Items(list);
            Instant to = items.time();
            Span span = from.<Span>map(begin -> new Span.Incremental(new ExportWindow(begin, to)))
                    .orElseGet(() -> new Span.Full(to));
            places.add(new Place(span, Math.toIntExact(items.number()), stage(items)));
            items.nothingElse();
            from = Optional.of(to);
        }
        return places;
    }

    private static Stage stage(Items items) throws IOException {
        String name = items.text();
        return switch (name) {
            case "plan" -> {
                Instant at = items.time();
                Optional<Refusal> refusal = items.isEmpty() ? Optional.empty() : refusal(items.list());
                yield new Stage.Planned(at, refusal, items.optionalText());
            }
            case "run" -> new Stage.Running(items.text(), items.time());
            case "done" -> new Stage.Completed(items.text());
            case "owed" -> new Stage.Committed(items.text());
            case "fail" -> new Stage.Failed(items.time(), items.optionalText());
            default -> throw new IOException("unknown stage " + name);
        };
    }

    private static List<Object> refusal(Refusal refusal) {
        return List.of(
                refusal.reason().name(),
                refusal.first().getEpochSecond(),
                refusal.last().getEpochSecond());
    }

    private static Optional<Refusal> refusal(Items items) throws IOException {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        Refusal refusal = new Refusal(Refusal.Reason.valueOf(items.text()), items.time(), items.time());
        items.nothingElse();
        return Optional.of(refusal);
    }

    // ---- older generations -----------------------------------------------------------------------------------------

    private static Map<String, Object> past(PastGeneration past) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", past.number());
        fields.put("cause", past.cause().name());
        putFlag(fields, "startOwed", past.startOwed());
        fields.put("start", past.start().getEpochSecond());
        fields.put("next", past.nextSequence());
        past.previousExportId().ifPresent(id -> fields.put("previous", id));
        putAll(fields, "owed", past.exportIds(), Function.identity());
        return fields;
    }

    private static List<PastGeneration> past(Fields document) throws IOException {
        List<PastGeneration> all = new ArrayList<>();
        for (Map<?, ?> object : document.list("past", Map.class)) {
            Fields fields = new Fields("past", Fields.names(object));
            all.add(new PastGeneration(
                    Math.toIntExact(fields.number("number")),
                    Cause.valueOf(fields.text("cause")),
                    fields.flag("startOwed"),
                    fields.time("start"),
                    fields.number("next"),
                    fields.optionalText("previous"),
                    fields.list("owed", String.class)));
            fields.nothingElse();
        }
        return all;
    }

    // ---- conditions and courier ------------------------------------------------------------------------------------

    private static List<Object> held(Held held) {
        List<Object> items = new ArrayList<>(List.of(
                name(held.kind()),
                held.since().getEpochSecond(),
                held.generation(),
                held.telling().code()));
        held.earlier().ifPresent(before -> items.add(before.getEpochSecond()));
        held.code().ifPresent(items::add);
        return items;
    }

    private static List<Held> conditions(Fields document) throws IOException {
        List<Held> all = new ArrayList<>();
        for (List<?> list : document.list("conditions", List.class)) {
            Items items = new Items(list);
            Kind kind = kind(items.text());
            Instant since = items.time();
            int generation = Math.toIntExact(items.number());
            Held.Telling telling = telling(items.text());
            Optional<Instant> earlier = items.optionalTime();
            all.add(new Held(kind, since, generation, telling, items.optionalText(), earlier));
            items.nothingElse();
        }
        return all;
    }

    /** Short, because all of them may be in one document (K1); people read the long ones in status and messages. */
    private static String name(Kind kind) {
        return switch (kind) {
            case PITR_OFF -> "off";
            case GAP_PITR_WAS_OFF -> "gap-off";
            case GAP_FELL_BEHIND -> "gap-behind";
            case GAP_RETENTION_SHORTENED -> "gap-short";
            case GAP_TABLE_RECREATED -> "gap-table";
            case HISTORY_AT_RISK -> "risk";
            case TABLE_GONE -> "gone";
            case ACCESS_DENIED -> "denied";
            case SERVICE_TROUBLE -> "trouble";
            case EXPORT_FAILING -> "failing";
            case EXPORT_STUCK -> "stuck";
            case EXPORT_TIME_REFUSED -> "time";
            case TOKEN_CONFLICT -> "conflict";
            case REQUEST_REFUSED -> "refused";
            case QUOTA_REACHED -> "quota";
            case WINDOW_EXCEEDS_RETENTION -> "too-long";
            case STATE_LOST -> "lost";
            case NO_STATE -> "no-state";
            case UNKNOWN_OPERATOR_ACTION -> "unknown-action";
            case NOTIFIER_FAILING -> "notifier";
        };
    }

    private static Kind kind(String name) throws IOException {
        for (Kind kind : Kind.values()) {
            if (name(kind).equals(name)) {
                return kind;
            }
        }
        throw new IOException("unknown condition " + name);
    }

    private static Held.Telling telling(String code) throws IOException {
        for (Held.Telling telling : Held.Telling.values()) {
            if (telling.code().equals(code)) {
                return telling;
            }
        }
        throw new IOException("unknown telling " + code);
    }

    private static void courier(Map<String, Object> document, Courier courier) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (courier instanceof Courier.Claimed claimed) {
            fields.put("step", claimed.step());
            fields.put("at", claimed.at().getEpochSecond());
            putTime(fields, "failingSince", claimed.failingSince());
        } else if (courier instanceof Courier.Failing failing) {
            fields.put("first", failing.first().getEpochSecond());
            fields.put("last", failing.last().getEpochSecond());
        } else {
            return;
        }
        document.put("courier", fields);
    }

    private static Courier courier(Optional<Fields> document) throws IOException {
        if (document.isEmpty()) {
            return new Courier.Nobody();
        }
        Fields fields = document.get();
        Optional<String> step = fields.optionalText("step");
        Courier courier = step.isPresent()
                ? new Courier.Claimed(step.get(), fields.time("at"), fields.optionalTime("failingSince"))
                : new Courier.Failing(fields.time("first"), fields.time("last"));
        fields.nothingElse();
        return courier;
    }

    // ---- small things ----------------------------------------------------------------------------------------------

    private static <T> void putAll(
            Map<String, Object> fields, String name, List<T> items, Function<T, ? extends Object> form) {
        if (!items.isEmpty()) {
            fields.put(name, items.stream().<Object>map(form).toList());
        }
    }

    private static void putTime(Map<String, Object> fields, String name, Optional<Instant> time) {
        time.ifPresent(instant -> fields.put(name, instant.getEpochSecond()));
    }

    private static void putFlag(Map<String, Object> fields, String name, boolean flag) {
        if (flag) {
            fields.put(name, true);
        }
    }
}
