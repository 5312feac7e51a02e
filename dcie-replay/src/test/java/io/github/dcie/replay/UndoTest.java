package io.github.dcie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.SimulatedCrash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** U4, U5: windows are taken back, and nothing newer with them. */
final class UndoTest {

    @TempDir
    static Path bucket;

    private static World world;
    private static List<ExportCommitted> chain;

    private String copy;
    private final List<Conflict> conflicts = new ArrayList<>();

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

    private String table() {
        return copy + "-1";
    }

    /** A copy up to a sequence, and what was in it. */
    private Set<String> copied(int upTo) throws Exception {
        for (ExportCommitted event : chain.subList(0, upTo + 1)) {
            world.replay(copy).apply(event);
        }
        return world.items(table());
    }

    private static List<WindowCommitted> windows(int from, int to) {
        return chain.subList(from, to + 1).stream()
                .map(WindowCommitted.class::cast)
                .toList();
    }

    private Undo.Builder undo(FaultPlan plan) {
        return Undo.builder(world.client(plan), BucketObjects.inFolder(bucket), table())
                .pause(time -> {});
    }

    private Undo undo() {
        return undo(FaultPlan.none()).build();
    }

    @Test // U5
    void whatTheWindowsDidIsGone() throws Exception {
        Set<String> before = copied(0);
        copied(3);
        UndoReport preview = undo().preview(windows(1, 3), conflicts::add);

        UndoReport report = undo().run(windows(1, 3), conflicts::add);

        assertThat(world.items(table())).isEqualTo(before);
        assertThat(report).isEqualTo(preview);
        assertThat(report.putBack()).isPositive();
        assertThat(report.deleted()).isPositive();
        assertThat(conflicts).isEmpty();
    }

    @Test
    void onlyTheLastWindow() throws Exception {
        Set<String> before = copied(1);
        copied(2);

        undo().run(windows(2, 2), conflicts::add);

        assertThat(world.items(table())).isEqualTo(before);
    }

    @Test
    void aPreviewWritesNothing() throws Exception {
        Set<String> now = copied(3);

        undo().preview(windows(1, 3), conflicts::add);

        assertThat(world.items(table())).isEqualTo(now);
    }

    @Test
    void inParts() throws Exception {
        Set<String> before = copied(0);
        copied(3);

        UndoReport report = undo(FaultPlan.none()).itemsInMemory(5).build().run(windows(1, 3), conflicts::add);

        assertThat(world.items(table())).isEqualTo(before);
        assertThat(report.putBack()).isPositive();
    }

    @Test
    void twiceIsOnce() throws Exception {
        Set<String> before = copied(0);
        copied(3);
        undo().run(windows(1, 3), conflicts::add);

        assertThat(undo().run(windows(1, 3), conflicts::add)).isEqualTo(UndoReport.NOTHING);

        assertThat(world.items(table())).isEqualTo(before);
        assertThat(conflicts).isEmpty();
    }

    /** Some items are changed, some deleted, some created since: all of those stay, all others are as before. */
    @RepeatedTest(8)
    void newerWritesSurvive(RepetitionInfo repetition) throws Exception {
        copy = copy + repetition.getCurrentRepetition();
        Random random = new Random(repetition.getCurrentRepetition());
        int first = 1 + random.nextInt(3);
        Map<String, Map<String, AttributeValue>> before = itemsByKey(first - 1);
        Map<String, Map<String, AttributeValue>> after = itemsByKey(3);
        Map<String, Map<String, AttributeValue>> wanted = new LinkedHashMap<>(before);
        Set<String> touched = new HashSet<>();
        for (Map.Entry<String, Map<String, AttributeValue>> entry : after.entrySet()) {
            Map<String, AttributeValue> item = new LinkedHashMap<>(entry.getValue());
            switch (random.nextInt(6)) {
                case 0 -> item.put("state", AttributeValue.fromS("written since"));
                case 1 -> item.put("new attribute", AttributeValue.fromN("1"));
                case 2 -> item.remove("gift");
                case 3 -> item.clear();
                default -> {
                    continue;
                }
            }
            touched.add(entry.getKey());
            if (item.isEmpty()) {
                wanted.remove(entry.getKey());
                world.tables().deleteItem(delete -> delete.tableName(table()).key(key(entry.getValue())));
            } else {
                wanted.put(entry.getKey(), item);
                world.tables().putItem(put -> put.tableName(table()).item(item));
            }
        }
        Set<String> changed = changedKeys(before, after);
        Set<String> expectedConflicts = new HashSet<>(touched);
        expectedConflicts.retainAll(changed);

        UndoReport report = undo().run(windows(first, 3), conflicts::add);

        assertThat(world.items(table())).isEqualTo(World.canonical(wanted.values()));
        assertThat(conflicts)
                .extracting(conflict -> io.github.dcie.replay.internal.Images.canonical(conflict.keys()))
                .containsExactlyInAnyOrderElementsOf(expectedConflicts);
        assertThat(conflicts).allSatisfy(conflict -> assertThat(conflict.left()).isNotEqualTo(conflict.found()));
        assertThat(report.conflicts()).isEqualTo(expectedConflicts.size());
    }

    private static Set<String> changedKeys(
            Map<String, Map<String, AttributeValue>> before, Map<String, Map<String, AttributeValue>> after) {
        Set<String> changed = new HashSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(key -> before.containsKey(key)
                && after.containsKey(key)
                && World.canonical(List.of(before.get(key))).equals(World.canonical(List.of(after.get(key)))));
        return changed;
    }

    private Map<String, Map<String, AttributeValue>> itemsByKey(int upTo) throws Exception {
        copied(upTo);
        Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        world.tables()
                .scan(scan -> scan.tableName(table()))
                .items()
                .forEach(item ->
                        items.put(World.canonical(List.of(key(item))).iterator().next(), item));
        return items;
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of("customer", item.get("customer"), "order", item.get("order"));
    }

    @ParameterizedTest // U5
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER", "LOSE_REPLY"})
    void goesOnAfterEveryEffect(Fault fault) throws Exception {
        copy = copy + fault;
        Set<String> before = copied(0);
        int effects = 0;
        boolean isOver = false;
        while (!isOver) {
            effects++;
            copied(3);
            reset();
            try {
                undo(FaultPlan.onEffect(effects, fault)).build().run(windows(1, 3), conflicts::add);
                isOver = true;
            } catch (SimulatedCrash | SdkException killed) {
                undo().run(windows(1, 3), conflicts::add);
            }
            assertThat(world.items(table())).as("effect " + effects).isEqualTo(before);
            assertThat(conflicts).isEmpty();
        }
        assertThat(effects).isGreaterThan(4);
    }

    /** As after the last window, and no cursor of an undo. */
    private void reset() throws Exception {
        try {
            world.tables().deleteTable(delete -> delete.tableName(table()));
        } catch (ResourceNotFoundException e) {
            // the first time there is none
        }
        world.tables().scan(scan -> scan.tableName("replay-cursors")).items().stream()
                .map(item -> item.get("copy"))
                .filter(key -> key.s().equals(copy)
                        || key.s().startsWith(copy + "#")
                        || key.s().startsWith("undo/" + table()))
                .forEach(key -> world.tables()
                        .deleteItem(delete -> delete.tableName("replay-cursors").key(Map.of("copy", key))));
        copied(3);
    }

    /** Somebody writes an item between the look and the write. */
    @Test
    void whoWritesInBetweenIsNotOverwritten() throws Exception {
        copied(0);
        Map<String, Map<String, AttributeValue>> after = itemsByKey(3);
        List<String> done = new ArrayList<>();
        FaultPlan plan = FaultPlan.none().withBoundary((operation, when) -> {
            if (operation.equals("TransactWriteItems") && when == FaultPlan.When.BEFORE && done.isEmpty()) {
                done.add(operation);
                after.values()
                        .forEach(item -> world.tables()
                                .updateItem(update -> update.tableName(table())
                                        .key(key(item))
                                        .updateExpression("SET gift = :new")
                                        .expressionAttributeValues(
                                                Map.of(":new", AttributeValue.fromS("written since")))));
            }
        });

        UndoReport report = undo(plan).build().run(windows(1, 3), conflicts::add);

        assertThat(done).isNotEmpty();
        assertThat(report.conflicts()).isPositive();
        assertThat(world.tables().scan(scan -> scan.tableName(table())).items())
                .hasSizeGreaterThanOrEqualTo(after.size())
                .filteredOn(item -> "written since".equals(item.get("gift").s()))
                .hasSize(after.size());
    }

    @Test
    void windowsThatDoNotFollowOneAnotherAreRefused() {
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() ->
                        undo().run(List.of(windows(1, 1).get(0), windows(3, 3).get(0)), conflicts::add))
                .withMessageContaining("it does not follow");
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> undo().run(List.of(), conflicts::add))
                .withMessageContaining("there are none");
    }

    @Test
    void anotherNumberOfPartsCannotGoOn() throws Exception {
        copied(3);
        undo().run(windows(1, 3), conflicts::add);

        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(
                        () -> undo(FaultPlan.none()).itemsInMemory(3).build().run(windows(1, 3), conflicts::add))
                .withMessageContaining("it was begun in 1 parts, expected ");
    }
}
