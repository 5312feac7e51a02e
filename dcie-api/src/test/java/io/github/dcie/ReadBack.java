package io.github.dcie;

import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes an event of nothing but the fields of its JSON: what a consumer can know. */
final class ReadBack {

    private final Map<String, Object> fields;

    private ReadBack(Map<String, Object> fields) {
        this.fields = fields;
    }

    static ExportEvent of(String json) throws IOException {
        return new ReadBack(FlatJson.read(json)).event();
    }

    private ExportEvent event() {
        return switch (text("eventType")) {
            case "FullExportCommitted" ->
                new FullExportCommitted(
                        id(), job(), table(), generation(), time("at"), behind(), time("exportStartTime"), export());
            case "WindowCommitted" ->
                new WindowCommitted(
                        id(),
                        job(),
                        table(),
                        generation(),
                        time("at"),
                        behind(),
                        number("sequence"),
                        new ExportWindow(time("exportStartTime"), time("exportEndTime")),
                        ExportView.valueOf(text("view")),
                        export(),
                        optional("previousExportArn").map(ExportArn::of));
            case "ConditionBegan" ->
                new ConditionBegan(
                        id(), job(), table(), generation(), time("at"), type(), behind(), condition(text("remedy")));
            case "ConditionContinues" ->
                new ConditionContinues(
                        id(), job(), table(), generation(), time("at"), type(), behind(), condition(text("remedy")));
            case "ConditionEnded" ->
                new ConditionEnded(id(), job(), table(), generation(), time("at"), type(), behind(), condition(""));
            case "ChainStarted" ->
                new ChainStarted(
                        id(),
                        job(),
                        table(),
                        generation(),
                        time("at"),
                        ChainStarted.Cause.valueOf(text("cause")),
                        time("start"));
            default -> throw new IllegalArgumentException(text("eventType"));
        };
    }

    private EventId id() {
        return EventId.of(text("executionId"));
    }

    private JobId job() {
        return JobId.of(text("jobId"));
    }

    private TableIdentity table() {
        return new TableIdentity(TableArn.of(text("tableArn")), optional("tableId"));
    }

    private int generation() {
        return Math.toIntExact(number("generation"));
    }

    private long behind() {
        return number("incrementalBlocksBehind");
    }

    private ExportType type() {
        return ExportType.valueOf(text("exportType"));
    }

    private CompletedExport export() {
        return new CompletedExport(
                ExportArn.of(text("exportArn")),
                new S3Object(text("bucket"), text("manifestKey")),
                optional("prefix"),
                ExportFormat.valueOf(text("format")),
                number("itemCount"),
                number("billedBytes"),
                time("startTime"),
                time("endTime"));
    }

    private Condition condition(String remedy) {
        return new Condition(
                Condition.Kind.valueOf(text("condition")),
                time("since"),
                text("conditionSummary"),
                remedy,
                optional("code"));
    }

    private String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("no field " + name + " in " + fields));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable((String) fields.get(name));
    }

    private long number(String name) {
        return (long) fields.get(name);
    }

    private Instant time(String name) {
        return Instant.parse(text(name));
    }
}
