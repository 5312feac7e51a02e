package io.github.dcie.replay;

import io.github.dcie.CompletedExport;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportWindow;

/** Events that tell something else. */
final class Events {

    private Events() {}

    static WindowCommitted withWindow(WindowCommitted event, ExportWindow window) {
        return with(event, window, event.export());
    }

    static WindowCommitted withCount(WindowCommitted event, long itemCount) {
        CompletedExport export = event.export();
        return with(event, event.window(), export(export, export.arn(), export.format(), itemCount));
    }

    static WindowCommitted withFormat(WindowCommitted event, ExportFormat format) {
        CompletedExport export = event.export();
        return with(event, event.window(), export(export, export.arn(), format, export.itemCount()));
    }

    static WindowCommitted withArn(WindowCommitted event, ExportArn arn) {
        CompletedExport export = event.export();
        return with(event, event.window(), export(export, arn, export.format(), export.itemCount()));
    }

    private static WindowCommitted with(WindowCommitted event, ExportWindow window, CompletedExport export) {
        return new WindowCommitted(
                event.id(),
                event.job(),
                event.table(),
                event.generation(),
                event.at(),
                event.windowsBehind(),
                event.sequence(),
                window,
                event.view(),
                export,
                event.previous());
    }

    private static CompletedExport export(CompletedExport export, ExportArn arn, ExportFormat format, long itemCount) {
        return new CompletedExport(
                arn,
                export.manifest(),
                export.prefix(),
                format,
                itemCount,
                export.billedBytes(),
                export.startedAt(),
                export.completedAt());
    }
}
