package io.github.dcie.examples.replay;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One export on its way into a copy, from the line on at which the cursor stands. */
final class Playback {

    private final ExportCommitted event;
    private final DataFileReader files;
    private final Transactions transactions;
    private final Progress progress;
    private final int linesPerTransaction;

    private Cursor cursor;
    private Begun begun;
    private final List<Change> waiting = new ArrayList<>();
    private long bytes;
    private long seen;

    Playback(
            ExportCommitted event,
            Cursor cursor,
            Begun begun,
            DataFileReader files,
            Transactions transactions,
            Progress progress,
            int linesPerTransaction) {
        this.event = event;
        this.cursor = cursor;
        this.begun = begun;
        this.files = files;
        this.transactions = transactions;
        this.progress = progress;
        this.linesPerTransaction = linesPerTransaction;
    }

    /** Applies all that is left; the last transaction marks the export as applied. */
    void run(Manifest manifest) throws IOException, ReplayException, InterruptedException {
        for (DataFile file : manifest.files()) {
            if (seen + file.itemCount() <= begun.lines()) {
                seen += file.itemCount();
            } else {
                files.read(file, event.exportType(), this::take);
            }
        }
        write(cursor.at(new Position(event.generation(), event.sequence(), event.watermark(), begun.table())));
    }

    private void take(Change change) throws ReplayException, InterruptedException {
        seen++;
        if (seen <= begun.lines()) {
            return;
        }
        // only when there is one more, so that the last lines and the mark are one transaction
        if (waiting.size() == linesPerTransaction || bytes + change.bytes() > Transactions.MOST_BYTES) {
            Begun further = begun.with(waiting.size());
            write(cursor.applying(further));
            begun = further;
        }
        waiting.add(change);
        bytes += change.bytes();
    }

    private void write(Cursor next) throws ReplayException, InterruptedException {
        transactions.write(next, begun.table(), waiting);
        cursor = next;
        progress.applied(event, begun.lines() + waiting.size());
        waiting.clear();
        bytes = 0;
    }
}
