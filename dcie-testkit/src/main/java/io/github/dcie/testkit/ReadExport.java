package io.github.dcie.testkit;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An export as its files show it.
 *
 * @param manifestKey the key of its {@code manifest-summary.json}
 * @param arn its ARN
 * @param window what it covers; empty for a full export
 * @param exportTime a full export's time, an incremental export's end
 * @param view what it shows of a changed item; empty for a full export
 * @param dataFiles the keys of its data files, in the order of the manifest
 * @param records the lines of all its data files
 */
public record ReadExport(
        String manifestKey,
        ExportArn arn,
        Optional<ExportWindow> window,
        Instant exportTime,
        Optional<ExportView> view,
        List<String> dataFiles,
        List<ReadRecord> records) {

    /**
     * Copies the lists.
     *
     * @param manifestKey the key of its {@code manifest-summary.json}
     * @param arn its ARN
     * @param window what it covers; empty for a full export
     * @param exportTime a full export's time, an incremental export's end
     * @param view what it shows of a changed item; empty for a full export
     * @param dataFiles the keys of its data files, in the order of the manifest, copied
     * @param records the lines of all its data files, copied
     */
    public ReadExport {
        dataFiles = List.copyOf(dataFiles);
        records = List.copyOf(records);
    }
}
