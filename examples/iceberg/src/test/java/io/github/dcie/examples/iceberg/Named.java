package io.github.dcie.examples.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** What the snapshots of a table name. */
final class Named {

    private Named() {}

    /** Files with rows or keys. */
    static List<String> dataFiles(Table table) throws Exception {
        List<String> files = new ArrayList<>();
        for (Snapshot snapshot : table.snapshots()) {
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
                for (FileScanTask task : tasks) {
                    files.add(task.file().location());
                    task.deletes().stream().map(DeleteFile::location).forEach(files::add);
                }
            }
        }
        return files;
    }
}
