package io.github.dcie.examples.replay;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.Manifest;
import io.github.dcie.reader.ManifestReader;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * Keeps a copy of a table by the table's exports: a full export makes a new table, {@code <name>-<generation>}, its windows
 * keep that up to date. Each export is checked whole, checksums, counts and every line, before the first line of it is
 * written.
 *
 * <p>It may be told of an export any number of times. It applies the exports of a generation in the order of their sequence
 * and refuses one that comes too early. It may be stopped at any instruction: its cursor moves in the transactions that
 * write the lines, and a new object goes on at the next line. Any number of them may work on the same copy; whoever is
 * overtaken is refused, also hours later, and has written nothing that it should not.
 *
 * <p>A copy can be read at any time; while a window is being applied, some of its items are newer than others. A full export
 * shows itself in {@link #position()} when it is complete.
 *
 * <p>Immutable, and thread-safe as its client and its files are.
 */
public final class Replay {

    private static final String IN_ORDER = "deliver the exports before it first; if a message is lost, follow"
            + " previousExportArn back with DescribeExport, or reset the job with a full export";

    private final ManifestReader manifests;
    private final DataFileReader dataFiles;
    private final Cursors cursors;
    private final CopyTables copies;
    private final Transactions transactions;
    private final Progress progress;
    private final int linesPerTransaction;

    private Replay(Builder from) {
        manifests = ManifestReader.of(from.files);
        dataFiles = new DataFileReader(new Bucket(from.files));
        cursors = new Cursors(from.dynamoDb, from.cursorTable, from.copy.tableName());
        copies = new CopyTables(from.dynamoDb, from.copy);
        transactions = new Transactions(from.dynamoDb, cursors, from.pause);
        progress = from.progress;
        linesPerTransaction = from.linesPerTransaction;
    }

    /** What became of an event. */
    public enum Result {
        /** The export is in the copy now, and the cursor says so. */
        APPLIED,
        /** It was in the copy before, or its generation is not followed any more. */
        NOTHING_NEW
    }

    /**
     * A builder.
     *
     * @param dynamoDb writes the copy and the cursor, which must be in one Region and account; never closed
     * @param files where the exports are
     * @param copy what a copy's table must be, with the keys of the exported table; its name is the beginning of the
     *     tables' names, and the cursor's key
     * @return with default settings
     */
    public static Builder builder(DynamoDbClient dynamoDb, BucketObjects files, CreateTableRequest copy) {
        return new Builder(dynamoDb, files, copy);
    }

    /**
     * What the table for cursors must be. It is never created implicitly.
     *
     * @param table its name
     * @return the request, not sent
     */
    public static CreateTableRequest cursorTable(String table) {
        return Cursors.definition(table);
    }

    /**
     * Applies an export, or what is left of it. When it returns, the event can be acknowledged; when it throws, the event is
     * to be delivered again, or a person is needed.
     *
     * @param event which export
     * @return what became of it
     * @throws ReplayException if the export comes too early, is not sound, cannot be written as it is, or another consumer
     *     is at it; nothing of it is marked done that is not in the copy
     * @throws IOException if a file could not be read for now
     * @throws InterruptedException if the thread was interrupted between two tries
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached, or was too busy for long
     */
    public Result apply(ExportCommitted event) throws ReplayException, IOException, InterruptedException {
        Cursor cursor = cursors.read();
        if (cursor.isPast(event)) {
            return Result.NOTHING_NEW;
        }
        requireNext(cursor.applied(), event);
        Manifest manifest = manifest(event);
        for (DataFile file : manifest.files()) {
            dataFiles.check(file, event.exportType());
        }
        Optional<Begun> begun = cursor.begunOf(event);
        Begun from = begun.isPresent() ? begun.get() : Begun.of(event, table(cursor, event));
        new Playback(event, cursor, from, dataFiles, transactions, progress, linesPerTransaction).run(manifest);
        return Result.APPLIED;
    }

    private Manifest manifest(ExportCommitted event) throws ReplayException, IOException {
        if (event.export().format() != ExportFormat.DYNAMODB_JSON) {
            throw new ReplayException(
                    Place.of(event.export().manifest()),
                    "the data is in " + event.export().format() + ", expected DYNAMODB_JSON",
                    "export the table in DYNAMODB_JSON: set the job's format and reset it");
        }
        try {
            return manifests.read(event);
        } catch (UnsoundExportException e) {
            throw new ReplayException(e);
        }
    }

    /**
     * Where the copy stands.
     *
     * @return empty before the first full export is wholly in it
     * @throws ReplayException if the cursor is damaged
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached
     */
    public Optional<Position> position() throws ReplayException {
        return cursors.read().applied();
    }

    /**
     * Goes on with a copy that somebody else has made: {@code ImportTable} of a large full export, or the system whose
     * exports were taken over.
     *
     * @param position where that copy stands; the next event that is applied is the one with the next sequence
     * @throws ReplayException if there is a cursor already
     * @throws InterruptedException if the thread was interrupted between two tries
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached
     */
    public void adopt(Position position) throws ReplayException, InterruptedException {
        Cursor cursor = cursors.read();
        if (cursor.revision() > 0) {
            throw new ReplayException(
                    cursors.place(),
                    "there is a cursor already: " + cursor + ", expected none",
                    "delete the item if the copy that it is about is not needed any more");
        }
        transactions.write(cursor.at(position), position.table(), List.of());
    }

    private static void requireNext(Optional<Position> applied, ExportCommitted event) throws ReplayException {
        if (event.exportType() == ExportType.FULL_EXPORT) {
            return;
        }
        Place place = Place.of("event " + event.id());
        String found = "generation " + event.generation() + " sequence " + event.sequence();
        Position last = applied.filter(position -> position.generation() == event.generation())
                .orElseThrow(() -> new ReplayException(
                        place,
                        "found " + found + ", expected the full export of generation " + event.generation()
                                + " first (a chain that was taken over has none: adopt its copy)",
                        IN_ORDER));
        if (event.sequence() != last.sequence() + 1) {
            throw new ReplayException(
                    place, "found " + found + ", expected sequence " + (last.sequence() + 1), IN_ORDER);
        }
        if (event instanceof WindowCommitted window && !window.window().from().equals(last.watermark())) {
            throw new ReplayException(
                    place,
                    "the window begins at " + window.window().from() + ", expected " + last.watermark()
                            + ", the copy's watermark",
                    IN_ORDER);
        }
    }

    private String table(Cursor cursor, ExportCommitted event) throws ReplayException {
        if (event.exportType() == ExportType.INCREMENTAL_EXPORT) {
            return cursor.applied().orElseThrow().table();
        }
        String table = copies.create(event.generation());
        if (copies.isEmpty(table)) {
            return table;
        }
        if (cursors.read().revision() != cursor.revision()) {
            throw cursors.overtaken();
        }
        throw new ReplayException(
                Place.of("table " + table),
                "it has items that no consumer of this copy has written, expected a new table",
                "delete it if nobody needs it, or give the copy another name");
    }

    /** Settings of a {@link Replay}. Not thread-safe. */
    public static final class Builder {

        private final DynamoDbClient dynamoDb;
        private final BucketObjects files;
        private final CreateTableRequest copy;
        private String cursorTable = "replay-cursors";
        private Progress progress = Progress.none();
        private Pause pause = Pause.doubling(Duration.ofMillis(100));
        private int linesPerTransaction = Transactions.MOST_LINES;

        private Builder(DynamoDbClient dynamoDb, BucketObjects files, CreateTableRequest copy) {
            this.dynamoDb = dynamoDb;
            this.files = files;
            this.copy = copy;
        }

        /**
         * The table with the cursors of all copies.
         *
         * @param table its name; default {@code replay-cursors}
         * @return this builder
         */
        public Builder cursorTable(String table) {
            cursorTable = table;
            return this;
        }

        /**
         * Who is told how far an export is.
         *
         * @param value default: nobody
         * @return this builder
         */
        public Builder progress(Progress value) {
            progress = value;
            return this;
        }

        /**
         * How long to wait before a write that DynamoDB was too busy for is repeated; it is tried eight times.
         *
         * @param value default: 100 ms, then twice as long each time
         * @return this builder
         */
        public Builder pause(Pause value) {
            pause = value;
            return this;
        }

        /**
         * How many lines are written at once.
         *
         * @param lines 1 to 99, the default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder linesPerTransaction(int lines) {
            if (lines < 1 || lines > Transactions.MOST_LINES) {
                throw new IllegalArgumentException(lines + " lines per transaction: expected 1 to "
                        + Transactions.MOST_LINES + ", as a transaction has at most 100 actions; leave it out");
            }
            linesPerTransaction = lines;
            return this;
        }

        /**
         * Makes the consumer. Nothing is called yet.
         *
         * @return the consumer
         */
        public Replay build() {
            return new Replay(this);
        }
    }
}
