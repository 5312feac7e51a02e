package io.github.dcie.reader;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.S3Object;
import io.github.dcie.reader.internal.FlatJson;
import io.github.dcie.reader.internal.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What an export is, as its {@code manifest-summary.json} describes it (Developer Guide, S3DataExport.Output). DynamoDB
 * writes this object beside the data of a completed export, and it stays there when DynamoDB has forgotten the export, after
 * 90 days. It does not say whether the export is filtered.
 *
 * <p>Anyone who may write to the bucket can write such an object. What it says is proven only as far as DynamoDB confirms it.
 *
 * <p>Immutable, equal by value.
 *
 * @param arn the export's ARN, which contains that of the table
 * @param tableId the table's id; a table that is created again has another one
 * @param startedAt when DynamoDB began the export
 * @param completedAt when DynamoDB ended it
 * @param from the time from which a window covers changes; empty for a full export
 * @param to the time up to which a window covers changes, or the time that a full export is as of
 * @param view what a window shows of a changed item; empty for a full export, and for a view that this version does not know
 * @param files the {@code manifest-files.json}, as DynamoDB wrote it. Objects that were copied since are elsewhere
 * @param prefix the prefix that the export was written under; empty for the bucket's root
 * @param format the format of the data files
 * @param itemCount how many items the data files have together
 * @param billedBytes how many bytes were billed; empty if it does not say so
 */
public record ManifestSummary(
        ExportArn arn,
        String tableId,
        Instant startedAt,
        Instant completedAt,
        Optional<Instant> from,
        Instant to,
        Optional<ExportView> view,
        S3Object files,
        Optional<String> prefix,
        ExportFormat format,
        long itemCount,
        OptionalLong billedBytes) {

    private static final String FILES = "manifest-files.json";
    private static final String SUMMARY = "manifest-summary.json";

    /**
     * Reads the text of a {@code manifest-summary.json}, wherever it comes from. To read an export's data, use
     * {@link ManifestReader}, which also verifies the object's checksum.
     *
     * @param json the object's text
     * @return what it says
     * @throws UnsoundExportException if it is not such a text; the message shows how it begins
     */
    public static ManifestSummary parse(String json) throws UnsoundExportException {
        return of(FlatJson.parse(
                Place.ofText("manifest", json), json, "hand in the text of a " + SUMMARY + " as DynamoDB wrote it"));
    }

    static ManifestSummary of(FlatJson json) throws UnsoundExportException {
        // the field is there only for incremental exports (Developer Guide, S3DataExport.Output)
        boolean full = json.find("exportType").isEmpty()
                || json.read("exportType", "INCREMENTAL_EXPORT, or no such field", ExportType::valueOf)
                        == ExportType.FULL_EXPORT;
        return new ManifestSummary(
                json.read("exportArn", "the ARN of an export", ExportArn::of),
                json.text("tableId"),
                json.time("startTime"),
                json.time("endTime"),
                full ? Optional.empty() : Optional.of(json.time("exportFromTime")),
                json.time(full ? "exportTime" : "exportToTime"),
                full
                        ? Optional.empty()
                        : Stream.of(ExportView.values())
                                .filter(view -> json.find("outputView")
                                        .filter(view.name()::equals)
                                        .isPresent())
                                .findFirst(),
                new S3Object(
                        json.text("s3Bucket"),
                        json.read("manifestFilesS3Key", "a key that ends with /" + FILES, ManifestSummary::filesKey)),
                json.find("s3Prefix"),
                json.read("outputFormat", "DYNAMODB_JSON or ION", ExportFormat::valueOf),
                json.number("itemCount"),
                json.find("billedSizeBytes").isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(json.number("billedSizeBytes")));
    }

    private static String filesKey(String key) {
        if (!key.endsWith("/" + FILES) && !key.equals(FILES)) {
            throw new IllegalArgumentException("another name");
        }
        return key;
    }

    /**
     * Whether it is a full or an incremental export.
     *
     * @return incremental if there is a {@link #from}
     */
    public ExportType type() {
        return from.isPresent() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
    }

    /**
     * Where DynamoDB wrote this manifest: beside {@link #files}.
     *
     * @return the {@code manifest-summary.json}
     */
    public S3Object object() {
        return new S3Object(files.bucket(), files.key().substring(0, files.key().length() - FILES.length()) + SUMMARY);
    }
}
