package io.github.dcie.examples.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.examples.iceberg.FailingCalls.When;
import io.github.dcie.examples.iceberg.FreshTable.Result;
import io.github.dcie.examples.iceberg.local.MortalCalls;
import io.github.dcie.examples.iceberg.local.World;
import io.github.dcie.testkit.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One export is applied while something happens at one of its calls, to the files or to the catalog's database: at each of
 * them, in turn. Whatever it is, the export becomes one snapshot, and the rows are the items.
 */
final class EveryCallTest {

    /** Which export, and how. */
    private enum Story {
        FIRST_FULL_EXPORT(0, WriteMode.COPY_ON_WRITE),
        WINDOW_BY_COPYING(2, WriteMode.COPY_ON_WRITE),
        WINDOW_BY_DELETES(2, WriteMode.EQUALITY_DELETES),
        EMPTY_WINDOW(3, WriteMode.COPY_ON_WRITE),
        NEXT_GENERATION(4, WriteMode.COPY_ON_WRITE);

        private final int before;
        private final WriteMode mode;

        Story(int before, WriteMode mode) {
            this.before = before;
            this.mode = mode;
        }

        ExportCommitted event() {
            return world.chain().get(before);
        }
    }

    @TempDir
    static Path bucket;

    private static World world;

    @TempDir
    Path folder;

    private Warehouse warehouse;

    @BeforeAll
    static void export() throws Exception {
        world = new World(bucket);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void begin() throws IOException {
        warehouse = new Warehouse(folder.resolve("warehouse"), folder.resolve("saved"));
    }

    private Kept keeping(Story story, Calls calls) {
        return new Kept(
                warehouse.folder(),
                bucket,
                World.columns().inBuckets(story == Story.WINDOW_BY_COPYING ? 2 : 1),
                story.mode,
                calls);
    }

    /** Applies what comes before, and counts the calls that this one makes. */
    private FailingCalls prepare(Story story) throws Exception {
        try (Kept kept = keeping(story, Calls.undisturbed())) {
            kept.applyAll(world.chain().subList(0, story.before));
        }
        warehouse.save();
        FailingCalls calls = new FailingCalls();
        try (Kept kept = keeping(story, calls)) {
            kept.fresh().apply(story.event());
        }
        assertThat(calls.count()).isGreaterThan(10);
        return calls;
    }

    private void assertApplied(Story story, String when) throws Exception {
        try (Kept kept = keeping(story, Calls.undisturbed())) {
            ExportCommitted event = story.event();
            kept.fresh().apply(event);
            Version current = kept.fresh().current().orElseThrow();
            assertThat(current.position()).as(when).isEqualTo(Position.of(event));
            assertThat(kept.sequences(event.generation()))
                    .as(when)
                    .isEqualTo(
                            LongStream.rangeClosed(0, event.sequence()).boxed().toList());
            assertThat(world.differences(kept.fresh(), current)).as(when).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void theProcessIsKilled(Story story) throws Exception {
        int calls = prepare(story).count();
        for (int call = 1; call <= calls; call++) {
            warehouse.restore();
            MortalCalls mortal = new MortalCalls(call);
            try (Kept kept = keeping(story, mortal)) {
                kept.fresh().apply(story.event());
            } catch (SimulatedCrash | Exception killed) {
                assertThat(killed).isNotInstanceOf(NullPointerException.class);
            }
            assertThat(mortal.isDead()).isTrue();
            assertApplied(story, "killed before call " + call);
        }
    }

    /** The process lives on and cleans up, of what it believes was not committed. */
    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"FIRST_FULL_EXPORT", "WINDOW_BY_COPYING"})
    void theCallFails(Story story) throws Exception {
        FailingCalls calls = prepare(story);
        for (int call = 1; call <= calls.count(); call++) {
            fail(story, call, When.BEFORE);
            if (calls.answered().contains(call)) {
                fail(story, call, When.AFTER);
            }
        }
    }

    private void fail(Story story, int call, When when) throws Exception {
        warehouse.restore();
        try (Kept kept = keeping(story, new FailingCalls(call, when))) {
            kept.fresh().apply(story.event());
        } catch (IOException | RuntimeException failed) {
            assertThat(failed).isNotInstanceOf(NullPointerException.class);
        }
        assertApplied(story, "failed " + when + " call " + call);
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void anotherProcessIsFaster(Story story) throws Exception {
        int calls = prepare(story).count();
        int overtaken = 0;
        for (int call = 1; call <= calls; call++) {
            warehouse.restore();
            AtomicReference<Result> other = new AtomicReference<>();
            Calls between = new CallBetween(call, () -> {
                try (Kept kept = keeping(story, Calls.undisturbed())) {
                    other.set(kept.fresh().apply(story.event()));
                }
            });
            try (Kept kept = keeping(story, between)) {
                Result one = kept.fresh().apply(story.event());
                assertThat(List.of(one, other.get())).as("call " + call).containsOnlyOnce(Result.APPLIED);
                overtaken += one == Result.OVERTAKEN ? 1 : 0;
            }
            assertApplied(story, "overtaken at call " + call);
            assertThat(orphans(story)).as("files left behind, call " + call).isEmpty();
        }
        assertThat(overtaken).isPositive();
    }

    /** Files with rows that no snapshot names. */
    private List<Path> orphans(Story story) throws Exception {
        List<Path> files = new ArrayList<>(warehouse.dataFiles());
        try (Kept kept = keeping(story, Calls.undisturbed())) {
            for (int generation = 1; generation <= story.event().generation(); generation++) {
                for (String file : Named.dataFiles(kept.table(generation))) {
                    files.remove(Path.of(file));
                }
            }
        }
        return files;
    }
}
