package io.github.dcie.admin.internal.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.Printable;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.model.StoredTimes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A {@code manifest-summary.json}, which DynamoDB writes beside the data of an export (Developer Guide,
 * S3DataExport.Output): the proof of an export that DynamoDB itself has forgotten.
 *
 * @param table the table
 * @param facts the export as the manifest describes it, completed
 */
public record Manifest(TableArn table, ExportFacts facts) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN = 60;

    /**
     * Reads a manifest.
     *
     * @param table the table that it must be of
     * @param text the object's text
     * @throws IllegalArgumentException if it is no such manifest, or one of another table
     */
    public static Manifest parse(TableArn table, String text) {
        Manifest manifest = parse(text);
        if (!manifest.table().equals(table)) {
            throw refused(text, "it is of an export of table " + manifest.table() + ", expected " + table);
        }
        return manifest;
    }

    /**
     * Reads a manifest of any table.
     *
     * @param text the object's text
     * @throws IllegalArgumentException if it is no such manifest
     */
    static Manifest parse(String text) {
        try {
            Map<String, String> fields = fields(text);
            ExportArn arn = ExportArn.of(text(fields, "exportArn"));
            return new Manifest(arn.table(), facts(arn, fields));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // a parser's message goes on with where in the text it was
            throw refused(
                    text, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static IllegalArgumentException refused(String text, String what) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return new IllegalArgumentException("manifest \"" + Printable.line(shown) + "\": " + Printable.line(what)
                + "; hand in the text of a manifest-summary.json of this table");
    }

    /**
     * What of it cannot be true: DynamoDB exports a window when it is over, as of a time that has passed, and an export's
     * id says when it began (observed). A manifest that anybody may have written proves nothing else.
     *
     * @param now no export begins later
     */
    Optional<String> falsehood(Instant now) {
        Instant started = facts.startedAt().orElseThrow();
        Instant ended = facts.endedAt().orElseThrow();
        String id = ExportFacts.leastId(started.truncatedTo(ChronoUnit.SECONDS));
        String next =
                ExportFacts.leastId(started.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        Optional<Instant> from = facts.from();
        Instant to = Exports.end(facts);
        String what = "";
        if (!StoredTimes.contains(started) || started.isAfter(now) || ended.isBefore(started)) {
            what = "it began at " + started + " and ended at " + ended;
        } else if (facts.exportId().compareTo(id) < 0 || facts.exportId().compareTo(next) >= 0) {
            what = "it began at " + started + ", which is not what its id says";
        } else if (to.isAfter(started)) {
            what = "it covers changes up to " + to + " and began at " + started;
        } else if (from.isPresent() && !from.get().isBefore(to)) {
            what = "it covers [" + from.get() + ", " + to + ")";
        }
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of("the manifest of export " + facts.exportId() + " cannot be true: " + what
                        + "; see who has written it, and leave it out");
    }

    private static ExportFacts facts(ExportArn arn, Map<String, String> fields) {
        // the field is there only for incremental exports (Developer Guide, S3DataExport.Output)
        boolean full = !ExportType.INCREMENTAL_EXPORT.name().equals(fields.get("exportType"));
        return new ExportFacts(
                arn.exportId(),
                Progress.COMPLETED,
                full ? ExportType.FULL_EXPORT : ExportType.INCREMENTAL_EXPORT,
                Optional.empty(),
                Optional.of(text(fields, "tableId")),
                Optional.of(time(fields, "startTime")),
                Optional.of(time(fields, "endTime")),
                full ? Optional.of(time(fields, "exportTime")) : Optional.empty(),
                full ? Optional.empty() : Optional.of(time(fields, "exportFromTime")),
                full ? Optional.empty() : Optional.of(time(fields, "exportToTime")),
                Optional.of(text(fields, "s3Bucket")),
                Optional.ofNullable(fields.get("s3Prefix")),
                Optional.empty(),
                Optional.of(text(fields, "manifestFilesS3Key").replace("manifest-files.json", "manifest-summary.json")),
                Optional.of(ExportFormat.valueOf(text(fields, "outputFormat"))),
                Stream.of(ExportView.values())
                        .filter(view -> view.name().equals(fields.get("outputView")))
                        .findFirst(),
                number(fields, "itemCount"),
                number(fields, "billedSizeBytes"),
                Optional.of("by its manifest, which does not say whether it is filtered"));
    }

    /** What DynamoDB says otherwise of the same export, if it does. */
    public Optional<String> contradiction(ExportFacts described) {
        boolean same = Exports.isComplete(described)
                && described.type() == facts.type()
                && isSame(described.exportTime(), facts.exportTime())
                && isSame(described.from(), facts.from())
                && isSame(described.to(), facts.to())
                && Objects.equals(described.tableId(), facts.tableId());
        return same
                ? Optional.empty()
                : Optional.of("the manifest of export " + facts.exportId() + " says: " + Exports.text(facts)
                        + ", table id " + facts.tableId().orElse("none") + "; DynamoDB says: " + Exports.text(described)
                        + ", table id " + described.tableId().orElse("none")
                        + "; leave this manifest out: DynamoDB's word counts as long as it remembers an export");
    }

    private static boolean isSame(Optional<Instant> one, Optional<Instant> other) {
        return one.map(Instant::getEpochSecond).equals(other.map(Instant::getEpochSecond));
    }

    private static String text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("field " + name + " is missing"));
    }

    private static Instant time(Map<String, String> fields, String name) {
        return Instant.parse(text(fields, name));
    }

    private static OptionalLong number(Map<String, String> fields, String name) {
        String number = fields.get(name);
        return number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
    }

    /** The object's plain fields as text; nulls and whatever is nested are left out. */
    private static Map<String, String> fields(String text) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isStructStart()) {
                    json.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                }
            }
        }
        return fields;
    }
}
