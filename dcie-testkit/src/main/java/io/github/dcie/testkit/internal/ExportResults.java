package io.github.dcie.testkit.internal;

import io.github.dcie.ExportWindow;
import java.util.List;
import java.util.Optional;

/** What exports come to: their counts, their bills and, if asked for, their files. */
final class ExportResults {

    /** The least that an incremental export is billed for. */
    private static final long LEAST_BILLED = 10_000_000;
    /** Small full exports were seen to be billed for nothing. */
    private static final long UNBILLED = 1_000_000;

    private final Optional<ExportFiles> files;

    ExportResults(Optional<ExportFiles> files) {
        this.files = files;
    }

    boolean writesFiles() {
        return files.isPresent();
    }

    void begin(Export export) {
        files.ifPresent(to -> to.begin(export));
    }

    Export.Result of(Export export) {
        return export.window().map(window -> incremental(export, window)).orElseGet(() -> full(export));
    }

    private Export.Result full(Export export) {
        long billed = export.tableBytes() < UNBILLED ? 0 : export.tableBytes();
        if (files.isEmpty()) {
            return new Export.Result(export.data().count(export.exportTime()).orElse(export.tableItems()), billed);
        }
        var items = export.data().asOf(export.exportTime());
        Export.Result result = new Export.Result(items.size(), billed);
        files.get().writeFull(export, items, result);
        return result;
    }

    private Export.Result incremental(Export export, ExportWindow window) {
        List<ItemChange> changes = export.data().changes(window.from(), window.to());
        Export.Result result = new Export.Result(changes.size(), LEAST_BILLED);
        files.ifPresent(to -> to.writeIncremental(export, window, changes, result));
        return result;
    }
}
