package io.github.dcie.examples.iceberg;

import org.apache.iceberg.catalog.TableIdentifier;

/**
 * The rows as one export has left them. They can be read until the snapshot expires.
 *
 * @param table the table of the export's generation
 * @param snapshotId the snapshot that the export has become
 * @param position the export
 */
public record Version(TableIdentifier table, long snapshotId, Position position) {}
