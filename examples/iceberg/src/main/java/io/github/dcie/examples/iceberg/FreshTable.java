package io.github.dcie.examples.iceberg;

import static io.github.dcie.examples.iceberg.RefusedExportException.Reason.OTHER_CHAIN;
import static io.github.dcie.examples.iceberg.RefusedExportException.Reason.OTHER_COLUMNS;
import static io.github.dcie.examples.iceberg.RefusedExportException.Reason.OTHER_WRITER;
import static io.github.dcie.examples.iceberg.RefusedExportException.Reason.TOO_EARLY;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import io.github.dcie.examples.iceberg.History.Entry;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.ManifestReader;
import io.github.dcie.reader.UnsoundExportException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * An Iceberg table that is kept fresh by the exports of a DynamoDB table. Hand it the events of the chain, in any order and as
 * often as they come:
 *
 * <pre>{@code
 * FreshTable orders = FreshTable.of(catalog, catalog, TableIdentifier.of("shop", "orders"), columns, objects);
 * orders.apply(event);
 * }</pre>
 *
 * <p>Each generation has a table of its own, {@code <name>_<generation>}, and {@code <name>} is a view of the newest one that is
 * complete. An export becomes exactly one snapshot, whose summary has its {@link Position}: rows and cursor are one commit.
 * Before it, nothing can be seen; if it is interrupted, the same event begins again.
 *
 * <p>Several processes may apply the events of one chain: of two that apply the same export, one commits. What Iceberg and the
 * catalog throw when they cannot be reached is thrown on; trying again helps. Immutable, and thread-safe as the catalog is.
 */
public final class FreshTable {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final String AGAIN = "deliver the event once more";

    private final Catalog catalog;
    private final TableIdentifier name;
    private final Columns columns;
    private final ManifestReader manifests;
    private final DataReader data;
    private final CurrentView view;
    private final WriteMode mode;
    private final Progress progress;

    private FreshTable(
            Catalog catalog,
            TableIdentifier name,
            Columns columns,
            ManifestReader manifests,
            DataReader data,
            CurrentView view,
            WriteMode mode,
            Progress progress) {
        this.catalog = catalog;
        this.name = name;
        this.columns = columns;
        this.manifests = manifests;
        this.data = data;
        this.view = view;
        this.mode = mode;
        this.progress = progress;
    }

    /** What became of an event. */
    public enum Result {
        /** The export has become a snapshot. */
        APPLIED,
        /** It was applied before, or belongs to a chain that a newer one has replaced. */
        NOTHING_NEW,
        /** Another process has applied it in the meantime; what this one had written was removed. */
        OVERTAKEN
    }

    /**
     * A table that copies buckets on write.
     *
     * @param tables the catalog with the tables
     * @param views the catalog with the view of the current one: the same, if it has both as those of JDBC and REST have
     * @param name what the view of the current table is called: lower-case letters, digits and underscores
     * @param columns what a new table looks like; one that exists must look like this
     * @param objects the bucket that the exports are in
     * @return the table; nothing is created before the first event
     * @throws IllegalArgumentException if the name has other characters
     */
    public static FreshTable of(
            Catalog tables, ViewCatalog views, TableIdentifier name, Columns columns, BucketObjects objects) {
        if (!NAME.matcher(name.name()).matches()) {
            throw new IllegalArgumentException(
                    "name \"" + name.name() + "\": expected lower-case letters, digits and underscores");
        }
        AvroFormat.register();
        return new FreshTable(
                tables,
                name,
                columns,
                ManifestReader.of(objects),
                DataReader.of(objects),
                new CurrentView(views, name),
                WriteMode.COPY_ON_WRITE,
                (export, buckets, bytes) -> {});
    }

    /**
     * The same with another way to write windows.
     *
     * @param value the way
     * @return another one of the same table
     */
    public FreshTable writing(WriteMode value) {
        return new FreshTable(catalog, name, columns, manifests, data, view, value, progress);
    }

    /**
     * The same that tells what it commits.
     *
     * @param value is told
     * @return another one of the same table
     */
    public FreshTable telling(Progress value) {
        return new FreshTable(catalog, name, columns, manifests, data, view, mode, value);
    }

    /**
     * Applies an export if it is the next one.
     *
     * @param event says that the export and all before it are complete
     * @return what became of it; in all cases the table has this export now, or a newer one
     * @throws RefusedExportException if it is not the next one, or does not fit to what is there; nothing was committed
     * @throws UnsoundExportException if one of its files is not sound; nothing was committed
     * @throws IOException if a file cannot be read or written, or if it is not known whether the commit has taken place;
     *     apply it once more
     */
    public Result apply(ExportCommitted event) throws IOException, UnsoundExportException, RefusedExportException {
        Optional<CurrentView.Shown> shown = view.shown();
        if (shown.isPresent()) {
            requireSame(event, shown.get().job(), shown.get().table());
            if (shown.get().generation() > event.generation()) {
                return Result.NOTHING_NEW;
            }
        }
        TableIdentifier table = table(event.generation());
        Result result = catalog.tableExists(table) ? follow(event, table) : begin(event, table);
        // also behind a process that died between the two
        if (shown.isEmpty() || shown.get().generation() < event.generation()) {
            view.show(Position.of(event), table, catalog.loadTable(table).schema());
        }
        return result;
    }

    private TableIdentifier table(int generation) {
        return TableIdentifier.of(name.namespace(), name.name() + "_" + generation);
    }

    // ---- the full export

    private Result begin(ExportCommitted event, TableIdentifier id)
            throws IOException, UnsoundExportException, RefusedExportException {
        if (event.sequence() > 0) {
            throw refused(
                    TOO_EARLY,
                    event,
                    "expected the full export of generation " + event.generation() + " first",
                    "deliver the exports before it first");
        }
        Schema schema = columns.schema();
        Transaction creation;
        try {
            creation = catalog.newCreateTableTransaction(id, schema, columns.spec(schema), properties());
        } catch (AlreadyExistsException faster) {
            return settled(event, id, Result.OVERTAKEN, faster);
        }
        Table table = creation.table();
        try (Staging staging = new Staging(table, columns)) {
            Staged staged = stage(staging, event, () -> staging.complete(place(event)));
            AppendFiles append = table.newAppend();
            staged.data().forEach(append::appendFile);
            Position.of(event).properties().forEach(append::set);
            return commit(event, id, staging, staged, () -> {
                append.commit();
                creation.commitTransaction();
            });
        }
    }

    private static Map<String, String> properties() {
        return Map.of(
                TableProperties.FORMAT_VERSION, "2",
                TableProperties.DEFAULT_FILE_FORMAT, "avro",
                TableProperties.DELETE_DEFAULT_FILE_FORMAT, "avro",
                TableProperties.AVRO_COMPRESSION_LEVEL, "1",
                TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
    }

    // ---- a window

    private Result follow(ExportCommitted event, TableIdentifier id)
            throws IOException, UnsoundExportException, RefusedExportException {
        Table table = catalog.loadTable(id);
        Entry newest = newest(table);
        Position at = newest.position();
        requireSame(event, at.job(), at.table());
        if (event.sequence() == at.sequence() && !event.export().arn().equals(at.export())) {
            throw refused(OTHER_CHAIN, event, "this position has " + at.export(), compare());
        }
        if (event.sequence() <= at.sequence()) {
            return Result.NOTHING_NEW;
        }
        if (event.sequence() > at.sequence() + 1) {
            throw refused(
                    TOO_EARLY,
                    event,
                    "expected sequence " + (at.sequence() + 1),
                    "deliver the exports before it first");
        }
        requirePrevious(event, at);
        requireColumns(table);
        long base = table.currentSnapshot().snapshotId();
        BucketFiles files = BucketFiles.of(table, base);
        try (Staging staging = new Staging(table, columns)) {
            Staged staged = stage(
                    staging,
                    event,
                    () -> mode == WriteMode.COPY_ON_WRITE
                            ? staging.copyOnWrite(files, place(event))
                            : staging.equalityDeletes(files, place(event)));
            SnapshotUpdate<?> update =
                    mode == WriteMode.COPY_ON_WRITE ? overwrite(table, base, staged) : delta(table, base, staged);
            Position.of(event).properties().forEach(update::set);
            update.validateWith(stillAt(newest));
            return commit(event, id, staging, staged, update::commit);
        }
    }

    /** Without the validations two writers of one window both commit. */
    private static OverwriteFiles overwrite(Table table, long base, Staged staged) {
        OverwriteFiles overwrite = table.newOverwrite()
                .deleteFiles(staged.replaced(), staged.replacedDeletes())
                .validateFromSnapshot(base)
                .conflictDetectionFilter(Expressions.alwaysTrue())
                .validateNoConflictingData()
                .validateNoConflictingDeletes();
        staged.data().forEach(overwrite::addFile);
        return overwrite;
    }

    private static RowDelta delta(Table table, long base, Staged staged) {
        RowDelta delta = table.newRowDelta()
                .validateFromSnapshot(base)
                .conflictDetectionFilter(Expressions.alwaysTrue())
                .validateNoConflictingDataFiles()
                .validateNoConflictingDeleteFiles();
        staged.data().forEach(delta::addRows);
        staged.deletes().forEach(delta::addDeletes);
        return delta;
    }

    /** A window without changes has no files that could be in conflict; its predecessor tells. */
    private static SnapshotAncestryValidator stillAt(Entry newest) {
        return ancestors -> History.newest(ancestors).equals(Optional.of(newest));
    }

    // ---- both

    private interface Stage {
        Staged run() throws IOException, RefusedExportException;
    }

    private Staged stage(Staging staging, ExportCommitted event, Stage last)
            throws IOException, UnsoundExportException, RefusedExportException {
        try {
            for (DataFile file : manifests.read(event).files()) {
                staging.read(data, file);
            }
            return last.run();
        } catch (IOException | UnsoundExportException | RefusedExportException | RuntimeException e) {
            discard(staging, e);
            throw e;
        }
    }

    private Result commit(ExportCommitted event, TableIdentifier id, Staging staging, Staged staged, Runnable commit)
            throws IOException, RefusedExportException {
        try {
            commit.run();
        } catch (ValidationException | CommitFailedException | AlreadyExistsException lost) {
            discard(staging, lost);
            return settled(event, id, Result.OVERTAKEN, lost);
        } catch (CommitStateUnknownException | UncheckedSQLException unknown) {
            // what was written may be part of the table now
            return settled(event, id, Result.APPLIED, unknown);
        }
        progress.committed(event, staged.buckets(), staged.bytes());
        return Result.APPLIED;
    }

    /** Reads the table once more: it knows which exports it has. */
    private Result settled(ExportCommitted event, TableIdentifier id, Result ifThere, RuntimeException why)
            throws IOException, RefusedExportException {
        if (catalog.tableExists(id) && newest(catalog.loadTable(id)).position().sequence() >= event.sequence()) {
            return ifThere;
        }
        throw new IOException(place(event) + " was not committed; " + AGAIN, why);
    }

    private static void discard(Staging staging, Exception why) {
        try {
            staging.discard();
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e); // files that no snapshot names stay behind
        }
    }

    private Entry newest(Table table) throws RefusedExportException {
        return History.newest(SnapshotUtil.currentAncestors(table))
                .orElseThrow(() -> new RefusedExportException(
                        OTHER_WRITER,
                        "table " + table.name(),
                        "found a snapshot without the properties " + Position.PREFIX + "*, expected that of an export",
                        "if somebody else has written rows, roll the table back to the last export's snapshot; if that"
                                + " has expired, begin a new table with a reset of the job"));
    }

    private static void requireSame(ExportCommitted event, JobId job, TableArn table) throws RefusedExportException {
        if (!event.job().equals(job) || !event.table().arn().equals(table)) {
            throw refused(
                    OTHER_CHAIN,
                    event,
                    "it is of job " + event.job() + " and table "
                            + event.table().arn() + ", expected job " + job + " and table " + table,
                    "give each job an Iceberg table of its own");
        }
    }

    private static void requirePrevious(ExportCommitted event, Position at) throws RefusedExportException {
        Optional<ExportArn> previous = ((WindowCommitted) event).previous();
        if (previous.isPresent() && !previous.get().equals(at.export())) {
            throw refused(
                    OTHER_CHAIN,
                    event,
                    "the export before it is " + previous.get() + ", expected " + at.export(),
                    compare());
        }
    }

    private void requireColumns(Table table) throws RefusedExportException {
        Schema wanted = columns.schema();
        List<String> expected = Columns.described(wanted);
        List<String> found = Columns.described(table.schema());
        if (!found.equals(expected) || !isBucketed(table)) {
            throw new RefusedExportException(
                    OTHER_COLUMNS,
                    "table " + table.name(),
                    "found columns " + found + " and " + table.spec() + ", expected " + expected + " and buckets of "
                            + columns.keys().get(0).name(),
                    "use the columns that it was created with, or begin a new table with a reset of the job");
        }
    }

    /** How many buckets there are is the table's own matter. */
    private boolean isBucketed(Table table) {
        return table.spec().fields().size() == 1
                && table.spec().fields().get(0).transform().toString().startsWith("bucket[")
                && table.schema()
                        .findColumnName(table.spec().fields().get(0).sourceId())
                        .equals(columns.keys().get(0).name());
    }

    private static String compare() {
        return "let a person compare the event with the chain: one of them belongs to another chain";
    }

    private static String place(ExportCommitted event) {
        return "event " + event.id();
    }

    private static RefusedExportException refused(
            RefusedExportException.Reason reason, ExportCommitted event, String trouble, String remedy) {
        return new RefusedExportException(
                reason,
                place(event),
                "found generation " + event.generation() + " sequence " + event.sequence() + ", " + trouble,
                remedy);
    }

    // ---- reading

    /**
     * The newest export that can be read.
     *
     * @return empty before the first full export is complete
     * @throws RefusedExportException if somebody else has written to the table
     */
    public Optional<Version> current() throws RefusedExportException {
        Optional<CurrentView.Shown> shown = view.shown();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        TableIdentifier table = table(shown.get().generation());
        Entry newest = newest(catalog.loadTable(table));
        return Optional.of(new Version(table, newest.snapshotId(), newest.position()));
    }

    /**
     * The newest export whose watermark is not after a time; an earlier generation is used if its table is still there and
     * the later ones begin after that time.
     *
     * @param time the time
     * @return empty if there is none, or none any more
     */
    public Optional<Version> asOf(Instant time) {
        int newest = view.shown().map(CurrentView.Shown::generation).orElse(0);
        return Stream.iterate(newest, generation -> generation > 0, generation -> generation - 1)
                .map(this::table)
                .filter(catalog::tableExists)
                .flatMap(table -> History.all(catalog.loadTable(table)).stream()
                        .map(entry -> new Version(table, entry.snapshotId(), entry.position())))
                .filter(version -> !version.position().watermark().isAfter(time))
                .findFirst();
    }

    /**
     * The rows of a version, by Iceberg's generic reader.
     *
     * @param version one that {@link #current} or {@link #asOf} has given
     * @return the rows; the caller closes them
     */
    public CloseableIterable<Record> rows(Version version) {
        return IcebergGenerics.read(catalog.loadTable(version.table()))
                .useSnapshot(version.snapshotId())
                .build();
    }
}
