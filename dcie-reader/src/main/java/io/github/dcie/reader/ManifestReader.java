package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.S3Object;
import io.github.dcie.reader.internal.FlatJson;
import io.github.dcie.reader.internal.Place;
import io.github.dcie.reader.internal.VerifiedObjects;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the manifests of exports, and verifies them (Developer Guide, S3DataExport.Output): their checksums, that they are
 * complete, that all item counts add up, and that every data file is where DynamoDB writes it.
 *
 * <pre>{@code
 * ManifestReader manifests = ManifestReader.of(BucketObjects.inFolder(bucket));
 * for (DataFile file : manifests.read(event).files()) {
 *     System.out.println(file.object().uri() + " has " + file.itemCount() + " items");
 * }
 * }</pre>
 *
 * <p>Always start from an event or from another source that you trust. Anyone who may write below the prefix can put a
 * manifest there; the order in which DynamoDB writes its files is not documented, and a failed export may leave some. The
 * folder of data files is never listed, because all windows of a prefix share one.
 *
 * <p>A reader needs {@code s3:GetObject} on the objects, and {@code s3:ListBucket} to distinguish an object that does not
 * exist from one that it may not read. A manifest may have at most 64 MiB. Immutable, and thread-safe as its objects are.
 */
public final class ManifestReader {

    private static final String COMPARE =
            "let a person compare the event with the bucket: one of them belongs to another export";

    private static final int MOST_BYTES_OF_A_SUMMARY = 1 << 20;

    /** One line for each partition: some ten thousand at most, a few hundred bytes each. */
    private static final int MOST_BYTES_OF_A_LIST = 64 << 20;

    /** S3 User Guide, object key names. */
    private static final int LONGEST_KEY = 1_024;

    private static final Pattern DATA_FILE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern MD5 = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private final VerifiedObjects objects;

    private ManifestReader(VerifiedObjects objects) {
        this.objects = objects;
    }

    /**
     * A reader of the manifests in a bucket.
     *
     * @param objects opens the bucket's objects
     * @return the reader
     */
    public static ManifestReader of(BucketObjects objects) {
        return new ManifestReader(new VerifiedObjects(objects));
    }

    /**
     * Reads the manifests of an export that an event has announced, and verifies that they are those of this export: ARN,
     * type, times to the second, format and item count.
     *
     * @param event the event
     * @return the manifests
     * @throws UnsoundExportException if a manifest is missing, damaged or incomplete, or is not that of the event's export
     * @throws IOException if an object cannot be read; trying again may help
     */
    public Manifest read(ExportCommitted event) throws IOException, UnsoundExportException {
        S3Object object = event.export().manifest();
        FlatJson json = json(object);
        ManifestSummary summary = ManifestSummary.of(json);
        requireSame(json, "exportArn", summary.arn(), event.export().arn());
        requireSame(json, "itemCount", summary.itemCount(), event.export().itemCount());
        requireSame(json, "outputFormat", summary.format(), event.export().format());
        requireSame(json, "exportType", summary.type(), event.exportType());
        if (event instanceof WindowCommitted window) {
            Instant from = summary.from().orElseThrow();
            requireSame(json, "exportFromTime", second(from), window.window().from());
            requireSame(
                    json, "exportToTime", second(summary.to()), window.window().to());
        } else if (event instanceof FullExportCommitted full) {
            requireSame(json, "exportTime", second(summary.to()), full.exportTime());
        }
        return manifest(object, json.place(), summary);
    }

    /**
     * Reads the manifests of an export whose place you know from a source that you trust, such as
     * {@code DescribeExport} or the catalog.
     *
     * @param manifest the export's {@code manifest-summary.json}
     * @return the manifests
     * @throws UnsoundExportException if a manifest is missing, damaged or incomplete
     * @throws IOException if an object cannot be read; trying again may help
     */
    public Manifest read(S3Object manifest) throws IOException, UnsoundExportException {
        FlatJson json = json(manifest);
        return manifest(manifest, json.place(), ManifestSummary.of(json));
    }

    private FlatJson json(S3Object manifest) throws IOException, UnsoundExportException {
        Place place = Place.of(manifest);
        byte[] bytes = objects.read(manifest, MOST_BYTES_OF_A_SUMMARY);
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return FlatJson.parse(place, text, VerifiedObjects.RESTORE);
        } catch (CharacterCodingException e) {
            throw notUtf8(place, e);
        }
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static <T> void requireSame(FlatJson json, String field, T found, T expected)
            throws UnsoundExportException {
        if (!found.equals(expected)) {
            throw new UnsoundExportException(
                    json.place().toString(),
                    field + " is \"" + found + "\", expected " + expected + " as in the event",
                    COMPARE);
        }
    }

    private Manifest manifest(S3Object object, Place place, ManifestSummary summary)
            throws IOException, UnsoundExportException {
        String folder = folderOf(object.key());
        String key = summary.files().key();
        if (!key.equals(folder + "manifest-files.json")) {
            throw new UnsoundExportException(
                    place.toString(),
                    "manifestFilesS3Key is " + FlatJson.quoted(key) + ", expected the file beside it",
                    VerifiedObjects.RESTORE);
        }
        String dataFolder = (summary.type() == ExportType.FULL_EXPORT ? folder : folderOf(folder)) + "data/";
        S3Object list = new S3Object(object.bucket(), key);
        List<DataFile> files = files(list, dataFolder, summary);
        BigInteger sum = files.stream()
                .map(file -> BigInteger.valueOf(file.itemCount()))
                .reduce(BigInteger.ZERO, BigInteger::add); // a long could overflow to what the summary says
        if (!sum.equals(BigInteger.valueOf(summary.itemCount()))) {
            throw new UnsoundExportException(
                    Place.of(list).toString(),
                    "its " + files.size() + " files have " + sum + " items, expected " + summary.itemCount()
                            + " as in the summary",
                    VerifiedObjects.RESTORE);
        }
        return new Manifest(summary, files);
    }

    private List<DataFile> files(S3Object list, String dataFolder, ManifestSummary summary)
            throws IOException, UnsoundExportException {
        Place place = Place.of(list);
        byte[] bytes = objects.read(list, MOST_BYTES_OF_A_LIST);
        List<DataFile> files = new ArrayList<>();
        // a decoder of its own reports what is not UTF-8; the reader's would replace it
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), UTF_8.newDecoder()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                FlatJson file = FlatJson.parse(place.atLine(files.size() + 1L), line, VerifiedObjects.RESTORE);
                files.add(new DataFile(
                        new S3Object(list.bucket(), dataKey(file, dataFolder)),
                        file.number("itemCount"),
                        file.read("md5Checksum", "the base64 of an MD5", ManifestReader::md5),
                        list,
                        summary.type(),
                        summary.format()));
            }
        } catch (CharacterCodingException e) {
            throw notUtf8(place, e);
        }
        return files;
    }

    /** So nobody who writes a manifest makes a consumer read something else. */
    private static String dataKey(FlatJson file, String folder) throws UnsoundExportException {
        return file.read("dataFileS3Key", "a file below " + folder, key -> {
            // the length first: the pattern is matched by recursion
            if (!key.startsWith(folder)
                    || key.length() > LONGEST_KEY
                    || !DATA_FILE.matcher(key.substring(folder.length())).matches()) {
                throw new IllegalArgumentException("not below " + folder);
            }
            return key;
        });
    }

    private static String md5(String text) {
        if (!MD5.matcher(text).matches()) {
            throw new IllegalArgumentException("expected 16 bytes");
        }
        return text;
    }

    /** With the slash at its end; empty for the bucket's root. */
    private static String folderOf(String key) {
        return key.substring(0, key.lastIndexOf('/', key.length() - 2) + 1);
    }

    private static UnsoundExportException notUtf8(Place place, CharacterCodingException e) {
        return new UnsoundExportException(
                place.toString(),
                "expected UTF-8, found other bytes (" + e.getMessage() + ")",
                VerifiedObjects.RESTORE);
    }
}
