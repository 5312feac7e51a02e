package io.github.dcie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.reader.TypedValue;
import io.github.dcie.replay.internal.Images;
import io.github.dcie.replay.internal.SdkItems;
import io.github.dcie.testkit.ExportReader;
import io.github.dcie.testkit.FaultPlan;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a copy can be told to do otherwise. */
final class CopyOptionsTest {

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

    private Replay.Builder builder() {
        return world.replay(copy, FaultPlan.none(), bucket);
    }

    private static void applyAll(Replay replay) throws Exception {
        for (ExportCommitted event : chain) {
            replay.apply(event);
        }
    }

    private Set<String> items() {
        return world.items(copy + "-1");
    }

    /** What the test kit's reader, which shares no code, replays up to a sequence. */
    private static Collection<Map<String, AttributeValue>> exported(int upTo) {
        List<String> manifests = chain.subList(0, upTo + 1).stream()
                .map(event -> event.export().manifest().key())
                .toList();
        return ExportReader.under(bucket, World.keys()).replay(manifests).values();
    }

    private static Set<String> expected(int upTo) {
        return World.canonical(exported(upTo));
    }

    @Test // I10
    void restoredAsOfAWatermark() throws Exception {
        Instant watermark = chain.get(2).watermark();

        Position position = builder().build().restore(chain, watermark);

        assertThat(position.watermark()).isEqualTo(watermark);
        assertThat(items()).isEqualTo(expected(2)).isNotEqualTo(expected(1));
        assertThat(builder().build().restore(chain, watermark)).isEqualTo(position);
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> builder().build().restore(chain, chain.get(1).watermark()))
                .withMessageContaining("does not stand at");
    }

    @Test
    void onlyACommittedWatermarkCanBeRestored() {
        Instant between = chain.get(1).watermark().plusSeconds(60);

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> builder().build().restore(chain, between))
                .withMessageContaining("none of 4 exports has the watermark " + between + ", the one before it is "
                        + chain.get(1).watermark());
    }

    @Test
    void filesAreWrittenAtTheSameTime() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Progress> progress = new ArrayList<>();
        try {
            applyAll(builder()
                    .parallel(4, pool)
                    .progress(progress::add)
                    .clock(world.clock())
                    .build());
        } finally {
            pool.shutdown();
        }

        assertThat(world.differences(copy, 1)).isEmpty();
        assertThat(progress).last().satisfies(last -> assertThat(last.done()).isEqualTo(last.total()));
    }

    @Test
    void whatAnotherThreadMeetsIsThrownAndNothingGoesOnBehindIt() {
        List<Long> writes = new ArrayList<>();
        FaultPlan plan = (operation, call) -> {
            if (!operation.equals("TransactWriteItems")) {
                return FaultPlan.Fault.NONE;
            }
            writes.add(call);
            return call == 1 ? FaultPlan.Fault.LOSE_REPLY : FaultPlan.Fault.NONE;
        };
        // the lanes of the executor come first, one after the other
        Replay replay =
                world.replay(copy, plan, bucket).parallel(4, Runnable::run).build();

        assertThatExceptionOfType(software.amazon.awssdk.core.exception.SdkException.class)
                .isThrownBy(() -> replay.apply(chain.get(0)));
        assertThat(writes).containsExactly(1L);
    }

    @Test // U3
    void aSecondReplayWritesNothing() throws Exception {
        applyAll(builder().build());
        List<String> calls = new ArrayList<>();
        Replay again = world.replay(
                        copy, FaultPlan.none().withBoundary((operation, when) -> calls.add(operation)), bucket)
                .build();

        applyAll(again);

        assertThat(calls).isNotEmpty().containsOnly("GetItem");
    }

    @Test
    void transformed() throws Exception {
        byte[] secret = "sixteen bytes and more".getBytes(StandardCharsets.UTF_8);
        String dropped = "state";
        String hashed = "tags";
        Transformation transformation = Transformation.dropping(Set.of(dropped))
                .andThen(Transformation.hashing(secret, Set.of(hashed)))
                .andThen(Transformation.keeping(item -> Images.canonical(item).hashCode() % 2 == 0));

        applyAll(builder().transformation(transformation).build());

        Set<String> wanted = exported(3).stream()
                .map(SdkItems::read)
                .flatMap(item -> transformation.of(item).stream())
                .map(Images::canonical)
                .collect(Collectors.toSet());
        assertThat(items()).isEqualTo(wanted).isNotEmpty();
        assertThat(items().size()).isLessThan(expected(3).size());
        assertThat(world.tables().scan(scan -> scan.tableName(copy + "-1")).items())
                .allSatisfy(item -> {
                    assertThat(item).doesNotContainKey(dropped);
                    assertThat(item.get(hashed).s()).matches("[0-9a-f]{64}");
                });
    }

    @Test
    void keysAreNeverChanged() {
        String key = World.keys()[0];
        Replay replay = builder()
                .transformation(Transformation.dropping(Set.of("nothing")).andThen(item -> {
                    Map<String, TypedValue> other = new HashMap<>(item);
                    other.put(key, new TypedValue.Text("another"));
                    return Optional.of(other);
                }))
                .build();

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(0)))
                .withMessageContaining("the transformation changes a key attribute");
    }

    @Test
    void shortSecretsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transformation.hashing(new byte[15], Set.of("name")))
                .withMessageContaining("15 bytes: expected 16 or more");
    }

    @Test
    void estimateIsWhatIsWritten() throws Exception {
        Replay replay = builder().build();
        replay.apply(chain.get(0));
        ExportReader reader = ExportReader.under(bucket, World.keys());

        for (ExportCommitted event : chain) {
            Estimate estimate = replay.estimate(event);
            long puts = reader.read(event.export().manifest().key()).records().stream()
                    .filter(record -> record.newImage().isPresent())
                    .count();
            assertThat(estimate.puts()).isEqualTo(puts);
            assertThat(estimate.puts() + estimate.deletes())
                    .isEqualTo(event.export().itemCount());
            // all items are below a KB, and a transaction takes two units for each
            assertThat(estimate.writeUnits()).isEqualTo(2 * event.export().itemCount());
        }
        assertThat(replay.position().orElseThrow().sequence()).isZero();
        assertThat(new Estimate(1, 0, 0, 1, 2_500_000).cost(new BigDecimal("1.25")))
                .isEqualByComparingTo("3.125");
    }

    @Test
    void foreignWritesAreRefused() throws Exception {
        Replay replay = builder().refuseForeignWrites().build();
        replay.apply(chain.get(0));
        replay.apply(chain.get(1));
        ExportReader reader = ExportReader.under(bucket, World.keys());
        Map<String, AttributeValue> key = reader
                .read(chain.get(2).export().manifest().key())
                .records()
                .stream()
                .filter(record -> record.oldImage().isPresent())
                .findFirst()
                .orElseThrow()
                .keys();
        world.tables().deleteItem(delete -> delete.tableName(copy + "-1").key(key));

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay.apply(chain.get(2)))
                .withMessageContaining(
                        "the copy does not have this item, expected it; somebody else writes to the copy");
        builder().build().apply(chain.get(2));
    }

    @Test
    void rateIsKept() throws Exception {
        List<Duration> pauses = new ArrayList<>();
        Replay replay = builder()
                .writeUnitsPerSecond(10)
                .clock(world.clock())
                .pause(pauses::add)
                .build();

        replay.apply(chain.get(0));

        // the clock stands still, so each write waits for all before it: two units an item, ten a second
        long items = chain.get(0).export().itemCount();
        assertThat(pauses).isSorted().isNotEmpty();
        assertThat(pauses.get(pauses.size() - 1)).isLessThan(Duration.ofMillis(200 * items));
        assertThat(pauses.get(0)).isEqualTo(Duration.ofMillis(800));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().writeUnitsPerSecond(0));
    }

    @Test
    void tableWithOtherKeysIsRefused() {
        world.tables().createTable(Replay.cursorTable(copy + "-1"));

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> builder().build().apply(chain.get(0)))
                .withMessageContaining("table " + copy + "-1: its keys are [copy HASH], expected [");
    }
}
