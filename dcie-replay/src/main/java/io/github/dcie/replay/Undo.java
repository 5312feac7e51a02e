package io.github.dcie.replay;

import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.ReadLimits;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.internal.CursorTable;
import io.github.dcie.replay.internal.Patience;
import io.github.dcie.replay.internal.undo.Range;
import io.github.dcie.replay.internal.undo.TakingBack;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Takes back what happened to a table within a range of windows: the exported table itself, or a copy that stands at the end
 * of the range. An item that the windows have changed becomes again what it was before the first of them, but only if it
 * still is what the last of them has left. Whatever was written since is a {@link Conflict}: it is told and kept.
 *
 * <pre>{@code
 * Undo undo = Undo.builder(dynamoDb, S3ExportFiles.of(s3), "orders").build();
 * UndoReport preview = undo.preview(windows, conflict -> System.out.println(conflict));
 * undo.run(windows, conflict -> System.out.println(conflict));
 * }</pre>
 *
 * <p>The windows must have the view NEW_AND_OLD_IMAGES and follow one another. Each item is touched once, whatever the number
 * of windows that changed it, and its write is conditional on what was found, together with a cursor in one transaction: so a
 * run that was killed goes on where it stopped, and two of them do not harm each other. Attributes that somebody adds to an
 * item in the milliseconds between look and write survive, too; but an item that is deleted, because the windows have created
 * it, is deleted although an attribute that it did not have was added in that moment. Let writers rest if that matters.
 *
 * <p>A copy that a {@link Replay} follows does not stand anywhere afterwards: let it follow no more.
 *
 * <p>It needs {@code BatchGetItem}, {@code GetItem}, {@code PutItem}, {@code UpdateItem} and {@code DeleteItem} on the table,
 * {@code GetItem} and {@code PutItem} on that of the cursors. Immutable, and thread-safe as its client and its files are.
 */
public final class Undo {

    private final DynamoDbClient dynamoDb;
    private final BucketObjects files;
    private final String table;
    private final String cursorTable;
    private final ReadLimits limits;
    private final Pause pause;
    private final int itemsInMemory;

    private Undo(Builder from) {
        dynamoDb = from.dynamoDb;
        files = from.files;
        table = from.table;
        cursorTable = from.cursorTable;
        limits = from.limits;
        pause = from.pause;
        itemsInMemory = from.itemsInMemory;
    }

    /**
     * A builder.
     *
     * @param dynamoDb reaches the table and the cursors, which must be in one Region and account; never closed
     * @param files where the exports are
     * @param table the name of the table
     * @return with default settings
     */
    public static Builder builder(DynamoDbClient dynamoDb, BucketObjects files, String table) {
        return new Builder(dynamoDb, files, table);
    }

    /**
     * Says what a run would do, and writes nothing.
     *
     * @param windows the events of the windows, in their order
     * @param conflicts is told each conflict
     * @return what a run would come to, if nobody writes until then
     * @throws ReplayException if the windows do not follow one another, or do not show old images
     * @throws UnsoundExportException if a file is not sound
     * @throws IOException if a file could not be read for now
     * @throws InterruptedException if the thread was interrupted while it waited
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached
     */
    public UndoReport preview(List<WindowCommitted> windows, Consumer<Conflict> conflicts)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        return takingBack(windows, conflicts).preview();
    }

    /**
     * Takes the windows back, or what is left of them. All files are verified before the first write.
     *
     * @param windows the events of the windows, in their order; always the same ones until it has returned
     * @param conflicts is told each conflict before anything behind it is written; again, if the run is killed there
     * @return what this call did; nothing, if the windows were taken back before
     * @throws ReplayException as {@link #preview}, and if another process is at it
     * @throws UnsoundExportException as {@link #preview}
     * @throws IOException as {@link #preview}
     * @throws InterruptedException as {@link #preview}
     */
    public UndoReport run(List<WindowCommitted> windows, Consumer<Conflict> conflicts)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        return takingBack(windows, conflicts).run();
    }

    private TakingBack takingBack(List<WindowCommitted> windows, Consumer<Conflict> conflicts) throws ReplayException {
        Range range = Range.of(windows, files, limits, itemsInMemory);
        CursorTable cursors = new CursorTable(dynamoDb, cursorTable, "undo/" + table + "/" + range.name());
        return new TakingBack(dynamoDb, table, range, cursors, new Patience(pause), conflicts);
    }

    /** Settings of an {@link Undo}. Not thread-safe. */
    public static final class Builder {

        private final DynamoDbClient dynamoDb;
        private final BucketObjects files;
        private final String table;
        private String cursorTable = "replay-cursors";
        private ReadLimits limits = ReadLimits.USUAL;
        private Pause pause = Pause.sleeping();
        private int itemsInMemory = 100_000;

        private Builder(DynamoDbClient dynamoDb, BucketObjects files, String table) {
            this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
            this.files = Objects.requireNonNull(files, "files");
            this.table = Objects.requireNonNull(table, "table");
        }

        /**
         * The table with the cursors, as {@link Replay#cursorTable} defines it.
         *
         * @param name its name; default {@code replay-cursors}
         * @return this builder
         */
        public Builder cursorTable(String name) {
            cursorTable = name;
            return this;
        }

        /**
         * How much a data file may be.
         *
         * @param value default {@link ReadLimits#USUAL}
         * @return this builder
         */
        public Builder limits(ReadLimits value) {
            limits = value;
            return this;
        }

        /**
         * How to wait before what DynamoDB was too busy for is repeated.
         *
         * @param value default {@link Pause#sleeping()}
         * @return this builder
         */
        public Builder pause(Pause value) {
            pause = value;
            return this;
        }

        /**
         * How many changed items are held in memory at a time, each with its two images. The files are read once for each
         * time.
         *
         * @param items 1 or more; default 100,000. The same until a run has returned
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder itemsInMemory(int items) {
            if (items < 1) {
                throw new IllegalArgumentException(items + " items in memory: expected 1 or more");
            }
            itemsInMemory = items;
            return this;
        }

        /**
         * Makes it. Nothing is called yet.
         *
         * @return what takes windows back
         */
        public Undo build() {
            return new Undo(this);
        }
    }
}
