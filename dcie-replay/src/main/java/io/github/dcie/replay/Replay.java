package io.github.dcie.replay;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.ReadLimits;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.internal.Copy;
import io.github.dcie.replay.internal.CursorTable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * Keeps a copy of a table by the table's exports: a full export makes a new table, {@code <name>-<generation>}, its windows
 * keep that up to date. Each export is verified whole, checksums, counts and every record, before the first of it is written.
 *
 * <pre>{@code
 * Replay replay = Replay.builder(dynamoDb, S3ExportFiles.of(s3), likeTheTable).build();
 * replay.apply(event);
 * }</pre>
 *
 * <p>It may be told of an export any number of times. It applies the exports of a generation in the order of their sequence
 * and refuses one that comes too early. It may be stopped at any instruction: its cursors move with what it writes, and a new
 * object goes on where they stand. With {@link Writing#TRANSACTIONS}, the default, any number of processes may work on the
 * same copy; whoever is overtaken is refused, also hours later, and has written nothing that it should not.
 *
 * <p>A copy can be read at any time; while a window is being applied, some of its items are newer than others. A full export
 * shows itself in {@link #position()} when it is complete.
 *
 * <p>It needs {@code GetItem}, {@code PutItem}, {@code DeleteItem}, {@code BatchWriteItem}, {@code Scan}, {@code CreateTable} and
 * {@code DescribeTable} of DynamoDB on the copies and the table of cursors. Immutable, and thread-safe as its client and its
 * files are. It starts no thread.
 */
public final class Replay {

    private final Copy copy;

    private Replay(Copy copy) {
        this.copy = copy;
    }

    /**
     * A builder.
     *
     * @param dynamoDb writes the copy and the cursors, which must be in one Region and account; never closed
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
        return CursorTable.definition(table);
    }

    /**
     * Applies an export, or what is left of it. When it returns, the event can be acknowledged; when it throws, the event is
     * to be delivered again, or a person is needed.
     *
     * @param event which export
     * @return what became of it
     * @throws ReplayException if the export comes too early, cannot be written as it is, or another process is at it
     * @throws UnsoundExportException if its files are not sound; nothing of it was written by this call
     * @throws IOException if a file could not be read for now
     * @throws InterruptedException if the thread was interrupted while it waited
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached, or was too busy for long
     */
    public ApplyResult apply(ExportCommitted event)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        return copy.apply(event);
    }

    /**
     * Applies the exports of a chain up to a time: so a new copy becomes the table as of any committed watermark.
     *
     * @param chain the chain's events from its full export on, in their order, as they were announced
     * @param watermark the watermark of one of them
     * @return where the copy stands, at this watermark
     * @throws ReplayException if no event has this watermark, if the copy is past it, and as {@link #apply}
     * @throws UnsoundExportException as {@link #apply}
     * @throws IOException as {@link #apply}
     * @throws InterruptedException as {@link #apply}
     */
    public Position restore(List<? extends ExportCommitted> chain, Instant watermark)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        requireWatermark(chain, watermark);
        for (ExportCommitted event : chain) {
            if (!event.watermark().isAfter(watermark)) {
                apply(event);
            }
        }
        return position()
                .filter(position -> position.watermark().equals(watermark))
                .orElseThrow(() -> new ReplayException(
                        copy.place(),
                        "the copy does not stand at " + watermark,
                        "restore into a copy with another name: what was applied is not taken back"));
    }

    private void requireWatermark(List<? extends ExportCommitted> chain, Instant watermark) throws ReplayException {
        List<Instant> all = chain.stream().map(ExportCommitted::watermark).toList();
        if (!all.contains(watermark)) {
            Optional<Instant> before = all.stream().filter(watermark::isAfter).max(Instant::compareTo);
            throw new ReplayException(
                    copy.place(),
                    "none of " + all.size() + " exports has the watermark " + watermark + ", the one before it is "
                            + before.map(Instant::toString).orElse("none"),
                    "choose the watermark of a committed export");
        }
    }

    /**
     * Reads an export as {@link #apply} would, and writes nothing.
     *
     * @param event which export, at any place of the chain
     * @return what it would write
     * @throws ReplayException if it cannot be written as it is
     * @throws UnsoundExportException if its files are not sound
     * @throws IOException if a file could not be read for now
     */
    public Estimate estimate(ExportCommitted event) throws ReplayException, UnsoundExportException, IOException {
        return copy.estimate(event);
    }

    /**
     * Where the copy stands.
     *
     * @return empty before the first full export is wholly in it
     * @throws ReplayException if the cursor is damaged
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached
     */
    public Optional<Position> position() throws ReplayException {
        return copy.position();
    }

    /**
     * Goes on with a copy that somebody else has made: {@code ImportTable} of a large full export, or the system whose
     * exports were taken over.
     *
     * @param position where that copy stands; the next event that is applied is the one with the next sequence
     * @throws ReplayException if there is a cursor already, or the table has other keys
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB could not be reached
     */
    public void adopt(Position position) throws ReplayException {
        copy.adopt(position);
    }

    /** Settings of a {@link Replay}. Not thread-safe. */
    public static final class Builder {

        private final DynamoDbClient dynamoDb;
        private final BucketObjects files;
        private final CreateTableRequest copy;
        private String cursorTable = "replay-cursors";
        private Writing writing = Writing.TRANSACTIONS;
        private Optional<Transformation> transformation = Optional.empty();
        private Copy.Foreign foreign = Copy.Foreign.UNNOTICED;
        private ReadLimits limits = ReadLimits.USUAL;
        private Progress.Listener progress = progress -> {};
        private OptionalDouble unitsPerSecond = OptionalDouble.empty();
        private InstantSource clock = InstantSource.system();
        private Pause pause = Pause.sleeping();
        private Executor executor = Runnable::run;
        private int parallel = 1;
        private int changesPerTransaction = Copy.MOST_CHANGES;

        private Builder(DynamoDbClient dynamoDb, BucketObjects files, CreateTableRequest copy) {
            this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
            this.files = Objects.requireNonNull(files, "files");
            this.copy = Objects.requireNonNull(copy, "copy");
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
         * How changes are written.
         *
         * @param value default {@link Writing#TRANSACTIONS}
         * @return this builder
         */
        public Builder writing(Writing value) {
            writing = value;
            return this;
        }

        /**
         * What of an item comes into the copy. Another transformation needs another copy.
         *
         * @param value default: all of it
         * @return this builder
         */
        public Builder transformation(Transformation value) {
            transformation = Optional.of(value);
            return this;
        }

        /**
         * Refuses to go on if an item is in the copy that should not be there, or is not there that should: somebody else
         * writes to it. It looks at each item that a window of the view NEW_AND_OLD_IMAGES or a full export writes, at no
         * further call; not with {@link Writing#BATCHES}, with a transformation, and for the first window after
         * {@link #adopt}.
         *
         * @return this builder
         */
        public Builder refuseForeignWrites() {
            foreign = Copy.Foreign.REFUSED;
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
         * Who is told how far an export is.
         *
         * @param value default: nobody
         * @return this builder
         */
        public Builder progress(Progress.Listener value) {
            progress = value;
            return this;
        }

        /**
         * How many write units a second are used at most, on average.
         *
         * @param units more than 0; default: no limit
         * @return this builder
         * @throws IllegalArgumentException if it is not more than 0
         */
        public Builder writeUnitsPerSecond(double units) {
            if (!(units > 0)) {
                throw new IllegalArgumentException(units + " write units a second: expected more than 0; leave it out");
            }
            unitsPerSecond = OptionalDouble.of(units);
            return this;
        }

        /**
         * Writes so many files of an export at a time. A process that goes on with an export does as the one that began it.
         *
         * @param files 1, the default, to 16
         * @param value runs all but one of them, at the same time; must not wait for the thread that calls {@link #apply}
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder parallel(int files, Executor value) {
            if (files < 1 || files > Copy.MOST_LANES) {
                throw new IllegalArgumentException(
                        files + " files at a time: expected 1 to " + Copy.MOST_LANES + "; leave it out");
            }
            parallel = files;
            executor = value;
            return this;
        }

        /**
         * The clock by which the rate and the expected end are reckoned.
         *
         * @param value default: the system's
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * How to wait: for the rate, and before a write that DynamoDB was too busy for is repeated, 100 ms and then twice as
         * long each time, eight tries.
         *
         * @param value default {@link Pause#sleeping()}
         * @return this builder
         */
        public Builder pause(Pause value) {
            pause = value;
            return this;
        }

        /**
         * How many changes are in a transaction.
         *
         * @param changes 1 to 99, the default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder changesPerTransaction(int changes) {
            if (changes < 1 || changes > Copy.MOST_CHANGES) {
                throw new IllegalArgumentException(changes + " changes per transaction: expected 1 to "
                        + Copy.MOST_CHANGES + ", as a transaction has at most 100 actions; leave it out");
            }
            changesPerTransaction = changes;
            return this;
        }

        /**
         * Makes the consumer. Nothing is called yet.
         *
         * @return the consumer
         */
        public Replay build() {
            return new Replay(new Copy(
                    dynamoDb,
                    files,
                    limits,
                    copy,
                    cursorTable,
                    new Copy.Settings(
                            writing,
                            transformation,
                            foreign,
                            progress,
                            unitsPerSecond,
                            clock,
                            pause,
                            executor,
                            parallel,
                            changesPerTransaction)));
        }
    }
}
