package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exportsOf;
import static io.github.dcie.house.scenarios.Scenario.JOB;
import static io.github.dcie.house.scenarios.Scenario.TABLE;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the stories on the peers' defects have in common: how they begin, what goes wrong, what is then true. */
final class PeerStories {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);

    static final String EXPORT = "ExportTableToPointInTime";
    static final String DESCRIBE = "DescribeExport";
    static final String WRITE = "write";
    static final String DELIVER = "deliver";

    private PeerStories() {}

    /**
     * A scenario in which exports take five minutes, so that windows do not overlap unless the story makes them. In the
     * end its transcript sums up what DynamoDB has billed and what was delivered.
     */
    static Scenario story(String name, Consumer<Simulation> story) {
        return Scenario.of(name, world -> {
            world.aws().exportsTake(FIVE_MINUTES);
            story.accept(world);
            world.note("billed: " + counted(billed(world)));
            world.note("told: " + counted(told(world)));
        });
    }

    /** A story that handles what is stored. */
    static Scenario storing(String name, BiConsumer<Simulation, InMemoryStateStore> story) {
        AtomicReference<InMemoryStateStore> store = new AtomicReference<>(new InMemoryStateStore());
        return story(name, world -> story.accept(world, store.get())).withWorld(builder -> {
            store.set(new InMemoryStateStore());
            return builder.store(store::get);
        });
    }

    /** What is stored now, as a backup would keep it. */
    static StateDocument stored(InMemoryStateStore store) {
        try {
            return store.read(JOB.id()).document().orElseThrow();
        } catch (StateStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody puts a document in the place of what is stored. */
    static void put(InMemoryStateStore store, StateDocument document) {
        try {
            Revision newest = store.read(JOB.id()).revision();
            store.write(
                    JOB.id(),
                    new StateWrite(WriteId.random(), newest, document, Map.of(), Instant.EPOCH, Optional.empty()));
        } catch (StateStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- how stories begin -----------------------------------------------------------------------------------------

    /** The full export and one window are committed and told. */
    static void following(Simulation world) {
        untilWindowsAreTold(world, 1);
    }

    static void untilWindowsAreTold(Simulation world, int number) {
        int before = world.events().committedWindows().size();
        followUntil(world, status -> world.events().committedWindows().size() >= before + number);
    }

    /** The full export of a generation is committed. */
    static void untilFullExportIsComplete(Simulation world, int generation) {
        followUntil(
                world,
                status -> status.chain()
                        .filter(chain -> chain.generation() == generation
                                && chain.watermark().isPresent())
                        .isPresent());
    }

    static void untilConditionHolds(Simulation world, Condition.Kind kind) {
        followUntil(world, status -> status.conditions().stream().anyMatch(condition -> condition.kind() == kind));
    }

    static void followUntil(Simulation world, Predicate<JobStatus> what) {
        world.followUntil(what, Duration.ofDays(2));
    }

    /** Time passes until the next window is due; nobody has requested it. */
    static ExportWindow nextWindowIsDue(Simulation world) {
        ExportJob job = world.process(0).job();
        ExportWindow window = ExportWindow.of(chain(world).frontier(), job.windowSize());
        world.clock().advanceTo(window.to().plus(job.settleDelay()));
        return window;
    }

    /** A window is requested, and its export runs. */
    static ExportWindow nextWindowIsRequested(Simulation world) {
        ExportWindow window = nextWindowIsDue(world);
        world.process(0).step();
        assertThat(exportsOf(world, window)).hasSize(1);
        return window;
    }

    // ---- what goes wrong -------------------------------------------------------------------------------------------

    /** Happens to the step's first call of an operation. */
    static FaultPlan at(String operation, Fault fault) {
        return at(operation, 1, fault);
    }

    /** Happens to one of the step's calls of an operation. */
    static FaultPlan at(String operation, int number, Fault fault) {
        AtomicInteger calls = new AtomicInteger();
        return (called, call) -> called.equals(operation) && calls.incrementAndGet() == number ? fault : Fault.NONE;
    }

    /** The step's first call of an operation is made, and something happens before its answer is seen. */
    static FaultPlan inside(String operation, Fault fault, Runnable happens) {
        AtomicInteger calls = new AtomicInteger();
        return at(operation, fault).withBoundary((called, when) -> {
            if (called.equals(operation) && when == When.AFTER && calls.incrementAndGet() == 1) {
                happens.run();
            }
        });
    }

    // ---- what is then true -----------------------------------------------------------------------------------------

    static JobStatus status(Simulation world) {
        return world.status().orElseThrow();
    }

    static List<State> states(List<EmulatedExport> exports) {
        return exports.stream().map(EmulatedExport::state).toList();
    }

    /** The windows of the newest chain, as they were told, go on from its full export without gap or repetition. */
    static void assertUnbrokenChain(Simulation world) {
        List<FullExportCommitted> fulls = world.events().events(FullExportCommitted.class);
        FullExportCommitted newest = fulls.get(fulls.size() - 1);
        List<ExportWindow> windows = world.events().events(WindowCommitted.class).stream()
                .filter(event -> event.generation() == newest.generation())
                .map(WindowCommitted::window)
                .toList();
        ChainAssert.assertThat(windows)
                .startsAt(newest.exportTime())
                .isContiguous()
                .isDisjoint()
                .isExportedExactlyOnceIn(world.aws());
    }

    /** All that was delivered on conditions, repetitions included. */
    static List<String> conditionsTold(Simulation world) {
        return world.events().deliveries().stream()
                .filter(ConditionEvent.class::isInstance)
                .map(PeerStories::nameOf)
                .toList();
    }

    /** How often it was delivered that a window is committed. */
    static long deliveriesOf(Simulation world, ExportWindow window) {
        return world.events().deliveries().stream()
                .filter(event -> event instanceof WindowCommitted committed
                        && committed.window().equals(window))
                .count();
    }

    /** What is wrong, in the words that a person reads. */
    static String complaints(Simulation world) {
        return status(world).conditions().stream().map(Condition::toString).collect(joining("; "));
    }

    private static List<String> billed(Simulation world) {
        return world.aws().exports(TABLE).stream()
                .map(export -> (export.window().isPresent() ? "window" : "full export")
                        + (export.state() == State.COMPLETED ? "" : " " + export.state()))
                .toList();
    }

    private static List<String> told(Simulation world) {
        return world.events().deliveries().stream().map(PeerStories::nameOf).toList();
    }

    private static String nameOf(ExportEvent event) {
        if (event instanceof ConditionEvent condition) {
            return condition.condition().kind() + (event instanceof ConditionBegan ? " began" : " ended");
        } else if (event instanceof WindowCommitted) {
            return "window";
        }
        return (event instanceof FullExportCommitted ? "full export " : "chain ") + event.generation();
    }

    /** Repetitions are counted. */
    private static String counted(List<String> words) {
        List<String> counted = new ArrayList<>();
        int same = 1;
        for (int i = 0; i < words.size(); i += same) {
            same = 1;
            while (i + same < words.size() && words.get(i + same).equals(words.get(i))) {
                same++;
            }
            counted.add(words.get(i) + (same == 1 ? "" : " x" + same));
        }
        return String.join(", ", counted);
    }
}
