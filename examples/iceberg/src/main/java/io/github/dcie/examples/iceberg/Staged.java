package io.github.dcie.examples.iceberg;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.util.DataFileSet;
import org.apache.iceberg.util.DeleteFileSet;

/**
 * What an export is to change.
 *
 * @param data files with rows
 * @param deletes files with keys
 * @param replaced data files that are no longer part of the table
 * @param replacedDeletes files with keys that are no longer part of it
 * @param buckets how many buckets the export touches
 */
record Staged(
        List<DataFile> data,
        List<DeleteFile> deletes,
        DataFileSet replaced,
        DeleteFileSet replacedDeletes,
        int buckets) {

    long bytes() {
        return data.stream().mapToLong(DataFile::fileSizeInBytes).sum()
                + deletes.stream().mapToLong(DeleteFile::fileSizeInBytes).sum();
    }
}
