package io.github.dcie.replay.internal;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.Changes;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.DataReader;
import io.github.dcie.reader.Manifest;
import io.github.dcie.reader.ManifestReader;
import io.github.dcie.reader.ReadLimits;
import io.github.dcie.reader.UnsoundExportException;
import io.github.dcie.replay.ApplyResult;
import io.github.dcie.replay.Estimate;
import io.github.dcie.replay.Pause;
import io.github.dcie.replay.Position;
import io.github.dcie.replay.Progress;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.Transformation;
import io.github.dcie.replay.Writing;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** A copy that follows a chain (U1, U2, U3). Thread-safe as its client and its files are. */
public final class Copy {

    public static final int MOST_CHANGES = TransactionWriter.MOST_CHANGES;
    public static final int MOST_LANES = 16;

    private final ManifestReader manifests;
    private final DataReader data;
    private final Target target;
    private final CursorTable cursors;
    private final Writer writer;
    private final Settings settings;

    /** Whether other writers are looked for. */
    public enum Foreign {
        UNNOTICED,
        REFUSED
    }

    /** What the builder was told. */
    public record Settings(
            Writing writing,
            Optional<Transformation> transformation,
            Foreign foreign,
            Progress.Listener progress,
            OptionalDouble unitsPerSecond,
            InstantSource clock,
            Pause pause,
            Executor executor,
            int parallel,
            int changesPerTransaction) {}

    public Copy(
            DynamoDbClient dynamoDb,
            BucketObjects files,
            ReadLimits limits,
            CreateTableRequest definition,
            String cursorTable,
            Settings settings) {
        this.manifests = ManifestReader.of(files);
        this.data = DataReader.of(files).withLimits(limits);
        this.target = new Target(dynamoDb, definition);
        this.cursors = new CursorTable(dynamoDb, cursorTable, target.copy());
        this.settings = settings;
        WriteRate rate = new WriteRate(settings.unitsPerSecond(), settings.clock(), settings.pause());
        Patience patience = new Patience(settings.pause());
        this.writer = switch (settings.writing()) {
            case TRANSACTIONS -> new TransactionWriter(cursors, patience, rate, settings.changesPerTransaction());
            case BATCHES -> new BatchWriter(dynamoDb, cursors, patience, rate);
        };
    }

    public String place() {
        return cursors.place();
    }

    public Optional<Position> position() throws ReplayException {
        return cursors.read().applied();
    }

    public void adopt(Position position) throws ReplayException {
        Cursor cursor = cursors.read();
        if (cursor.revision() > 0) {
            throw new ReplayException(
                    place(),
                    "there is a cursor already, at "
                            + cursor.applied().map(Position::toString).orElse("a full export"),
                    "delete the items of this copy if it is not needed any more");
        }
        target.requireKeys(position.table());
        cursors.write(cursor.at(position));
    }

    public ApplyResult apply(ExportCommitted event)
            throws ReplayException, UnsoundExportException, IOException, InterruptedException {
        Cursor cursor = cursors.read();
        if (cursor.isPast(event)) {
            return ApplyResult.NOTHING_NEW;
        }
        Order.requireNext(cursor.applied(), event);
        Manifest manifest = manifests.read(event);
        for (DataFile file : manifest.files()) {
            data.verify(file);
        }
        Cursor begun = cursor.begunOf(event).isPresent() ? cursor : begin(cursor, event);
        Begun export = begun.begun().orElseThrow();
        new Lanes(settings.executor())
                .run(new Lane.Export(
                        event,
                        manifest.files(),
                        export,
                        data,
                        actions(guard(event, cursor)),
                        cursors,
                        writer,
                        new Meter(event, settings.progress(), settings.clock())));
        cursors.write(begun.at(new Position(
                event.generation(),
                event.sequence(),
                event.watermark(),
                export.table(),
                Optional.of(event.export().arn()))));
        return ApplyResult.APPLIED;
    }

    private Actions actions(Actions.Guard guard) {
        return new Actions(target.keys(), settings.transformation().orElse(Transformation.none()), guard);
    }

    /** Old images are exact where the copy was made by these exports alone. */
    private Actions.Guard guard(ExportCommitted event, Cursor cursor) {
        boolean whole = settings.transformation().isEmpty();
        boolean tells = event.exportType() == ExportType.FULL_EXPORT
                || (event instanceof WindowCommitted window
                        && window.view() == ExportView.NEW_AND_OLD_IMAGES
                        && cursor.applied().flatMap(Position::export).isPresent());
        return whole && tells && settings.foreign() == Foreign.REFUSED ? Actions.Guard.EXISTENCE : Actions.Guard.NONE;
    }

    private Cursor begin(Cursor cursor, ExportCommitted event) throws ReplayException {
        Cursor begun = cursor.applying(Begun.of(event, table(cursor, event), settings.parallel()));
        cursors.write(begun);
        return begun;
    }

    private String table(Cursor cursor, ExportCommitted event) throws ReplayException {
        if (event.exportType() == ExportType.INCREMENTAL_EXPORT) {
            return cursor.applied().orElseThrow().table();
        }
        String table = target.create(event.generation());
        if (target.isEmpty(table)) {
            return table;
        }
        if (cursors.read().revision() != cursor.revision()) {
            throw cursors.overtaken();
        }
        throw new ReplayException(
                "table " + table,
                "it has items that no process of this copy has written, expected a new table",
                "delete it if nobody needs it, or give the copy another name");
    }

    public Estimate estimate(ExportCommitted event) throws ReplayException, UnsoundExportException, IOException {
        Actions actions = actions(Actions.Guard.NONE);
        Estimate estimate = Estimate.NOTHING;
        for (DataFile file : manifests.read(event).files()) {
            try (Changes changes = data.open(file)) {
                for (Optional<Change> next = changes.next(); next.isPresent(); next = changes.next()) {
                    estimate = estimate.plus(cost(actions.of(file, next.get())));
                }
            }
        }
        return estimate;
    }

    private Estimate cost(Optional<Action> action) {
        if (action.isEmpty()) {
            return new Estimate(0, 0, 1, 0, 0);
        }
        int bytes = action.get().bytes();
        long units = WriteRate.units(bytes) * (settings.writing() == Writing.TRANSACTIONS ? 2 : 1);
        return action.get().item().isPresent()
                ? new Estimate(1, 0, 0, bytes, units)
                : new Estimate(0, 1, 0, bytes, units);
    }
}
