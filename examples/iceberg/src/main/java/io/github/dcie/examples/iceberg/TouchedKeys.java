package io.github.dcie.examples.iceberg;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.DataWriter;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.util.StructLikeSet;

/**
 * The keys of an export's items by bucket: in temporary files, because an export may have more than memory has room for; those
 * of one bucket can be held at a time.
 */
final class TouchedKeys implements Closeable {

    private final Schema keySchema;
    private final Path folder;
    private final Map<Integer, FileAppender<Record>> open = new TreeMap<>();

    TouchedKeys(Schema keySchema) throws IOException {
        this.keySchema = keySchema;
        this.folder = Files.createTempDirectory("touched-keys");
    }

    void add(int bucket, Record key) throws IOException {
        appender(bucket).add(key);
    }

    private FileAppender<Record> appender(int bucket) throws IOException {
        FileAppender<Record> appender = open.get(bucket);
        if (appender == null) {
            appender = Avro.write(
                            org.apache.iceberg.Files.localOutput(file(bucket).toFile()))
                    .schema(keySchema)
                    .set("write.avro.compression-codec", "uncompressed")
                    .createWriterFunc(DataWriter::create)
                    .build();
            open.put(bucket, appender);
        }
        return appender;
    }

    private Path file(int bucket) {
        return folder.resolve(bucket + ".avro");
    }

    /** The buckets that have keys, in ascending order; nothing can be added any more. */
    Iterable<Integer> buckets() throws IOException {
        for (FileAppender<Record> appender : open.values()) {
            appender.close();
        }
        return open.keySet();
    }

    /** All keys of a bucket. */
    CloseableIterable<Record> keys(int bucket) {
        return Avro.read(org.apache.iceberg.Files.localInput(file(bucket).toFile()))
                .project(keySchema)
                .createResolvingReader(PlannedDataReader::<Record>create)
                .build();
    }

    /**
     * The same as a set.
     *
     * @throws RefusedExportException if one is there twice
     */
    StructLikeSet set(int bucket, String place) throws IOException, RefusedExportException {
        StructLikeSet set = StructLikeSet.create(keySchema.asStruct());
        try (CloseableIterable<Record> keys = keys(bucket)) {
            for (Record key : keys) {
                if (!set.add(new InternalRecordWrapper(keySchema.asStruct()).wrap(key))) {
                    throw new RefusedExportException(
                            RefusedExportException.Reason.ITEM_TWICE,
                            place,
                            "found two records of one item, expected one",
                            "let a person compare the export's files with those that DynamoDB wrote");
                }
            }
        }
        return set;
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<Integer, FileAppender<Record>> bucket : open.entrySet()) {
            bucket.getValue().close();
            Files.deleteIfExists(file(bucket.getKey()));
        }
        Files.deleteIfExists(folder);
    }
}
