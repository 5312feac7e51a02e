package io.github.dcie.house.simulation;

import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportSignal;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.simulation.ProcessFactory;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.SmallScope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stories that are short enough to be told in all ways. What goes before what each is about is done by one process alone;
 * {@link Simulation#together} is where the ways part.
 */
final class ShortStories {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Duration EXPORT_TAKES = Duration.ofMinutes(5);

    /** An export's five minutes are over, and it is time to look at it. */
    private static final Duration EXPORT_ENDS = Duration.ofMinutes(7);

    /** It is time for any job to look at its full export: one that is signalled does so at last (P3). */
    private static final Duration FULL_EXPORT_SEEN = Duration.ofSeconds(910);

    /** From one step to the first at which the next window is due. */
    private static final Duration WINDOW_DUE = Duration.ofMinutes(15);

    /** Where a world's processes keep the state. */
    @FunctionalInterface
    interface Storage {
        Simulation.Builder in(Simulation.Builder world, ExportEmulator aws);
    }

    private final Storage storage;
    private final ProcessFactory processes;
    private final ProcessFactory signalled;
    private final Consumer<Simulation> prologue;
    private final Consumer<Simulation> epilogue;

    ShortStories(Storage storage) {
        this(storage, Worlds::start, Worlds::startSignalled, world -> {}, world -> {});
    }

    /**
     * With processes of another kind.
     *
     * @param signalled the same, of coordinators that count on signals
     * @param prologue what comes before each story
     * @param epilogue what comes after it, before all is settled
     */
    ShortStories(
            Storage storage,
            ProcessFactory processes,
            ProcessFactory signalled,
            Consumer<Simulation> prologue,
            Consumer<Simulation> epilogue) {
        this.storage = storage;
        this.processes = processes;
        this.signalled = signalled;
        this.prologue = prologue;
        this.epilogue = epilogue;
    }

    /** In memory. */
    static List<SmallScope> inMemory() {
        return new ShortStories(Simulation.Builder::emulator).all();
    }

    List<SmallScope> all() {
        return List.of(
                firstFullExport(),
                firstWindow(),
                windowEndsWhileNextIsDue(),
                exportFails(),
                replyIsLost(),
                resetWhileAWindowRuns(),
                pauseWhileAWindowIsDue(),
                noticesOfADeadStep(),
                gap(),
                recoveryFlaps(),
                notifierFailsOnce(),
                signalComes(),
                signalledJobIsSignalledTooEarly(),
                stateIsLost());
    }

    // K5, W1, S6 to S8
    private SmallScope firstFullExport() {
        return story("first full export", ShortStories::firstFullExport);
    }

    static SmallScope firstFullExport(Supplier<Simulation> worlds) {
        return SmallScope.of("first full export", worlds, ShortStories::firstFullExport);
    }

    private static void firstFullExport(Simulation world) {
        world.together();
        world.waits(EXPORT_ENDS);
        world.together();
    }

    // W2
    private SmallScope firstWindow() {
        return story("the full export completes, and the first window", world -> {
            world.process(0).step();
            world.waits(Duration.ofMinutes(12));
            world.together();
            world.waits(EXPORT_ENDS);
            world.together();
        });
    }

    // W4: two may be in flight
    private SmallScope windowEndsWhileNextIsDue() {
        return story("a window completes while the next is due", world -> {
            windowRuns(world);
            world.waits(WINDOW_DUE);
            world.together();
            world.waits(EXPORT_ENDS);
            world.together();
        });
    }

    // F3, T5
    private SmallScope exportFails() {
        return story("an export fails and is retried", world -> {
            world.process(0).step();
            world.aws().failNext(2, "S3AccessDenied", "Access Denied");
            world.waits(Duration.ofMinutes(12));
            world.process(0).step();
            world.waits(EXPORT_ENDS);
            world.together();
            world.waits(EXPORT_ENDS);
            world.together();
            world.waits(EXPORT_ENDS);
            world.together();
        });
    }

    // T3: the token is forgotten
    private SmallScope replyIsLost() {
        return story("a reply is lost, then nothing for 9 hours", world -> {
            world.process(0).step();
            world.waits(Duration.ofMinutes(12));
            world.process(0).step(on("ExportTableToPointInTime", Fault.LOSE_REPLY));
            world.waits(Duration.ofHours(9));
            world.together();
            world.waits(EXPORT_ENDS);
            world.together();
        });
    }

    // K6, F5
    private SmallScope resetWhileAWindowRuns() {
        return story("a reset while a window runs", world -> {
            windowRuns(world);
            world.reset();
            world.together();
            world.waits(EXPORT_ENDS);
            world.together();
        });
    }

    // K6, I8
    private SmallScope pauseWhileAWindowIsDue() {
        return story("a pause while a window is due", world -> {
            windowRuns(world);
            world.waits(WINDOW_DUE);
            world.pause();
            world.together();
            world.resume();
            world.together();
        });
    }

    // N1
    private SmallScope noticesOfADeadStep() {
        return story("a dead step's notices are taken over", world -> {
            windowRuns(world);
            world.waits(WINDOW_DUE);
            world.process(0).step(on("deliver", Fault.CRASH_AFTER));
            world.waits(MINUTE);
            world.together();
            world.waits(Duration.ofMinutes(3));
            world.together();
            world.waits(MINUTE);
            world.together();
        });
    }

    // G1, G3, F5
    private SmallScope gap() {
        return story("a gap is latched and reset", world -> {
            windowRuns(world);
            world.waits(WINDOW_DUE);
            world.aws().switchRecoveryOff(Worlds.TABLE);
            world.aws().switchRecoveryOn(Worlds.TABLE);
            world.together();
            world.waits(MINUTE);
            world.reset();
            world.together();
        });
    }

    // G3
    private SmallScope recoveryFlaps() {
        return story("recovery flaps between steps", world -> {
            windowRuns(world);
            world.waits(WINDOW_DUE);
            world.aws().switchRecoveryOff(Worlds.TABLE);
            world.together();
            world.aws().switchRecoveryOn(Worlds.TABLE);
            world.waits(MINUTE);
            world.together();
        });
    }

    // N1, N4
    private SmallScope notifierFailsOnce() {
        return story("a notifier fails once", this::worldWhoseNotifierFailsOnce, world -> {
            windowRuns(world);
            world.waits(WINDOW_DUE);
            world.together();
            world.waits(Duration.ofMinutes(3));
            world.together();
        });
    }

    // K5
    private SmallScope stateIsLost() {
        return story("the state is lost", world -> {
            windowRuns(world);
            world.stateIsLost();
            world.together();
            world.waits(MINUTE);
            world.reset();
            world.together();
        });
    }

    // P3
    private SmallScope signalComes() {
        return story("a signal comes too early, and again", world -> {
            windowIsWaitedFor(world);
            world.waits(MINUTE);
            world.process(0).step(signal(world));
            world.waits(Duration.ofSeconds(10));
            world.together();
            world.waits(EXPORT_ENDS);
            world.process(1).step(signal(world));
            world.together();
        });
    }

    // P3: by itself nobody looks before a quarter of an hour; what the early signal has left does it, in whichever
    // process
    private SmallScope signalledJobIsSignalledTooEarly() {
        return story(
                "a signalled job is signalled too early, and is done soon after",
                () -> builder(signalled).build(),
                world -> {
                    windowIsWaitedFor(world);
                    world.waits(EXPORT_TAKES.minusSeconds(5));
                    world.process(0).step(signal(world));
                    world.waits(Duration.ofSeconds(10));
                    world.together();
                    world.process(1).step(signal(world));
                });
    }

    private static ExportSignal signal(Simulation world) {
        List<EmulatedExport> all = world.aws().exports(Worlds.TABLE);
        return ExportSignal.ofManifest(
                "acme-exports", "AWSDynamoDB/" + all.get(all.size() - 1).arn().exportId() + "/manifest-summary.json");
    }

    private SmallScope story(String name, Consumer<Simulation> story) {
        return story(name, this::world, story);
    }

    private SmallScope story(String name, Supplier<Simulation> worlds, Consumer<Simulation> story) {
        return SmallScope.of(name, worlds, prologue.andThen(story).andThen(epilogue));
    }

    private Simulation world() {
        return builder(processes).build();
    }

    private Simulation.Builder builder(ProcessFactory kind) {
        return storage.in(Simulation.of(Worlds.JOB, kind), quick());
    }

    private Simulation worldWhoseNotifierFailsOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        return builder(processes)
                .notifier(() -> event -> {
                    if (event instanceof WindowCommitted && !failed.getAndSet(true)) {
                        throw new IOException("the topic is busy");
                    }
                })
                .build();
    }

    static ExportEmulator quick() {
        ExportEmulator aws = ExportEmulator.withTable(Worlds.TABLE);
        aws.exportsTake(EXPORT_TAKES);
        return aws;
    }

    /** The first window's export was requested just now, by a job of either kind. */
    static void windowIsWaitedFor(Simulation world) {
        world.process(0).step();
        world.waits(FULL_EXPORT_SEEN);
        world.process(0).step();
    }

    /** The full export is told, the first window's export was requested just now. */
    private static void windowRuns(Simulation world) {
        world.process(0).step();
        world.waits(Duration.ofMinutes(12));
        world.process(0).step();
    }

    private static FaultPlan on(String operation, Fault fault) {
        return (called, number) -> called.equals(operation) ? fault : Fault.NONE;
    }
}
