package io.github.dcie.core.internal.document;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.internal.condition.ActiveCondition;
import io.github.dcie.core.internal.condition.ActiveCondition.NotificationState;
import io.github.dcie.core.internal.condition.ConditionType;
import io.github.dcie.core.internal.json.Json;
import io.github.dcie.core.internal.model.DeliveryLease;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.Generation.Announced;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Remembered;
import io.github.dcie.core.internal.timing.Durations;
import io.github.dcie.core.internal.timing.Estimate;
import io.github.dcie.spi.StateDocument;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stored document, format 1 (K1). Times are seconds after the chain's beginning, or after 1970 before there is one.
 * {@code docs/state-format.md} explains every field.
 */
public final class StateCodec {

    /** The newest format that this version reads, and the one that it writes. */
    static final int FORMAT = 1;

    /** What, what was told of it, and how many chains ago it began. */
    private static final Pattern CONDITION = Pattern.compile("([a-z]{2})([a-z])(-?[1-9][0-9]{0,6})?");

    private StateCodec() {}

    /** Writes a state. */
    public static StateDocument encode(JobState state) {
        Times times = new Times(state.generation().start().orElse(Instant.EPOCH));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("table", state.table().value());
        document.put("chain", chain(state.generation(), times));
        putAll(document, "past", state.past(), past -> past(past, times));
        int number = state.generation().number();
        putAll(document, "conditions", state.conditions(), active -> active(active, number, times));
        lease(document, state.lease(), times);
        Remembered remembered = state.remembered();
        remembered.recoveryDays().ifPresent(days -> document.put("days", days));
        putTime(document, "auto", remembered.lastAutomaticReset(), times);
        putTime(document, "remind", remembered.remindedAt(), times);
        remembered.operatorNumber().ifPresent(last -> document.put("operator", last));
        remembered.newUpTo().ifPresent(id -> document.put("newUpTo", ExportIds.written(id)));
        took(document, remembered.took());
        putTime(document, "signal", remembered.signalledAt(), times);
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
     * Reads a state. What this library cannot have written is damaged: nothing of it is guessed, and nothing that would
     * make the chain skip history is believed (F6, I1).
     *
     * @throws UnusableStateException if the document has another format, or is damaged
     */
    public static JobState decode(JobId job, StateDocument document) throws UnusableStateException {
        try {
            Fields fields = new Fields("document", Json.read(document.text()));
            long format = fields.number("format");
            if (format != FORMAT) {
                throw UnusableStateException.unknownFormat(job, Math.toIntExact(format), FORMAT);
            }
            TableArn table = TableArn.of(fields.text("table"));
            Fields chain = fields.object("chain");
            Optional<Instant> start = chain.optionalTime("t0");
            Times times = new Times(start.orElse(Instant.EPOCH));
            Generation generation = chain(chain, start, times);
            JobState state = new JobState(
                    table,
                    generation,
                    past(fields, times),
                    conditions(fields, generation.number(), times),
                    lease(fields.optionalObject("delivery"), times),
                    new Remembered(
                            fields.optionalInt("days"),
                            fields.optionalTime("auto", times),
                            fields.optionalTime("remind", times),
                            fields.optionalNumber("operator"),
                            fields.optionalText("newUpTo").map(ExportIds::read),
                            took(fields.list("took", Long.class)),
                            fields.optionalTime("signal", times)));
            fields.nothingElse();
            Plausibility.check(state);
            return state;
        } catch (IOException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw UnusableStateException.damaged(job, String.valueOf(e.getMessage()));
        }
    }

    // ---- the chain -------------------------------------------------------------------------------------------------

    private static Map<String, Object> chain(Generation generation, Times times) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", generation.number());
        fields.put("cause", Codes.of(generation.cause()));
        putFlag(fields, "new", generation.startPending());
        generation.start().ifPresent(start -> fields.put("t0", start.getEpochSecond()));
        putTime(fields, "after", generation.after(), times);
        generation.tableId().ifPresent(id -> fields.put("tableId", id));
        generation
                .announced()
                .ifPresent(last -> fields.put(
                        "last",
                        List.of(last.sequence(), times.written(last.end()), ExportIds.written(last.exportId()))));
        if (generation.rejections() > 0) {
            fields.put("rejected", generation.rejections());
        }
        putAll(fields, "exports", generation.trackedExports(), Exports::written);
        return fields;
    }

    private static Generation chain(Fields fields, Optional<Instant> start, Times times) throws IOException {
        List<Object> announced = fields.list("last", Object.class);
        Optional<Announced> last = Optional.empty();
        if (!announced.isEmpty()) {
            Items items = new Items(announced);
            long sequence = items.number();
            Instant end = times.read(items.number());
            last = Optional.of(new Announced(sequence, end, ExportIds.read(items.text())));
            items.nothingElse();
        }
        Generation generation = new Generation(
                Math.toIntExact(fields.number("number")),
                Codes.cause(fields.text("cause")),
                fields.flag("new"),
                fields.optionalTime("after", times),
                fields.optionalText("tableId"),
                start,
                last,
                fields.optionalInt("rejected").orElse(0),
                Exports.read(fields.lists("exports"), last.map(Announced::end), start));
        fields.nothingElse();
        return generation;
    }

    // ---- older chains ----------------------------------------------------------------------------------------------

    private static Map<String, Object> past(PastGeneration past, Times times) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", past.number());
        fields.put("cause", Codes.of(past.cause()));
        putFlag(fields, "new", past.startPending());
        fields.put("t0", times.written(past.start()));
        fields.put("next", past.nextSequence());
        past.previousExportId().ifPresent(id -> fields.put("last", ExportIds.written(id)));
        putAll(fields, "owed", past.exportIds(), ExportIds::written);
        return fields;
    }

    private static List<PastGeneration> past(Fields document, Times times) throws IOException {
        List<PastGeneration> all = new ArrayList<>();
        for (Map<?, ?> object : document.list("past", Map.class)) {
            Fields fields = new Fields("past", Fields.names(object));
            Instant start = times.read(fields.number("t0"));
            all.add(new PastGeneration(
                    Math.toIntExact(fields.number("number")),
                    Codes.cause(fields.text("cause")),
                    fields.flag("new"),
                    start,
                    fields.number("next"),
                    fields.optionalText("last").map(ExportIds::read),
                    fields.list("owed", String.class).stream()
                            .map(ExportIds::read)
                            .toList()));
            fields.nothingElse();
        }
        return all;
    }

    // ---- conditions and deliveries ---------------------------------------------------------------------------------

    private static List<Object> active(ActiveCondition active, int generation, Times times) {
        List<Object> items = new ArrayList<>();
        int age = generation - active.generation();
        items.add(ConditionType.of(active.kind()).code() + active.notification().code() + (age == 0 ? "" : age));
        items.add(times.written(active.since()));
        active.earlier().ifPresent(before -> items.add(times.written(before)));
        active.code().ifPresent(items::add);
        return items;
    }

    private static List<ActiveCondition> conditions(Fields document, int current, Times times) throws IOException {
        List<ActiveCondition> all = new ArrayList<>();
        for (List<?> list : document.lists("conditions")) {
            Items items = new Items(list);
            Matcher name = CONDITION.matcher(items.text());
            if (!name.matches()) {
                throw new IOException("a condition that is not known");
            }
            Kind kind = Codes.kind(name.group(1));
            NotificationState notification =
                    Codes.find(NotificationState.values(), NotificationState::code, name.group(2));
            Instant since = times.read(items.number());
            int generation = current - (name.group(3) == null ? 0 : Integer.parseInt(name.group(3)));
            Optional<Instant> earlier =
                    items.isNextA(Long.class) ? Optional.of(times.read(items.number())) : Optional.empty();
            all.add(new ActiveCondition(kind, since, generation, notification, items.optionalText(), earlier));
            items.nothingElse();
        }
        return all;
    }

    private static void lease(Map<String, Object> document, DeliveryLease lease, Times times) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (lease instanceof DeliveryLease.Claimed claimed) {
            fields.put("step", claimed.step());
            fields.put("at", times.written(claimed.at()));
            putTime(fields, "failing", claimed.failingSince(), times);
        } else if (lease instanceof DeliveryLease.Failing failing) {
            fields.put("failing", times.written(failing.first()));
            fields.put("last", times.written(failing.last()));
        } else {
            return;
        }
        document.put("delivery", fields);
    }

    private static DeliveryLease lease(Optional<Fields> document, Times times) throws IOException {
        if (document.isEmpty()) {
            return new DeliveryLease.Nobody();
        }
        Fields fields = document.get();
        Optional<String> step = fields.optionalText("step");
        DeliveryLease lease = step.isPresent()
                ? new DeliveryLease.Claimed(
                        step.get(), times.read(fields.number("at")), fields.optionalTime("failing", times))
                : new DeliveryLease.Failing(times.read(fields.number("failing")), times.read(fields.number("last")));
        fields.nothingElse();
        return lease;
    }

    // ---- how long exports take -------------------------------------------------------------------------------------

    /** Windows' mean and deviation, then those of full exports; zeros stand for an estimate that there is not. */
    private static void took(Map<String, Object> document, Durations durations) {
        List<Object> numbers = new ArrayList<>();
        for (Optional<Estimate> estimate : List.of(durations.windows(), durations.full())) {
            numbers.add(estimate.map(Estimate::mean).orElse(0L));
            numbers.add(estimate.map(Estimate::deviation).orElse(0L));
        }
        if (!durations.equals(Durations.UNKNOWN)) {
            document.put("took", numbers);
        }
    }

    private static Durations took(List<Long> numbers) throws IOException {
        if (numbers.isEmpty()) {
            return Durations.UNKNOWN;
        } else if (numbers.size() != 4) {
            throw new IOException("took " + numbers + ": expected 4 numbers");
        }
        return new Durations(estimate(numbers.get(0), numbers.get(1)), estimate(numbers.get(2), numbers.get(3)));
    }

    private static Optional<Estimate> estimate(long mean, long deviation) {
        return mean == 0 && deviation == 0 ? Optional.empty() : Optional.of(new Estimate(mean, deviation));
    }

    // ---- small things ----------------------------------------------------------------------------------------------

    private static <T> void putAll(
            Map<String, Object> fields, String name, List<T> items, Function<T, ? extends Object> form) {
        if (!items.isEmpty()) {
            fields.put(name, items.stream().<Object>map(form).toList());
        }
    }

    private static void putTime(Map<String, Object> fields, String name, Optional<Instant> time, Times times) {
        time.ifPresent(instant -> fields.put(name, times.written(instant)));
    }

    private static void putFlag(Map<String, Object> fields, String name, boolean flag) {
        if (flag) {
            fields.put(name, true);
        }
    }
}
