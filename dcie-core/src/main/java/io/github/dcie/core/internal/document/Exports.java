package io.github.dcie.core.internal.document;

import io.github.dcie.ExportWindow;
import io.github.dcie.core.internal.model.LookupProgress;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.Stage.Failed.Fault;
import io.github.dcie.core.internal.model.TrackedExport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The exports that a chain keeps track of, in the document: {@code [length, stage, …]}, the stage a letter, behind it the
 * attempt unless that is the first. Each begins where the one before
 * ends, and times are counted from the second at which it ends itself; so a hole or an overlap cannot be written.
 */
final class Exports {

    private static final char PLANNED = 'p';
    private static final char RUNNING = 'r';
    private static final char COMPLETED = 'd';
    private static final char COMMITTED = 'c';
    private static final char FAILED = 'f';
    private static final char REJECTED = 'x';

    private static final Pattern NAME = Pattern.compile("[prdcfx](?:[2-9]|[1-9][0-9]{1,6})?");

    private Exports() {}

    static List<Object> written(TrackedExport tracked) {
        Times times = new Times(tracked.span().end());
        List<Object> items = new ArrayList<>();
        items.add(tracked.span()
                .window()
                .map(window -> window.length().toSeconds())
                .orElse(0L));
        Stage stage = tracked.stage();
        items.add(stage(
                stage.fold(
                        planned -> PLANNED,
                        running -> RUNNING,
                        completed -> COMPLETED,
                        committed -> COMMITTED,
                        failed -> failed.fault() == Fault.NOT_ACCEPTED ? REJECTED : FAILED),
                tracked));
        items.add(stage.<Object>fold(
                planned -> times.written(planned.at()),
                running -> ExportIds.written(running.exportId()),
                completed -> ExportIds.written(completed.exportId()),
                committed -> ExportIds.written(committed.exportId()),
                failed -> times.written(failed.at())));
        Map<String, Object> more = stage.fold(
                planned -> more(planned, times),
                running -> more(running, times),
                completed -> Map.of(),
                committed -> Map.of(),
                failed -> failed.exportId()
                        .<Map<String, Object>>map(id -> Map.of("id", ExportIds.written(id)))
                        .orElse(Map.of()));
        if (!more.isEmpty()) {
            items.add(more);
        }
        return items;
    }

    private static String stage(char stage, TrackedExport tracked) {
        return tracked.attempt() == 1 ? String.valueOf(stage) : stage + Integer.toString(tracked.attempt());
    }

    private static Map<String, Object> more(Stage.Running running, Times times) {
        Map<String, Object> more = new LinkedHashMap<>();
        if (!beganAt(running.exportId()).equals(Optional.of(running.startedAt()))) {
            more.put("started", times.written(running.startedAt()));
        }
        running.unseenSince().ifPresent(since -> more.put("not", times.written(since)));
        return more;
    }

    private static Map<String, Object> more(Stage.Planned planned, Times times) {
        Map<String, Object> more = new LinkedHashMap<>();
        planned.refusal()
                .ifPresent(refusal -> more.put(
                        "no",
                        List.of(
                                Codes.of(refusal.reason()),
                                times.written(refusal.first()),
                                refusal.last().getEpochSecond()
                                        - refusal.first().getEpochSecond())));
        LookupProgress lookUp = planned.lookUp();
        lookUp.upTo().ifPresent(id -> more.put("to", ExportIds.written(id)));
        lookUp.failed().ifPresent(id -> more.put("bad", ExportIds.written(id)));
        lookUp.unseenSince().ifPresent(since -> more.put("not", times.written(since)));
        return more;
    }

    /**
     * Reads the exports of a chain.
     *
     * @param lists as they were written
     * @param announcedEnd where the first one begins; empty if it is the full export
     * @param start the full export's time
     */
    static List<TrackedExport> read(List<List<?>> lists, Optional<Instant> announcedEnd, Optional<Instant> start)
            throws IOException {
        List<TrackedExport> trackedExports = new ArrayList<>();
        Optional<Instant> from = announcedEnd;
        for (List<?> list : lists) {
            Items items = new Items(list);
            long length = items.number();
            Span span = span(from, length, start);
            trackedExports.add(tracked(span, items));
            items.nothingElse();
            from = Optional.of(span.end());
        }
        return trackedExports;
    }

    private static Span span(Optional<Instant> from, long length, Optional<Instant> start) throws IOException {
        if (from.isEmpty() && length == 0 && start.isPresent()) {
            return new Span.Full(start.get());
        } else if (from.isEmpty() || length == 0) {
            throw new IOException("a full export stands first and nowhere else");
        }
        return new Span.Incremental(new ExportWindow(from.get(), new Times(from.get()).read(length)));
    }

    private static TrackedExport tracked(Span span, Items items) throws IOException {
        Times times = new Times(span.end());
        String name = items.text();
        if (!NAME.matcher(name).matches()) {
            throw new IOException("unknown stage " + name);
        }
        int attempt = name.length() == 1 ? 1 : Integer.parseInt(name.substring(1));
        Stage stage = stage(name.charAt(0), items, times);
        return new TrackedExport(span, attempt, stage);
    }

    private static Stage stage(char name, Items items, Times times) throws IOException {
        if (name == PLANNED) {
            Instant at = times.read(items.number());
            return items.fields(more -> planned(at, more, times));
        } else if (name == FAILED || name == REJECTED) {
            Instant at = times.read(items.number());
            Fault fault = name == REJECTED ? Fault.NOT_ACCEPTED : Fault.NOT_EXPORTED;
            return items.fields(more -> new Stage.Failed(at, id(more, "id"), fault));
        }
        String id = ExportIds.read(items.text());
        if (name == RUNNING) {
            return items.fields(more -> running(id, more, times));
        }
        return name == COMPLETED ? new Stage.Completed(id) : new Stage.Committed(id);
    }

    private static Stage running(String id, Fields more, Times times) throws IOException {
        Optional<Instant> started = more.optionalTime("started", times).or(() -> beganAt(id));
        return new Stage.Running(
                id,
                started.orElseThrow(() -> new IOException("export " + id + " has no time")),
                more.optionalTime("not", times));
    }

    private static Stage planned(Instant at, Fields more, Times times) throws IOException {
        List<Object> no = more.list("no", Object.class);
        Optional<Refusal> refusal = no.isEmpty() ? Optional.empty() : Optional.of(refusal(new Items(no), times));
        LookupProgress lookUp = new LookupProgress(id(more, "to"), id(more, "bad"), more.optionalTime("not", times));
        return new Stage.Planned(at, refusal, lookUp);
    }

    private static Refusal refusal(Items items, Times times) throws IOException {
        Refusal.Reason reason = Codes.reason(items.text());
        Instant first = times.read(items.number());
        Instant last = new Times(first).read(items.number());
        items.nothingElse();
        if (last.isBefore(first)) {
            throw new IOException("a refusal whose last answer is older than its first");
        }
        return new Refusal(reason, first, last);
    }

    private static Optional<String> id(Fields fields, String name) throws IOException {
        return fields.optionalText(name).map(ExportIds::read);
    }

    private static Optional<Instant> beganAt(String id) {
        return ExportIds.beganAt(id).map(began -> began.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }
}
