package io.github.dcie.examples.iceberg;

import static io.github.dcie.examples.iceberg.RefusedExportException.Reason.UNFIT_VALUE;

import io.github.dcie.reader.Change;
import io.github.dcie.reader.Changes;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.TypedValue;
import io.github.dcie.reader.UnsoundExportException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.DataFileSet;
import org.apache.iceberg.util.DeleteFileSet;
import org.apache.iceberg.util.StructLikeSet;

/**
 * Writes an export's rows into data files that no snapshot names yet. In memory are one row and, for each bucket, a block of
 * the file that is being written; afterwards the keys of one bucket.
 */
final class Staging implements Closeable {

    private static final long BYTES_OF_A_FILE = 256L << 20;

    private final Table table;
    private final Rows rows;
    private final TouchedKeys touched;
    private final PartitionKey partition;
    private final InternalRecordWrapper row;
    private final GenericFileWriterFactory writers;
    private final OutputFileFactory names;
    private final FanoutDataWriter<Record> data;
    private final DataFileSet replaced = DataFileSet.create();
    private final DeleteFileSet replacedDeletes = DeleteFileSet.create();
    private final List<DeleteFile> deletes = new ArrayList<>();
    private int buckets;

    Staging(Table table, Columns columns) throws IOException {
        this.table = table;
        this.rows = new Rows(columns, table.schema());
        this.partition = new PartitionKey(table.spec(), table.schema());
        this.row = new InternalRecordWrapper(table.schema().asStruct());
        int[] keyIds = rows.keySchema().columns().stream()
                .mapToInt(field -> field.fieldId())
                .toArray();
        this.writers = new GenericFileWriterFactory.Builder(table)
                .dataFileFormat(FileFormat.AVRO)
                .deleteFileFormat(FileFormat.AVRO)
                .equalityFieldIds(keyIds)
                .equalityDeleteRowSchema(rows.keySchema())
                .build();
        this.names = OutputFileFactory.builderFor(table, 1, 1)
                .operationId(UUID.randomUUID().toString())
                .format(FileFormat.AVRO)
                .build();
        this.data = new FanoutDataWriter<>(writers, names, table.io(), BYTES_OF_A_FILE);
        this.touched = new TouchedKeys(rows.keySchema());
    }

    /** Takes in a data file of an export, from its first record to its checksum. */
    void read(DataReader reader, DataFile file) throws IOException, UnsoundExportException, RefusedExportException {
        try (Changes changes = reader.open(file)) {
            for (Optional<Change> change = changes.next(); change.isPresent(); change = changes.next()) {
                try {
                    take(change.get());
                } catch (UnfitValueException e) {
                    throw new RefusedExportException(
                            UNFIT_VALUE,
                            file.object().uri() + " line " + change.get().line(),
                            e.trouble(),
                            "declare another column for it, and begin a new table with a reset of the job");
                }
            }
        }
    }

    private void take(Change change) throws IOException, UnfitValueException {
        if (change instanceof Change.Put put) {
            Map<String, TypedValue> item = put.newImage();
            Record made = rows.row(item);
            partition.partition(row.wrap(made));
            data.write(made, table.spec(), partition);
            touched.add(partition.get(0, Integer.class), rows.key(item));
        } else if (change instanceof Change.Delete delete) {
            Record key = rows.key(delete.keys());
            partition.partition(row.wrap(key)); // the keys are the first columns
            touched.add(partition.get(0, Integer.class), key);
        }
    }

    /** Nothing was there before: all that remains is to see that no item came twice. */
    Staged complete(String place) throws IOException, RefusedExportException {
        for (int bucket : touched.buckets()) {
            touched.set(bucket, place);
            buckets++;
        }
        return staged();
    }

    /** Writes the other rows of the touched buckets once more, and names the files that had them. */
    Staged copyOnWrite(BucketFiles before, String place) throws IOException, RefusedExportException {
        InternalRecordWrapper key = new InternalRecordWrapper(rows.keySchema().asStruct());
        for (int bucket : touched.buckets()) {
            StructLikeSet gone = touched.set(bucket, place);
            for (FileScanTask file : before.in(bucket)) {
                try (CloseableIterable<Record> kept = before.rows(file)) {
                    for (Record old : kept) {
                        if (!gone.contains(key.wrap(old))) {
                            partition.partition(row.wrap(old));
                            data.write(old, table.spec(), partition);
                        }
                    }
                }
                replaced.add(file.file());
                replacedDeletes.addAll(file.deletes());
            }
            buckets++;
        }
        return staged();
    }

    /** Writes the keys whose older rows count no more. */
    Staged equalityDeletes(BucketFiles before, String place) throws IOException, RefusedExportException {
        for (int bucket : touched.buckets()) {
            touched.set(bucket, place);
            if (!before.in(bucket).isEmpty()) {
                deletes.add(deleteFile(bucket, before.in(bucket).get(0)));
            }
            buckets++;
        }
        return staged();
    }

    private DeleteFile deleteFile(int bucket, FileScanTask sibling) throws IOException {
        EqualityDeleteWriter<Record> writer = writers.newEqualityDeleteWriter(
                names.newOutputFile(table.spec(), sibling.partition()), table.spec(), sibling.partition());
        try (writer;
                CloseableIterable<Record> keys = touched.keys(bucket)) {
            keys.forEach(writer::write);
        }
        return writer.toDeleteFile();
    }

    private Staged staged() throws IOException {
        data.close();
        return new Staged(data.result().dataFiles(), deletes, replaced, replacedDeletes, buckets);
    }

    /** Removes what was written; for an export of which it is certain that it was not committed. */
    void discard() throws IOException {
        data.close();
        data.result().dataFiles().forEach(this::delete);
        deletes.forEach(this::delete);
    }

    private void delete(ContentFile<?> file) {
        table.io().deleteFile(file.location());
    }

    @Override
    public void close() throws IOException {
        try (touched) {
            data.close();
        }
    }
}
