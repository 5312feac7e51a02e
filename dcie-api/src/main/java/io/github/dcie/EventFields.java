package io.github.dcie;

import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event as named values: those of AWS's guidance first, under its names (N5), then ours. A value that does not exist
 * has no field. {@code docs/events.md} explains every one.
 */
final class EventFields {

    /** For people; all other fields identify something and are never cut. */
    static final List<String> TEXTS = List.of("message", "remedy", "summary", "conditionSummary", "code");

    private final Map<String, Object> values = new LinkedHashMap<>();

    private EventFields() {}

    /** The fields of an event, texts and whole numbers, in the order in which they are written. */
    static Map<String, Object> of(ExportEvent event) {
        EventFields fields = new EventFields();
        String summary = event.summary();
        fields.put("message", message(event, summary));
        fields.put("executionId", event.id().value());
        fields.put("exportType", event.exportType().name());
        fields.put("status", status(event));
        fields.putTimes(event);
        fields.put("incrementalBlocksBehind", event.windowsBehind());
        fields.put("remedy", remedy(event));

        fields.put("eventType", event.getClass().getSimpleName());
        fields.put("jobId", event.job().value());
        fields.put("tableArn", event.table().arn().value());
        fields.put("tableId", event.table().id());
        fields.put("generation", event.generation());
        fields.put("at", event.at());
        fields.put("summary", summary);
        fields.putParts(event);
        return fields.values;
    }

    /** What subscribers choose by. */
    static Map<String, String> attributes(ExportEvent event) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("jobId", event.job().value());
        attributes.put("exportType", event.exportType().name());
        status(event).ifPresent(status -> attributes.put("status", status));
        attributes.put("eventType", event.getClass().getSimpleName());
        return attributes;
    }

    private static String message(ExportEvent event, String summary) {
        if (event instanceof ConditionEvent about && !(event instanceof ConditionEnded)) {
            Condition condition = about.condition();
            return condition.summary()
                    + condition.code().map(code -> " (" + code + ")").orElse("");
        }
        return summary;
    }

    /** Success means that data is there, and nothing else (N5). */
    private static Optional<String> status(ExportEvent event) {
        if (event instanceof ExportCommitted) {
            return Optional.of("SUCCESS");
        }
        return event instanceof ConditionBegan || event instanceof ConditionContinues
                ? Optional.of("FAILED")
                : Optional.empty();
    }

    /** Of what is over there is nothing to remedy. */
    private static Optional<String> remedy(ExportEvent event) {
        return event instanceof ConditionEvent about && !(event instanceof ConditionEnded)
                ? Optional.of(about.condition().remedy())
                : Optional.empty();
    }

    private void putTimes(ExportEvent event) {
        if (event instanceof ExportCommitted committed) {
            put("startTime", committed.export().startedAt());
            put("endTime", committed.export().completedAt());
        }
        if (event instanceof FullExportCommitted full) {
            put("exportStartTime", full.exportTime());
            put("exportEndTime", full.exportTime());
        } else if (event instanceof WindowCommitted window) {
            put("exportStartTime", window.window().from());
            put("exportEndTime", window.window().to());
        }
    }

    /** One branch for each record, so that a new one is not written half. */
    private void putParts(ExportEvent event) {
        if (event instanceof FullExportCommitted full) {
            putExport(full);
        } else if (event instanceof WindowCommitted window) {
            putExport(window);
            put("view", window.view().name());
        } else if (event instanceof ConditionBegan began) {
            putCondition(began.condition());
        } else if (event instanceof ConditionContinues continues) {
            putCondition(continues.condition());
        } else if (event instanceof ConditionEnded ended) {
            putCondition(ended.condition());
        } else if (event instanceof ChainStarted started) {
            put("cause", started.cause().name());
            put("start", started.start());
        } else {
            throw new IllegalStateException("no JSON for " + event.getClass() + ": give its fields a branch here");
        }
    }

    private void putExport(ExportCommitted committed) {
        CompletedExport export = committed.export();
        put("sequence", committed.sequence());
        put("exportArn", export.arn().value());
        put("previousExportArn", committed.previous().map(ExportArn::value));
        put("bucket", export.manifest().bucket());
        put("prefix", export.prefix());
        put("manifestKey", export.manifest().key());
        put("format", export.format().name());
        put("itemCount", export.itemCount());
        put("billedBytes", export.billedBytes());
        put("watermark", committed.watermark());
    }

    private void putCondition(Condition condition) {
        put("condition", condition.kind().name());
        put("since", condition.since());
        put("heals", condition.heals().name());
        put("conditionSummary", condition.summary());
        put("code", condition.code());
    }

    private void put(String name, String text) {
        values.put(name, text);
    }

    private void put(String name, Optional<String> text) {
        text.ifPresent(value -> values.put(name, value));
    }

    private void put(String name, Instant time) {
        values.put(name, time.toString());
    }

    private void put(String name, long number) {
        values.put(name, number);
    }
}
