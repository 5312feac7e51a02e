package io.github.dcie.reader;

import java.util.List;

/**
 * The manifests of one export, read and verified. Immutable.
 *
 * @param summary what the export is
 * @param files its data files in the manifest's order, which never changes. A file may have no items
 */
public record Manifest(ManifestSummary summary, List<DataFile> files) {

    /**
     * Copies the list.
     *
     * @param summary what the export is
     * @param files its data files
     */
    public Manifest {
        files = List.copyOf(files);
    }
}
