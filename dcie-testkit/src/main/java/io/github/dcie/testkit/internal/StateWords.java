package io.github.dcie.testkit.internal;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stored document of format 1, field by field. */
public final class StateWords {

    private static final Pattern SHORT_ID = Pattern.compile("([0-9a-z]{1,8})(?:\\.([0-9]{3}))?-([0-9a-f]{8})");
    private static final Pattern CODE = Pattern.compile("([a-z]{2})([a-z])(-?[0-9]+)?");
    private static final Pattern STAGE = Pattern.compile("([a-z])([0-9]*)");

    /** Those that are counted from the chain's beginning. */
    private static final List<String> TIMES =
            List.of("after", "auto", "remind", "at", "failing", "started", "not", "last", "t0");

    private static final Map<String, String> STAGES = Map.of(
            "p", "planned",
            "r", "running",
            "d", "complete",
            "c", "committed, its event is pending",
            "f", "failed",
            "x", "not accepted");

    private static final Map<String, String> REASONS = Map.of(
            "t", "the times",
            "c", "a conflict of tokens",
            "q", "the quota",
            "a", "the call was refused",
            "i", "the request was called invalid",
            "f", "recovery was off, or there was no table",
            "g", "its history is gone");

    private static final Map<String, String> TOLD = Map.of(
            "b", "its beginning is pending",
            "t", "notified",
            "e", "over, its end is pending",
            "x", "over, beginning and end are pending",
            "u", "not notified yet");

    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("po", "PITR_OFF"),
            Map.entry("go", "GAP_PITR_WAS_OFF"),
            Map.entry("gb", "GAP_FELL_BEHIND"),
            Map.entry("gs", "GAP_RETENTION_SHORTENED"),
            Map.entry("gt", "GAP_TABLE_RECREATED"),
            Map.entry("hr", "HISTORY_AT_RISK"),
            Map.entry("tg", "TABLE_GONE"),
            Map.entry("ad", "ACCESS_DENIED"),
            Map.entry("cr", "CREDENTIALS_REFUSED"),
            Map.entry("cs", "CLOCK_SKEWED"),
            Map.entry("uo", "UNKNOWN_OPERATION"),
            Map.entry("cj", "CALL_REJECTED"),
            Map.entry("st", "SERVICE_TROUBLE"),
            Map.entry("ef", "EXPORT_FAILING"),
            Map.entry("fr", "FULL_EXPORT_REJECTED"),
            Map.entry("es", "EXPORT_STUCK"),
            Map.entry("et", "EXPORT_TIME_REFUSED"),
            Map.entry("tc", "TOKEN_CONFLICT"),
            Map.entry("rr", "REQUEST_REFUSED"),
            Map.entry("qr", "QUOTA_REACHED"),
            Map.entry("we", "WINDOW_EXCEEDS_RETENTION"),
            Map.entry("sl", "STATE_LOST"),
            Map.entry("nf", "NOTIFIER_FAILING"));

    private final List<String> lines = new ArrayList<>();
    private final Instant start;

    private StateWords(Instant start) {
        this.start = start;
    }

    /**
     * A document in words.
     *
     * @param document its fields
     * @return one line for each thing that it says
     */
    public static List<String> of(Map<String, Object> document) {
        Instant start = object(document.getOrDefault("chain", ""))
                .flatMap(chain -> number(chain.getOrDefault("t0", "")))
                .flatMap(seconds -> after(Instant.EPOCH, seconds))
                .orElse(Instant.EPOCH);
        StateWords words = new StateWords(start);
        document.forEach((name, value) -> {
            switch (name) {
                case "chain" -> words.chain(value);
                case "past" -> list(value).forEach(past -> words.fields("earlier chain", past));
                case "conditions" -> list(value).forEach(words::condition);
                case "delivery" -> words.fields("delivery", value);
                default -> words.lines.add(name + ": " + words.value(name, value));
            }
        });
        return words.lines;
    }

    private void chain(Object value) {
        Map<String, Object> chain = new LinkedHashMap<>(object(value).orElse(Map.of("?", value)));
        Object exports = chain.getOrDefault("exports", List.of());
        Object last = chain.getOrDefault("last", List.of());
        Object t0 = chain.getOrDefault("t0", "none yet");
        chain.keySet().removeAll(List.of("exports", "last", "t0"));
        lines.add("chain: t0 " + (number(t0).isPresent() ? start.toString() : t0) + ", " + joined(chain));
        Instant from = start;
        List<Object> announced = list(last);
        if (announced.size() == 3 && number(announced.get(1)).isPresent()) {
            from = after(start, number(announced.get(1)).get()).orElse(start);
            lines.add("  last announced: number " + announced.get(0) + ", up to " + from + ", export "
                    + id(announced.get(2)));
        } else if (!announced.isEmpty()) {
            lines.add("  last announced: " + announced);
        }
        for (Object export : list(exports)) {
            from = export(list(export), from);
        }
    }

    /** Says what an export is and returns where it ends. */
    private Instant export(List<Object> export, Instant from) {
        Optional<BigInteger> length = export.isEmpty() ? Optional.empty() : number(export.get(0));
        Optional<Instant> to = length.flatMap(seconds -> after(from, seconds));
        Optional<Matcher> stage = Optional.of(
                        STAGE.matcher(export.size() < 2 ? "" : export.get(1).toString()))
                .filter(Matcher::matches);
        if (to.isEmpty() || stage.isEmpty()) {
            lines.add("  export: " + export);
            return from;
        }
        StringBuilder line = new StringBuilder("  ")
                .append(from.equals(to.get()) ? "full export as of " + from : "[" + from + ", " + to.get() + ")")
                .append(": ")
                .append(STAGES.getOrDefault(stage.get().group(1), stage.get().group(1)))
                .append(
                        stage.get().group(2).isEmpty()
                                ? ""
                                : ", attempt " + stage.get().group(2));
        for (Object item : export.subList(2, export.size())) {
            line.append(", ")
                    .append(
                            number(item).isPresent()
                                    ? "since " + time(to.get(), item)
                                    : object(item)
                                            .map(more -> more(more, to.get()))
                                            .orElseGet(() -> "export " + id(item)));
        }
        lines.add(line.toString());
        return to.get();
    }

    private String more(Map<String, Object> more, Instant end) {
        List<String> said = new ArrayList<>();
        more.forEach((name, value) -> {
            List<Object> no = list(value);
            if (name.equals("no") && no.size() == 3) {
                said.add("refused for "
                        + REASONS.getOrDefault(no.get(0).toString(), no.get(0).toString()) + " from "
                        + time(end, no.get(1)) + " on, for " + no.get(2) + " s");
            } else {
                said.add(name + " " + (number(value).isPresent() ? time(end, value) : id(value)));
            }
        });
        return String.join(", ", said);
    }

    private void condition(Object value) {
        List<Object> items = list(value);
        Matcher code = CODE.matcher(items.isEmpty() ? "" : items.get(0).toString());
        if (!code.matches()) {
            lines.add("condition: " + value);
            return;
        }
        StringBuilder line = new StringBuilder("condition: ")
                .append(CONDITIONS.getOrDefault(code.group(1), code.group(1)))
                .append(", ")
                .append(TOLD.getOrDefault(code.group(2), code.group(2)))
                .append(code.group(3) == null ? "" : ", of " + code.group(3) + " chain(s) ago");
        for (Object item : items.subList(1, items.size())) {
            line.append(", ").append(number(item).isPresent() ? "since " + time(start, item) : item);
        }
        lines.add(line.toString());
    }

    private void fields(String what, Object value) {
        lines.add(what + ": " + object(value).map(this::joined).orElseGet(value::toString));
    }

    private String joined(Map<String, Object> fields) {
        return String.join(
                ", ",
                fields.entrySet().stream()
                        .map(field -> field.getKey() + " " + value(field.getKey(), field.getValue()))
                        .toList());
    }

    private String value(String name, Object value) {
        if (TIMES.contains(name) && number(value).isPresent()) {
            return time(start, value);
        }
        return value instanceof List<?> items
                ? items.stream().map(StateWords::id).toList().toString()
                : id(value);
    }

    private static String time(Instant base, Object seconds) {
        return number(seconds)
                .flatMap(value -> after(base, value))
                .map(Instant::toString)
                .orElseGet(seconds::toString);
    }

    private static Optional<Instant> after(Instant base, BigInteger seconds) {
        try {
            return Optional.of(base.plusSeconds(seconds.longValueExact()));
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An export's id as AWS writes it; anything else as it stands. */
    private static String id(Object value) {
        String text = value.toString();
        Matcher written = SHORT_ID.matcher(text);
        if (!written.matches()) {
            return text.startsWith("=") ? text.substring(1) : text;
        }
        long millis = Long.parseLong(written.group(1), Character.MAX_RADIX) * 1000
                + (written.group(2) == null ? 0 : Long.parseLong(written.group(2)));
        return String.format(Locale.ROOT, "%014d-%s", millis, written.group(3));
    }

    private static Optional<BigInteger> number(Object value) {
        return value instanceof BigInteger number ? Optional.of(number) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // objects are read as maps with texts for names
    private static Optional<Map<String, Object>> object(Object value) {
        return value instanceof Map<?, ?> fields ? Optional.of((Map<String, Object>) fields) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // arrays are read as lists
    private static List<Object> list(Object value) {
        return value instanceof List<?> items ? (List<Object>) items : List.of(value);
    }
}
