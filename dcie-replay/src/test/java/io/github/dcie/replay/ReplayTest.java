package io.github.dcie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.spi.Notifier;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.SimulatedCrash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class ReplayTest {

    @TempDir
    static Path bucket;

    private static World world;
    private static List<ExportCommitted> chain;

    private String copy;

    @BeforeAll
    static void export() throws Exception {
        world = new World(bucket);
        chain = world.chain(1);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        copy = test.getTestMethod().orElseThrow().getName();
    }

    private static void applyAll(Replay replay, List<ExportCommitted> events) throws Exception {
        for (ExportCommitted event : events) {
            replay.apply(event);
        }
    }

    private static Position position(ExportCommitted event, String table) {
        return new Position(
                event.generation(),
                event.sequence(),
                event.watermark(),
                table,
                Optional.of(event.export().arn()));
    }

    // I10
    @Test
    void copyIsTheTable() throws Exception {
        Replay replay = world.replay(copy);

        assertThat(replay.position()).isEmpty();
        for (ExportCommitted event : chain) {
            assertThat(replay.apply(event)).isEqualTo(ApplyResult.APPLIED);
            assertThat(replay.position()).hasValue(position(event, copy + "-1"));
        }
        assertThat(world.differences(copy, 1)).isEmpty();
        assertThat(chain.get(3).export().itemCount()).isZero();
    }

    // N1
    @Test
    void notifierMayApplyWhatItIsTold() throws Exception {
        Notifier notifier = Notifier.on(ExportCommitted.class, world.replay(copy)::apply);

        for (ExportEvent event : world.events()) {
            notifier.deliver(event);
        }

        assertThat(world.differences(copy, 1)).isEmpty();
        assertThat(world.differences(copy, 2)).isEmpty();
    }

    @Test
    void repeatedEventChangesNothing() throws Exception {
        Replay replay = world.replay(copy);
        applyAll(replay, chain);

        for (ExportCommitted event : chain) {
            assertThat(replay.apply(event)).isEqualTo(ApplyResult.NOTHING_NEW);
            assertThat(world.replay(copy).apply(event)).isEqualTo(ApplyResult.NOTHING_NEW);
        }
        assertThat(world.differences(copy, 1)).isEmpty();
    }

    @Test
    void windowAppliedTwiceChangesNothing() throws Exception {
        applyAll(world.replay(copy), chain.subList(0, 3));
        ExportCommitted before = chain.get(1);
        // the cursor is lost, and somebody puts it where it was a window ago
        deleteCursor();
        world.replay(copy).adopt(position(before, copy + "-1"));

        assertThat(world.replay(copy).apply(chain.get(2))).isEqualTo(ApplyResult.APPLIED);
        applyAll(world.replay(copy), chain);
        assertThat(world.differences(copy, 1)).isEmpty();
    }

    @Test
    void exportThatComesTooEarlyIsRefused() throws Exception {
        Replay replay = world.replay(copy);

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(1)))
                .withMessageContaining("found generation 1 sequence 1, expected the full export of generation 1 first");
        replay.apply(chain.get(0));
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(2)))
                .withMessageContaining("found generation 1 sequence 2, expected sequence 1")
                .satisfies(e ->
                        assertThat(e.place()).isEqualTo("event " + chain.get(2).id()))
                .satisfies(e -> assertThat(e.remedy()).contains("deliver the exports before it first"));
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(world.chain(2).get(1)))
                .withMessageContaining("expected the full export of generation 2 first");
        applyAll(replay, chain);
        assertThat(world.differences(copy, 1)).isEmpty();
    }

    @Test
    void windowThatDoesNotBeginAtTheWatermarkIsRefused() throws Exception {
        Replay replay = world.replay(copy);
        replay.apply(chain.get(0));
        WindowCommitted window = (WindowCommitted) chain.get(1);
        ExportWindow later = ExportWindow.of(window.window().from().plusSeconds(1), Duration.ofHours(1));

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(Events.withWindow(window, later)))
                .withMessageContaining("the window begins at " + later.from() + ", expected "
                        + window.window().from());
    }

    @Test
    void newGenerationMakesANewCopy() throws Exception {
        Replay replay = world.replay(copy);
        applyAll(replay, chain.subList(0, 2));
        List<ExportCommitted> next = world.chain(2);

        assertThat(replay.apply(next.get(0))).isEqualTo(ApplyResult.APPLIED);
        assertThat(replay.position().orElseThrow().table()).isEqualTo(copy + "-2");
        assertThat(replay.apply(chain.get(2))).isEqualTo(ApplyResult.NOTHING_NEW);
        replay.apply(next.get(1));

        assertThat(world.differences(copy, 2)).isEmpty();
        assertThat(world.differences(copy, 1)).isNotEmpty();
    }

    @Test
    void copyIsReadUntilTheNextOneIsComplete() throws Exception {
        applyAll(world.replay(copy), chain.subList(0, 3));
        Replay doomed =
                world.replay(copy, crashAtWrite(2, Fault.CRASH_BEFORE), bucket).build();

        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> doomed.apply(world.chain(2).get(0)));

        assertThat(world.replay(copy).position().orElseThrow().table()).isEqualTo(copy + "-1");
        // the old generation's events tell nothing new while the new one is on its way
        assertThat(world.replay(copy).apply(chain.get(3))).isEqualTo(ApplyResult.NOTHING_NEW);
        applyAll(world.replay(copy), world.chain(2));
        assertThat(world.differences(copy, 2)).isEmpty();
    }

    /** The ways in which a copy can be written. */
    private enum Way {
        ONE_LANE,
        THREE_LANES,
        BATCHES;

        Replay.Builder of(Replay.Builder builder) {
            return switch (this) {
                case ONE_LANE -> builder;
                case THREE_LANES -> builder.parallel(3, Runnable::run);
                case BATCHES -> builder.writing(Writing.BATCHES);
            };
        }
    }

    // U2, U5
    @ParameterizedTest
    @CsvSource({
        "ONE_LANE, CRASH_BEFORE",
        "ONE_LANE, CRASH_AFTER",
        "ONE_LANE, LOSE_REPLY",
        "THREE_LANES, CRASH_BEFORE",
        "THREE_LANES, CRASH_AFTER",
        "BATCHES, CRASH_BEFORE",
        "BATCHES, CRASH_AFTER",
        "BATCHES, LOSE_REPLY"
    })
    void goesOnAfterEveryEffect(Way way, Fault fault) throws Exception {
        List<ExportCommitted> exports = chain.subList(0, 3);
        int effects = 0;
        boolean isOver = false;
        while (!isOver) {
            effects++;
            String name = copy + "." + way + "." + fault + "." + effects;
            Replay replay = way.of(world.replay(name, FaultPlan.onEffect(effects, fault), bucket))
                    .build();
            try {
                applyAll(replay, exports);
                isOver = true;
            } catch (SimulatedCrash killed) {
                applyAll(way.of(world.replay(name, FaultPlan.none(), bucket)).build(), exports);
            } catch (SdkException toBeDeliveredAgain) {
                applyAll(replay, exports);
            }
            world.replay(name).apply(chain.get(3));
            assertThat(world.differences(name, 1)).as("effect " + effects).isEmpty();
            world.tables().deleteTable(delete -> delete.tableName(name + "-1"));
        }
        // each export has a read and several writes, the full one a new table
        assertThat(effects).isGreaterThan(15);
    }

    @Test
    void resumedConsumerGoesOnAtTheNextLine() throws Exception {
        List<Long> progress = new ArrayList<>();
        world.replay(copy).apply(chain.get(0));
        long all = chain.get(1).export().itemCount();
        Replay doomed =
                world.replay(copy, crashAtWrite(2, Fault.CRASH_AFTER), bucket).build();
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> doomed.apply(chain.get(1)));

        world.replay(copy, FaultPlan.none(), bucket)
                .progress(now -> progress.add(now.done()))
                .build()
                .apply(chain.get(1));

        assertThat(all).isGreaterThan(8);
        assertThat(progress.get(0)).isEqualTo(Math.min(12, all));
        assertThat(progress.get(progress.size() - 1)).isEqualTo(all);
    }

    /** The first consumer is frozen before each of its effects in turn, while another one applies everything. */
    @ParameterizedTest // U2
    @EnumSource(
            value = Way.class,
            names = {"ONE_LANE", "THREE_LANES"})
    void overtakenConsumerWritesNothing(Way way) throws Exception {
        int frozenAt = 0;
        boolean wasFrozen = true;
        while (wasFrozen) {
            frozenAt++;
            String name = copy + "." + way + "." + frozenAt;
            Freeze freeze = new Freeze(
                    frozenAt,
                    () -> applyAll(
                            way.of(world.replay(name, FaultPlan.none(), bucket)).build(), chain));
            Replay first = way.of(world.replay(name, FaultPlan.none().withBoundary(freeze), bucket))
                    .build();
            Optional<ReplayException> refusal = Optional.empty();
            for (int i = 0; i < chain.size() && freeze.frozen().isEmpty(); i++) {
                freeze.begins();
                refusal = refusalOf(first, chain.get(i));
            }
            wasFrozen = freeze.frozen().isPresent();
            // who was frozen before the first look at the cursor sees that there is nothing to do
            assertThat(refusal.isPresent())
                    .as("effect " + frozenAt + " " + freeze.frozen())
                    .isEqualTo(wasFrozen && !freeze.wasFirst());
            refusal.ifPresent(e -> assertThat(e)
                    .hasMessageStartingWith("item " + name + " of table replay-cursors: another process has written")
                    .hasMessageContaining("deliver the event again later"));
            assertThat(first.position().orElseThrow().sequence()).isEqualTo(3);
            assertThat(world.differences(name, 1)).as("effect " + frozenAt).isEmpty();
        }
        assertThat(frozenAt).isGreaterThan(15);
    }

    private static Optional<ReplayException> refusalOf(Replay replay, ExportCommitted event) throws Exception {
        try {
            replay.apply(event);
            return Optional.empty();
        } catch (ReplayException e) {
            return Optional.of(e);
        }
    }

    private static final class Freeze implements FaultPlan.Boundary {

        private interface Meanwhile {
            void happens() throws Exception;
        }

        private final int at;
        private final Meanwhile meanwhile;
        private int effects;
        private int effectsBefore;
        private Optional<String> frozen = Optional.empty();

        Freeze(int at, Meanwhile meanwhile) {
            this.at = at;
            this.meanwhile = meanwhile;
        }

        /** An event is delivered. */
        void begins() {
            effectsBefore = effects;
        }

        /** Whether it was frozen before the first thing that it does about an event. */
        boolean wasFirst() {
            return at == effectsBefore + 1;
        }

        /** The operation before which the consumer was frozen. */
        Optional<String> frozen() {
            return frozen;
        }

        @Override
        public void reached(String operation, When when) {
            if (when == When.BEFORE) {
                effects++;
                if (effects == at) {
                    frozen = Optional.of(operation);
                    try {
                        meanwhile.happens();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void passingRefusalIsRepeated(String code) throws Exception {
        String name = copy + "." + code;
        List<Duration> pauses = new ArrayList<>();

        applyAll(
                world.replay(name, refusals(7, code), bucket).pause(pauses::add).build(), chain);

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L);
        assertThat(world.differences(name, 1)).isEmpty();
    }

    @Test
    void lastingRefusalIsLeftToTheNextDelivery() throws Exception {
        Replay busy = world.replay(copy, refusals(8, "ThrottlingError"), bucket)
                .pause(time -> {})
                .build();

        assertThatExceptionOfType(TransactionCanceledException.class).isThrownBy(() -> busy.apply(chain.get(0)));
        applyAll(busy, chain);
        assertThat(world.differences(copy, 1)).isEmpty();
    }

    @Test
    void refusedItemIsNamed() throws Exception {
        Replay replay =
                world.replay(copy, refusals(1, "ValidationError"), bucket).build();

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(0)))
                .withMessageContaining(".json.gz line 1: DynamoDB refuses to write it: ValidationError, because")
                .withMessageContaining("compare the keys");
        assertThat(replay.position()).isEmpty();
    }

    @Test
    void copyWithOtherKeysIsRefused() throws Exception {
        CreateTableRequest other = CreateTableRequest.builder()
                .tableName(copy)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("other")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("other")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .build();
        Replay replay = Replay.builder(world.tables(), BucketObjects.inFolder(bucket), other)
                .build();

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(0)))
                .withMessageContaining(" line 1: the item has no attribute other, expected the keys [other]");
        assertThat(replay.position()).isEmpty();
    }

    @Test
    void tableWithItemsIsNoNewCopy() throws Exception {
        applyAll(world.replay(copy), chain);
        deleteCursor();

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> world.replay(copy).apply(chain.get(0)))
                .withMessageContaining("table " + copy + "-1: it has items that no process of this copy has written");
        assertThat(world.differences(copy, 1)).isEmpty();
    }

    @Test
    void cursorIsAdoptedOnce() throws Exception {
        Replay replay = world.replay(copy);
        Position position = new Position(1, 0, world.start(1).start(), copy + "-elsewhere", Optional.empty());
        world.tables().createTable(world.copy(position.table()));
        replay.adopt(position);

        assertThat(replay.position()).hasValue(position);
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.adopt(position))
                .withMessageContaining("there is a cursor already");
    }

    @Test
    void damagedCursorIsNamed() {
        world.tables().putItem(put -> put.tableName("replay-cursors").item(Map.of("copy", AttributeValue.fromS(copy))));

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> world.replay(copy).apply(chain.get(0)))
                .withMessageContaining("item " + copy + " of table replay-cursors: expected a cursor")
                .withMessageContaining("it has no revision");
    }

    @Test
    void largeLinesAreWrittenInSeveralTransactions(@TempDir Path large) throws Exception {
        EditedExport export = EditedExport.copy(bucket, large, chain.get(0));
        export.editLines(line -> line.replace("\"BOOL\"", "\"BOOL\"" + " ".repeat(1 << 20)));
        List<Long> progress = new ArrayList<>();

        world.replay(copy, FaultPlan.none(), large)
                .changesPerTransaction(99)
                .progress(now -> progress.add(now.done()))
                .build()
                .apply(chain.get(0));

        // 3 MB at once
        assertThat(progress).hasSizeGreaterThan(3).startsWith(2L, 4L);
    }

    @Test
    void changesPerTransactionAreLimited() {
        Replay.Builder builder = world.replay(copy, FaultPlan.none(), bucket);

        for (int wrong : List.of(0, 100)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.changesPerTransaction(wrong))
                    .withMessageContaining(wrong + " changes per transaction: expected 1 to 99");
        }
        builder.changesPerTransaction(1).changesPerTransaction(99);
    }

    private void deleteCursor() {
        for (String item : List.of(copy, copy + "#0")) {
            world.tables()
                    .deleteItem(delete ->
                            delete.tableName("replay-cursors").key(Map.of("copy", AttributeValue.fromS(item))));
        }
    }

    private static FaultPlan crashAtWrite(long number, Fault fault) {
        return (operation, call) -> operation.equals("TransactWriteItems") && call == number ? fault : Fault.NONE;
    }

    /** The first writes are refused, because of their second action. */
    private static FaultPlan refusals(int number, String code) {
        List<When> refused = new ArrayList<>();
        return FaultPlan.none().withBoundary((operation, when) -> {
            if (operation.equals("TransactWriteItems") && when == When.BEFORE && refused.size() < number) {
                refused.add(when);
                throw TransactionCanceledException.builder()
                        .cancellationReasons(
                                CancellationReason.builder().code("None").build(),
                                CancellationReason.builder()
                                        .code(code)
                                        .message("because")
                                        .build())
                        .build();
            }
        });
    }
}
