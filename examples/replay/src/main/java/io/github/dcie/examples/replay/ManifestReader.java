package io.github.dcie.examples.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.S3Object;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads an export's manifests and checks that they are those of the event (Developer Guide, S3DataExport.Output). The
 * folder of data files is never listed: all windows of a prefix share one.
 */
final class ManifestReader {

    private static final String ANOTHER =
            "let a person compare the event with the bucket: one of them belongs to another export";
    private static final String IN_JSON = "export the table in DYNAMODB_JSON: set the job's format and reset it";

    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_BYTES_OF_A_CHECKSUM = 64;

    private static final Pattern DATA_FILE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final Bucket bucket;

    ManifestReader(Bucket bucket) {
        this.bucket = bucket;
    }

    Manifest read(ExportCommitted event) throws IOException, ReplayException {
        S3Object summaryObject = event.export().manifest();
        if (event.export().format() != ExportFormat.DYNAMODB_JSON) {
            throw new ReplayException(
                    Place.of(summaryObject),
                    "the data is in " + event.export().format() + ", expected DYNAMODB_JSON",
                    IN_JSON);
        }
        FlatJson summary = FlatJson.parse(Place.of(summaryObject), checked(summaryObject), Bucket.RESTORE);
        requireSame(summary, "exportArn", event.export().arn().value());
        requireSame(summary, "itemCount", Long.toString(event.export().itemCount()));
        requireSame(summary, "outputFormat", event.export().format().name());
        requireTimes(summary, event);
        return new Manifest(event.export().itemCount(), files(summary, event));
    }

    private static void requireTimes(FlatJson summary, ExportCommitted event) throws ReplayException {
        if (event instanceof WindowCommitted window) {
            requireSame(summary, "exportFromTime", window.window().from().toString());
            requireSame(summary, "exportToTime", window.window().to().toString());
        } else if (event instanceof FullExportCommitted full) {
            requireSame(summary, "exportTime", full.exportTime().toString());
        }
    }

    private static void requireSame(FlatJson summary, String field, String expected) throws ReplayException {
        String found = field.endsWith("Time")
                ? summary.time(field).truncatedTo(ChronoUnit.SECONDS).toString()
                : summary.text(field);
        if (!found.equals(expected)) {
            throw new ReplayException(
                    summary.place(),
                    field + " is " + FlatJson.start(found) + ", expected " + expected + " as in the event",
                    ANOTHER);
        }
    }

    private List<DataFile> files(FlatJson summary, ExportCommitted event) throws IOException, ReplayException {
        S3Object manifest = event.export().manifest();
        String export = folderOf(manifest.key());
        String files = summary.text("manifestFilesS3Key");
        if (!files.equals(export + "manifest-files.json")) {
            throw new ReplayException(
                    summary.place(),
                    "manifestFilesS3Key is " + FlatJson.start(files) + ", expected the file beside it",
                    Bucket.RESTORE);
        }
        String data = (event.exportType() == ExportType.FULL_EXPORT ? export : folderOf(export)) + "data/";
        S3Object object = new S3Object(manifest.bucket(), files);
        Place place = Place.of(object);
        List<DataFile> found = new ArrayList<>();
        long sum = 0;
        for (String line : checked(object).lines().toList()) {
            FlatJson file = FlatJson.parse(place.atLine(found.size() + 1L), line, Bucket.RESTORE);
            long itemCount = file.number("itemCount");
            S3Object dataFile =
                    new S3Object(manifest.bucket(), file.read("dataFileS3Key", "a file below " + data, inFolder(data)));
            found.add(new DataFile(dataFile, itemCount, file.text("md5Checksum"), object));
            sum += itemCount;
        }
        if (sum != summary.number("itemCount")) {
            throw new ReplayException(
                    place,
                    "its " + found.size() + " files have " + sum + " items, expected " + summary.number("itemCount")
                            + " as in the summary",
                    Bucket.RESTORE);
        }
        return found;
    }

    /** With the slash at its end; empty for the bucket's root. */
    private static String folderOf(String key) {
        return key.substring(0, key.lastIndexOf('/', key.length() - 2) + 1);
    }

    /** So nobody who writes a manifest makes a consumer read something else. */
    private static UnaryOperator<String> inFolder(String folder) {
        return key -> {
            if (!key.startsWith(folder)
                    || !DATA_FILE.matcher(key.substring(folder.length())).matches()) {
                throw new IllegalArgumentException("not below " + folder);
            }
            return key;
        };
    }

    /** A manifest, compared with the checksum that lies beside it. */
    private String checked(S3Object manifest) throws IOException, ReplayException {
        byte[] bytes = bucket.bytes(manifest, MOST_BYTES);
        MessageDigest digest = Checksums.md5();
        digest.update(bytes);
        S3Object checksum = checksumOf(manifest);
        String expected = new String(bucket.bytes(checksum, MOST_BYTES_OF_A_CHECKSUM), UTF_8).strip();
        Bucket.requireMd5(Place.of(manifest), Checksums.text(digest), expected, checksum);
        return new String(bytes, UTF_8);
    }

    /** {@code .md5} in real exports and in one place of the guide, {@code .checksum} in another place of it. */
    private S3Object checksumOf(S3Object manifest) throws IOException {
        String stem = manifest.key().replaceFirst("\\.json$", "");
        S3Object documented = new S3Object(manifest.bucket(), stem + ".checksum");
        S3Object real = new S3Object(manifest.bucket(), stem + ".md5");
        return !bucket.has(real) && bucket.has(documented) ? documented : real;
    }
}
