package io.github.dcie.replay.internal;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.Changes;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.ReplayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Every n-th file of an export on its way into a copy, from where the lane's cursor stands. Used once, by one thread. */
final class Lane implements Callable<Optional<Void>> {

    private final Export export;
    private final int number;
    private final AtomicBoolean stopped;
    private final List<Action> waiting = new ArrayList<>();

    private LaneCursor cursor = LaneCursor.NONE;
    private long bytes;
    private long records;

    /** What all lanes of an export share. */
    record Export(
            ExportCommitted event,
            List<DataFile> files,
            Begun begun,
            DataReader data,
            Actions actions,
            CursorTable cursors,
            Writer writer,
            Meter meter) {}

    Lane(Export export, int number, AtomicBoolean stopped) {
        this.export = export;
        this.number = number;
        this.stopped = stopped;
    }

    @Override
    public Optional<Void> call() throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        cursor = export.cursors().readLane(number);
        boolean isBegun = cursor.isAbout(export.event());
        if (!isBegun && !cursor.isBehind(export.event())) {
            throw export.cursors().overtaken();
        }
        int last = number;
        int first = isBegun ? cursor.file() : number;
        long skip = isBegun ? cursor.records() : 0;
        for (int file = number;
                file < export.files().size();
                file += export.begun().lanes()) {
            long done = file < first ? export.files().get(file).itemCount() : file == first ? skip : 0;
            export.meter().skipped(done);
            if (done < export.files().get(file).itemCount()) {
                read(file, done);
                last = file;
            }
        }
        if (records > 0) {
            write(last, export.files().get(last).itemCount());
        }
        return Optional.empty();
    }

    private void read(int number, long done)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        DataFile file = export.files().get(number);
        try (Changes changes = export.data().open(file)) {
            for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
                if (next.get().line() > done) {
                    take(file, number, next.get());
                }
            }
        }
    }

    private void take(DataFile file, int number, Change change) throws ReplayException, InterruptedException {
        if (waiting.size() == export.writer().most()
                || (!waiting.isEmpty()
                        && bytes + change.bytes() > export.writer().mostBytes())) {
            write(number, change.line() - 1);
        }
        records++;
        Optional<Action> action = export.actions().of(file, change);
        if (action.isPresent()) {
            waiting.add(action.get());
            bytes += change.bytes();
        }
    }

    private void write(int file, long upTo) throws ReplayException, InterruptedException {
        if (stopped.get()) {
            throw new InterruptedException("another lane has failed");
        }
        LaneCursor next = cursor.at(export.event(), file, upTo);
        export.writer().write(export.begun().table(), waiting, number, next);
        cursor = next;
        export.meter().written(records);
        waiting.clear();
        bytes = 0;
        records = 0;
    }
}
