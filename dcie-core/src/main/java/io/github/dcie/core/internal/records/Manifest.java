package io.github.dcie.core.internal.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportFiles;
import io.github.dcie.core.internal.chain.ExportFacts;
import io.github.dcie.core.internal.chain.ExportFacts.Progress;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A {@code manifest-summary.json}, which DynamoDB writes beside the data of an export (Developer Guide,
 * S3DataExport.Output): the proof of an export that DynamoDB itself has forgotten.
 *
 * @param facts the export as the manifest describes it, completed
 */
public record Manifest(ExportFacts facts) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN = 60;

    /**
     * Reads all manifests of a job's place.
     *
     * @param files where they are; empty if none are read
     * @throws IOException if one cannot be read
     * @throws IllegalArgumentException if one is none, or of another table
     */
    public static List<Manifest> all(ExportJob job, Optional<ExportFiles> files) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        if (files.isPresent()) {
            for (String text : files.get().manifests(job.destination())) {
                manifests.add(parse(job.table(), text));
            }
        }
        return manifests;
    }

    /**
     * Reads a manifest.
     *
     * @param table the table that it must be of
     * @param text the object's text
     * @throws IllegalArgumentException if it is no such manifest, or one of another table
     */
    public static Manifest parse(TableArn table, String text) {
        try {
            Map<String, String> fields = fields(text);
            ExportArn arn = ExportArn.of(text(fields, "exportArn"));
            if (!arn.table().equals(table)) {
                throw new IllegalArgumentException(
                        "it is of an export of table " + arn.table() + ", expected " + table);
            }
            return new Manifest(facts(arn, fields));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
            // a parser's message goes on with where in the text it was
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(
                    "manifest \"" + shown + "\": " + what
                            + "; hand in the text of a manifest-summary.json of this table",
                    e);
        }
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
                Optional.empty());
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
