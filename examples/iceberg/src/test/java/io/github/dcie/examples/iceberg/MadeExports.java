package io.github.dcie.examples.iceberg;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.CompletedExport;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.S3Object;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A chain of exports whose lines a test makes up, in one data file each; sound but for what the lines say. */
final class MadeExports {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/made");
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Path bucket;
    private int exports;

    MadeExports(Path bucket) {
        this.bucket = bucket;
    }

    /** A full export of items. */
    ExportCommitted full(Stream<String> items) throws IOException {
        Instant time = START;
        CompletedExport export = write(items.map(item -> "{\"Item\":" + item + "}"), "\"exportTime\":\"" + time + "\"");
        exports++;
        return new FullExportCommitted(
                EventId.of("made-0"),
                JobId.of("made"),
                new TableIdentity(TABLE, Optional.empty()),
                1,
                export.completedAt(),
                0,
                time,
                export);
    }

    /** A window with its lines. */
    ExportCommitted window(Stream<String> lines) throws IOException {
        ExportWindow window = ExportWindow.of(START.plus(WINDOW.multipliedBy(exports - 1)), WINDOW);
        Optional<ExportArn> previous = Optional.of(arn(exports - 1));
        CompletedExport export = write(
                lines,
                "\"exportFromTime\":\"" + window.from() + "\",\"exportToTime\":\"" + window.to()
                        + "\",\"outputView\":\"NEW_IMAGE\",\"exportType\":\"INCREMENTAL_EXPORT\"");
        int sequence = exports;
        exports++;
        return new WindowCommitted(
                EventId.of("made-" + sequence),
                JobId.of("made"),
                new TableIdentity(TABLE, Optional.empty()),
                1,
                export.completedAt(),
                0,
                sequence,
                window,
                ExportView.NEW_IMAGE,
                export,
                previous);
    }

    /** A line of a window. */
    static String put(String keys, String newImage) {
        return "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"1772409600000000\"}},\"Keys\":" + keys
                + ",\"NewImage\":" + newImage + "}";
    }

    /** A line of a window. */
    static String delete(String keys) {
        return "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"1772409600000000\"}},\"Keys\":" + keys + "}";
    }

    /** Where the data of an export is. */
    static Path data(Path bucket, ExportCommitted event) throws IOException {
        String id = event.export().arn().exportId();
        Path folder = bucket.resolve("AWSDynamoDB");
        return (event.sequence() == 0 ? folder.resolve(id) : folder).resolve("data/" + id + ".json.gz");
    }

    private static ExportArn arn(int number) {
        return ExportArn.of(TABLE, "0177240960000" + number + "-abcdef12");
    }

    private CompletedExport write(Stream<String> lines, String times) throws IOException {
        ExportArn arn = arn(exports);
        String folder = "AWSDynamoDB/" + arn.exportId() + "/";
        String data = (exports == 0 ? folder : "AWSDynamoDB/") + "data/" + arn.exportId() + ".json.gz";
        Files.createDirectories(bucket.resolve(folder));
        Files.createDirectories(bucket.resolve(data).getParent());
        MessageDigest md5 = md5();
        long count = 0;
        try (OutputStream out = new GZIPOutputStream(
                new DigestOutputStream(Files.newOutputStream(bucket.resolve(data)), md5), 1 << 16)) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); count++) {
                out.write((each.next() + "\n").getBytes(UTF_8));
            }
        }
        store(
                folder + "manifest-files",
                "{\"itemCount\":" + count + ",\"md5Checksum\":\""
                        + Base64.getEncoder().encodeToString(md5.digest()) + "\",\"etag\":\"e\",\"dataFileS3Key\":\""
                        + data
                        + "\"}\n");
        store(
                folder + "manifest-summary",
                "{\"version\":\"2023-08-01\",\"exportArn\":\"" + arn + "\",\"startTime\":\"" + START
                        + "\",\"endTime\":\"" + START.plus(WINDOW) + "\",\"tableArn\":\"" + TABLE
                        + "\",\"tableId\":\"id\"," + times + ",\"s3Bucket\":\"made\",\"s3Prefix\":null"
                        + ",\"manifestFilesS3Key\":\"" + folder
                        + "manifest-files.json\",\"billedSizeBytes\":1,\"itemCount\":"
                        + count + ",\"outputFormat\":\"DYNAMODB_JSON\"}");
        return new CompletedExport(
                arn,
                new S3Object("made", folder + "manifest-summary.json"),
                Optional.empty(),
                ExportFormat.DYNAMODB_JSON,
                count,
                1,
                START,
                START.plus(WINDOW));
    }

    private void store(String key, String text) throws IOException {
        Files.writeString(bucket.resolve(key + ".json"), text);
        Files.writeString(
                bucket.resolve(key + ".md5"), Base64.getEncoder().encodeToString(md5().digest(text.getBytes(UTF_8))));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
