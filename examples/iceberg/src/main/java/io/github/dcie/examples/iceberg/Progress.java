package io.github.dcie.examples.iceberg;

import io.github.dcie.ExportEvent.ExportCommitted;

/** Is told of each export that has become a snapshot. */
@FunctionalInterface
public interface Progress {

    /**
     * An export was committed.
     *
     * @param export the export
     * @param buckets how many buckets it touched
     * @param bytes how much was written into files with rows and keys
     */
    void committed(ExportCommitted export, int buckets, long bytes);
}
