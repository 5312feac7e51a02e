package io.github.dcie.examples.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;

/** The files of a snapshot by bucket, each with the deletes that apply to it. */
final class BucketFiles {

    private final Table table;
    private final Map<Integer, List<FileScanTask>> files = new HashMap<>();

    private BucketFiles(Table table) {
        this.table = table;
    }

    static BucketFiles of(Table table, long snapshotId) throws IOException, RefusedExportException {
        BucketFiles all = new BucketFiles(table);
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshotId).planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.spec().specId() != table.spec().specId()) {
                    throw new RefusedExportException(
                            RefusedExportException.Reason.OTHER_COLUMNS,
                            table.name(),
                            "found data files of an older partitioning, expected that of the table in all of them",
                            "rewrite all data files with the present partitioning");
                }
                all.files
                        .computeIfAbsent(task.partition().get(0, Integer.class), bucket -> new ArrayList<>())
                        .add(task);
            }
        }
        return all;
    }

    List<FileScanTask> in(int bucket) {
        return files.getOrDefault(bucket, List.of());
    }

    /** The rows of a file that no delete applies to. */
    CloseableIterable<Record> rows(FileScanTask file) {
        GenericDeleteFilter deletes = new GenericDeleteFilter(table.io(), file, table.schema(), table.schema());
        ReadBuilder<Record, Schema> read = FormatModelRegistry.readBuilder(
                file.file().format(), Record.class, table.io().newInputFile(file.file()));
        CloseableIterable<Record> rows =
                deletes.filter(read.project(deletes.requiredSchema()).build());
        return deletes.requiredSchema().sameSchema(table.schema())
                ? rows
                : CloseableIterable.transform(rows, this::withoutMore);
    }

    /** Deletes by position need columns that a row of the table has not. */
    private Record withoutMore(Record more) {
        GenericRecord row = GenericRecord.create(table.schema());
        table.schema().columns().forEach(field -> row.setField(field.name(), more.getField(field.name())));
        return row;
    }
}
