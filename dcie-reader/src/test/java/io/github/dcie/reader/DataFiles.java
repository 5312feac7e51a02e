package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.S3Object;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Data files of one line or more, in a bucket in memory. */
final class DataFiles {

    static final String KEY = "AWSDynamoDB/data/x.json.gz";
    static final S3Object MANIFEST = new S3Object(MemoryBucket.BUCKET, "AWSDynamoDB/1-a/manifest-files.json");

    private DataFiles() {}

    static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    static byte[] zip(String text) {
        return zip(text.getBytes(UTF_8));
    }

    /** A file with these bytes, of which the manifest tells the truth. */
    static DataFile file(byte[] zipped, long items) {
        return file(zipped, items, ExportType.INCREMENTAL_EXPORT, ExportFormat.DYNAMODB_JSON);
    }

    static DataFile file(byte[] zipped, long items, ExportType type, ExportFormat format) {
        return new DataFile(
                new S3Object(MemoryBucket.BUCKET, KEY), items, MemoryBucket.md5(zipped), MANIFEST, type, format);
    }

    static BucketObjects bucket(byte[] zipped) {
        MemoryBucket bucket = new MemoryBucket();
        bucket.put(KEY, zipped);
        return bucket;
    }

    static List<Change> read(DataReader reader, DataFile file) throws IOException, UnsoundExportException {
        List<Change> changes = new ArrayList<>();
        reader.forEach(file, changes::add);
        return changes;
    }

    static List<Change> read(byte[] zipped, DataFile file) throws IOException, UnsoundExportException {
        return read(DataReader.of(bucket(zipped)), file);
    }

    /** Reads lines of an export's type and format. */
    static List<Change> read(String text, ExportType type, ExportFormat format)
            throws IOException, UnsoundExportException {
        byte[] zipped = zip(text);
        return read(zipped, file(zipped, text.lines().count(), type, format));
    }

    /** Reads lines of a window. */
    static List<Change> window(String text) throws IOException, UnsoundExportException {
        return read(text, ExportType.INCREMENTAL_EXPORT, ExportFormat.DYNAMODB_JSON);
    }
}
