package io.github.dcie.examples.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import io.github.dcie.examples.iceberg.FreshTable.Result;
import io.github.dcie.examples.iceberg.RefusedExportException.Reason;
import io.github.dcie.examples.iceberg.local.World;
import io.github.dcie.reader.BucketObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FreshTableTest {

    @TempDir
    static Path bucket;

    private static World world;
    private static List<ExportCommitted> chain;

    @TempDir
    Path warehouse;

    private final List<Kept> open = new ArrayList<>();
    private Kept kept;

    @BeforeAll
    static void export() throws Exception {
        world = new World(bucket);
        chain = world.chain(1);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void start() {
        kept = keeping(WriteMode.COPY_ON_WRITE);
    }

    @AfterEach
    void close() {
        open.forEach(Kept::close);
    }

    private Kept keeping(WriteMode mode) {
        return keeping(mode, World.columns().inBuckets(4));
    }

    private Kept keeping(WriteMode mode, Columns columns) {
        Kept made = new Kept(warehouse, bucket, columns, mode, Calls.undisturbed());
        open.add(made);
        return made;
    }

    private void assertReason(Reason reason, ExportCommitted event, String message) {
        assertReason(kept, reason, event, message);
    }

    private static void assertReason(Kept by, Reason reason, ExportCommitted event, String message) {
        assertThatExceptionOfType(RefusedExportException.class)
                .isThrownBy(() -> by.fresh().apply(event))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private List<String> differences() throws Exception {
        return world.differences(kept.fresh(), kept.fresh().current().orElseThrow());
    }

    // I10
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void eachExportIsOneSnapshotAndTheRowsAreTheItems(WriteMode mode) throws Exception {
        kept = keeping(mode);

        assertThat(kept.fresh().current()).isEmpty();
        for (ExportCommitted event : world.chain()) {
            assertThat(kept.fresh().apply(event)).isEqualTo(Result.APPLIED);

            Version current = kept.fresh().current().orElseThrow();
            assertThat(current.table()).isEqualTo(TableIdentifier.of("shop", "orders_" + event.generation()));
            assertThat(current.position())
                    .isEqualTo(new Position(
                            event.job(),
                            event.table().arn(),
                            event.generation(),
                            event.sequence(),
                            event.watermark(),
                            event.export().arn()));
            assertThat(kept.sequences(event.generation()))
                    .isEqualTo(
                            LongStream.rangeClosed(0, event.sequence()).boxed().toList());
            assertThat(differences()).isEmpty();
        }
        assertThat(chain.get(3).export().itemCount()).as("an empty window").isZero();
    }

    @Test
    void theCursorIsInTheSummary() throws Exception {
        kept.applyAll(chain.subList(0, 2));

        assertThat(kept.table(1).currentSnapshot().summary())
                .containsAllEntriesOf(Map.of(
                        "dcie.job", "orders",
                        "dcie.table-arn", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
                        "dcie.generation", "1",
                        "dcie.sequence", "1",
                        "dcie.watermark", chain.get(1).watermark().toString(),
                        "dcie.export-arn", chain.get(1).export().arn().value()));
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void repeatedEventChangesNothing(WriteMode mode) throws Exception {
        kept = keeping(mode);
        kept.applyAll(chain);
        Version before = kept.fresh().current().orElseThrow();

        for (ExportCommitted event : chain) {
            assertThat(kept.fresh().apply(event)).isEqualTo(Result.NOTHING_NEW);
            assertThat(keeping(mode).fresh().apply(event)).isEqualTo(Result.NOTHING_NEW);
        }
        assertThat(kept.fresh().current()).hasValue(before);
        assertThat(differences()).isEmpty();
    }

    @Test
    void exportThatComesTooEarlyIsRefused() throws Exception {
        assertReason(
                Reason.TOO_EARLY,
                chain.get(1),
                "found generation 1 sequence 1, expected the full export of generation 1 first");
        assertThat(kept.fresh().current()).isEmpty();
        kept.fresh().apply(chain.get(0));
        assertReason(Reason.TOO_EARLY, chain.get(2), "found generation 1 sequence 2, expected sequence 1");
        assertReason(
                Reason.TOO_EARLY, world.chain(2).get(1), "expected the full export of generation 2 first; deliver the");
        assertThat(kept.sequences(1)).containsExactly(0L);

        kept.applyAll(chain);
        assertThat(differences()).isEmpty();
    }

    @Test
    void anotherChainIsRefused() throws Exception {
        kept.fresh().apply(chain.get(0));
        WindowCommitted window = (WindowCommitted) chain.get(1);

        assertReason(Reason.OTHER_CHAIN, Events.withJob(window, JobId.of("other")), "it is of job other");
        assertReason(
                Reason.OTHER_CHAIN,
                Events.withTable(
                        window,
                        new TableIdentity(
                                TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/others"),
                                Optional.empty())),
                "table arn:aws:dynamodb:eu-central-1:123456789012:table/others, expected job orders and table");
        assertReason(
                Reason.OTHER_CHAIN,
                Events.withPrevious(window, chain.get(2).export().arn()),
                "the export before it is " + chain.get(2).export().arn() + ", expected "
                        + chain.get(0).export().arn());
        kept.fresh().apply(window);
        assertReason(
                Reason.OTHER_CHAIN,
                Events.withExport(window, chain.get(2).export()),
                "this position has " + window.export().arn());
        assertReason(
                Reason.OTHER_CHAIN,
                Events.withJob(world.chain(2).get(0), JobId.of("other")),
                "give each job an Iceberg table of its own");

        kept.applyAll(chain);
        assertThat(differences()).isEmpty();
    }

    @Test
    void newGenerationIsShownWhenItIsComplete() throws Exception {
        kept.applyAll(chain);
        List<ExportCommitted> next = world.chain(2);

        assertReason(Reason.TOO_EARLY, next.get(1), "expected the full export of generation 2 first");
        assertThat(kept.fresh().current().orElseThrow().table().name()).isEqualTo("orders_1");
        assertThat(kept.catalog().loadView(Kept.NAME).sqlFor("spark").sql()).isEqualTo("SELECT * FROM orders_1");

        kept.fresh().apply(next.get(0));
        assertThat(kept.fresh().current().orElseThrow().table().name()).isEqualTo("orders_2");
        assertThat(kept.catalog().loadView(Kept.NAME).sqlFor("trino").sql()).isEqualTo("SELECT * FROM orders_2");
        assertThat(differences()).isEmpty();

        for (ExportCommitted late : chain) {
            assertThat(kept.fresh().apply(late)).isEqualTo(Result.NOTHING_NEW);
        }
        assertThat(kept.sequences(1)).containsExactly(0L, 1L, 2L, 3L);
        kept.applyAll(next);
        assertThat(differences()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void timeTravel(WriteMode mode) throws Exception {
        kept = keeping(mode);
        kept.applyAll(world.chain());

        for (ExportCommitted event : world.chain()) {
            Version version = kept.fresh().asOf(event.watermark()).orElseThrow();
            assertThat(version.position().export()).isEqualTo(event.export().arn());
            assertThat(world.differences(kept.fresh(), version)).isEmpty();
            assertThat(kept.fresh().asOf(event.watermark().plusSeconds(1))).hasValue(version);
        }
        assertThat(kept.fresh().asOf(chain.get(0).watermark().minusSeconds(1))).isEmpty();
        assertThat(kept.fresh().asOf(chain.get(2).watermark().minusSeconds(1)))
                .map(version -> version.position().sequence())
                .hasValue(1L);
        assertThat(kept.fresh().asOf(world.chain(2).get(0).watermark().minusSeconds(1)))
                .map(version -> version.position().generation())
                .hasValue(1);
    }

    @Test
    void waysOfWritingMayChange() throws Exception {
        kept = keeping(WriteMode.COPY_ON_WRITE, World.columns().inBuckets(1));
        kept.fresh().apply(chain.get(0));
        keeping(WriteMode.EQUALITY_DELETES).fresh().apply(chain.get(1));
        assertThat(deletes(1)).isPositive();

        kept.fresh().apply(chain.get(2));

        assertThat(deletes(1)).as("deletes in buckets that were written anew").isZero();
        assertThat(differences()).isEmpty();
    }

    private int deletes(int generation) throws Exception {
        int deletes = 0;
        try (CloseableIterable<FileScanTask> files =
                kept.table(generation).newScan().planFiles()) {
            for (FileScanTask file : files) {
                deletes += file.deletes().size();
            }
        }
        return deletes;
    }

    @Test
    void rowsOfSomebodyElseAreNotBuiltUpon() throws Exception {
        kept.fresh().apply(chain.get(0));
        Table table = kept.table(1);
        long ours = table.currentSnapshot().snapshotId();
        table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();

        assertReason(Reason.OTHER_WRITER, chain.get(1), "table local.shop.orders_1: found a snapshot without");
        assertThatExceptionOfType(RefusedExportException.class)
                .isThrownBy(() -> kept.fresh().current());

        kept.table(1).manageSnapshots().rollbackTo(ours).commit();
        kept.applyAll(chain);
        assertThat(differences()).isEmpty();
    }

    @Test
    void compactionIsPassedOver() throws Exception {
        kept.applyAll(chain.subList(0, 2));
        compact(kept.table(1));

        assertThat(kept.fresh().current().orElseThrow().position().sequence()).isEqualTo(1);
        assertThat(differences()).isEmpty();
        kept.applyAll(chain);
        assertThat(differences()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void compactionMayCommitAtAnyCall(WriteMode mode) throws Exception {
        kept = keeping(WriteMode.COPY_ON_WRITE, World.columns().inBuckets(1));
        kept.applyAll(chain.subList(0, 2));
        FailingCalls counted = new FailingCalls();
        Warehouse tables = new Warehouse(warehouse, bucket.resolveSibling("saved-" + mode));
        tables.save();
        try (Kept counting = new Kept(warehouse, bucket, World.columns(), mode, counted)) {
            counting.fresh().apply(chain.get(2));
        }
        int disturbed = 0;
        for (int call = counted.count() / 2; call <= counted.count(); call++) {
            tables.restore();
            CallBetween compaction = new CallBetween(call, () -> {
                try (Kept other = new Kept(warehouse, bucket, World.columns(), mode, Calls.undisturbed())) {
                    compact(other.table(1));
                }
            });
            try (Kept one = new Kept(warehouse, bucket, World.columns(), mode, compaction)) {
                one.fresh().apply(chain.get(2));
            } catch (IOException again) {
                assertThat(again).hasMessageContaining("was not committed; deliver the event once more");
                disturbed++;
            }
            try (Kept next = new Kept(warehouse, bucket, World.columns(), mode, Calls.undisturbed())) {
                next.applyAll(chain.subList(0, 3));
                assertThat(world.differences(
                                next.fresh(), next.fresh().current().orElseThrow()))
                        .as("call " + call)
                        .isEmpty();
            }
        }
        assertThat(disturbed > 0).isEqualTo(mode == WriteMode.COPY_ON_WRITE);
    }

    @Test
    void olderSnapshotsMayExpire() throws Exception {
        kept.applyAll(chain.subList(0, 2));

        kept.table(1)
                .expireSnapshots()
                .expireOlderThan(Long.MAX_VALUE)
                .retainLast(1)
                .commit();

        assertThat(kept.sequences(1)).containsExactly(1L);
        kept.applyAll(chain);
        assertThat(kept.sequences(1)).containsExactly(1L, 2L, 3L);
        assertThat(differences()).isEmpty();
        assertThat(kept.fresh().asOf(chain.get(0).watermark())).isEmpty();
    }

    @Test
    void lostCursorIsSaid() throws Exception {
        kept.applyAll(chain.subList(0, 2));
        compact(kept.table(1));
        kept.table(1)
                .expireSnapshots()
                .expireOlderThan(Long.MAX_VALUE)
                .retainLast(1)
                .commit();

        assertReason(
                Reason.OTHER_WRITER, chain.get(2), "if that has expired, begin a new table with a reset of the job");
        kept.applyAll(world.chain(2));
        assertThat(differences()).isEmpty();
    }

    /** Puts the same file in its own place: what a compaction is for others. */
    private static void compact(Table table) throws Exception {
        RewriteFiles rewrite = table.newRewrite();
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            FileScanTask file = files.iterator().next();
            Path from = Path.of(file.file().location());
            Path to = from.resolveSibling("compacted.avro");
            Files.copy(from, to);
            rewrite.deleteFile(file.file());
            rewrite.addFile(DataFiles.builder(table.spec())
                    .copy(file.file())
                    .withPath(to.toString())
                    .build());
        }
        rewrite.commit();
        assertThat(table.currentSnapshot()).extracting(Snapshot::operation).isEqualTo("replace");
    }

    @Test
    void otherColumnsAreRefused() throws Exception {
        kept.fresh().apply(chain.get(0));

        assertReason(
                keeping(WriteMode.COPY_ON_WRITE, World.columns().with(Column.text("voucher"))),
                Reason.OTHER_COLUMNS,
                chain.get(1),
                "table local.shop.orders_1: found columns [customer string required, order_id decimal(38, 0) required,");
        assertThat(keeping(WriteMode.COPY_ON_WRITE, World.columns().inBuckets(7))
                        .fresh()
                        .apply(chain.get(1)))
                .as("the number of buckets is the table's own")
                .isEqualTo(Result.APPLIED);
        kept.applyAll(chain);
        assertThat(differences()).isEmpty();
    }

    @Test
    void illegalNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FreshTable.of(
                        kept.catalog(),
                        kept.catalog(),
                        TableIdentifier.of("shop", "Orders; DROP"),
                        World.columns(),
                        BucketObjects.inFolder(bucket)))
                .withMessageContaining("expected lower-case letters");
    }
}
