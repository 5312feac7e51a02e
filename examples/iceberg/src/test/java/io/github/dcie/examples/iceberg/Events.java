package io.github.dcie.examples.iceberg;

import io.github.dcie.CompletedExport;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.JobId;
import io.github.dcie.TableIdentity;
import java.util.Optional;

/** Events that tell something else. */
final class Events {

    private Events() {}

    static WindowCommitted withJob(WindowCommitted event, JobId job) {
        return with(event, job, event.table(), event.export(), event.previous());
    }

    static ExportCommitted withJob(ExportCommitted event, JobId job) {
        return event instanceof FullExportCommitted full
                ? new FullExportCommitted(
                        full.id(),
                        job,
                        full.table(),
                        full.generation(),
                        full.at(),
                        full.windowsBehind(),
                        full.exportTime(),
                        full.export())
                : withJob((WindowCommitted) event, job);
    }

    static WindowCommitted withTable(WindowCommitted event, TableIdentity table) {
        return with(event, event.job(), table, event.export(), event.previous());
    }

    static WindowCommitted withExport(WindowCommitted event, CompletedExport export) {
        return with(event, event.job(), event.table(), export, event.previous());
    }

    static WindowCommitted withPrevious(WindowCommitted event, ExportArn previous) {
        return with(event, event.job(), event.table(), event.export(), Optional.of(previous));
    }

    private static WindowCommitted with(
            WindowCommitted event,
            JobId job,
            TableIdentity table,
            CompletedExport export,
            Optional<ExportArn> previous) {
        return new WindowCommitted(
                event.id(),
                job,
                table,
                event.generation(),
                event.at(),
                event.windowsBehind(),
                event.sequence(),
                event.window(),
                event.view(),
                export,
                previous);
    }
}
