package io.github.dcie.house.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Chain;
import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobStatus;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What stories of concurrency, of schedulers and of long times have in common. */
final class LongStoriesHelp {

    static final String REQUEST = "ExportTableToPointInTime";

    /** How long an export takes unless a story says otherwise; the emulator's own default. */
    static final Duration USUAL = Duration.ofMinutes(12);

    private LongStoriesHelp() {}

    // ---- how a story goes on ---------------------------------------------------------------------------------------

    /** Until the full export and some windows are committed and told, and nothing runs. */
    static void following(Simulation world) {
        world.followUntil(
                status -> !world.events().committedWindows().isEmpty()
                        && status.openExports().isEmpty()
                        && status.pendingEvents() == 0,
                Duration.ofDays(2));
    }

    /** Until so many more windows were told. */
    static void untilTold(Simulation world, int more) {
        int number = told(world) + more;
        world.followUntil(status -> told(world) >= number && status.pendingEvents() == 0, Duration.ofDays(2));
    }

    /** Until everything that is over is committed and told, as far as exports of usual length can. */
    static void caughtUp(Simulation world) {
        world.followUntil(
                status -> status.pendingEvents() == 0 && isAtMost(status, Duration.ofMinutes(40)), Duration.ofDays(2));
    }

    private static boolean isAtMost(JobStatus status, Duration lag) {
        return status.lag().map(now -> now.compareTo(lag) <= 0).orElse(false);
    }

    /** Nobody makes a step before the next window is due; then it is the story's turn. */
    static void dueNow(Simulation world) {
        Instant frontier = chain(world).frontier();
        world.clock()
                .advanceTo(frontier.plus(world.process(0).job().windowSize())
                        .plus(world.process(0).job().settleDelay()));
    }

    /** Nobody calls. */
    static void asleep(Simulation world, Duration time) {
        world.note("nobody calls for " + time.toDays() + " days");
        world.waits(time);
    }

    // ---- what strikes a step ---------------------------------------------------------------------------------------

    /** A fault at the step's first call of an operation. */
    static FaultPlan once(String operation, Fault fault) {
        AtomicBoolean struck = new AtomicBoolean();
        return (name, call) -> name.equals(operation) && !struck.getAndSet(true) ? fault : Fault.NONE;
    }

    /** A fault at the step's call of that number of an operation. */
    static FaultPlan at(int number, String operation, Fault fault) {
        AtomicLong calls = new AtomicLong();
        return (name, call) -> name.equals(operation) && calls.incrementAndGet() == number ? fault : Fault.NONE;
    }

    /** Something happens just before the step's call of that number of an operation. */
    static FaultPlan before(int number, String operation, Runnable happens) {
        return beside(When.BEFORE, number, operation, happens);
    }

    /** Something happens when the step's first call of an operation is made, and its answer is on its way. */
    static FaultPlan after(String operation, Runnable happens) {
        return beside(When.AFTER, 1, operation, happens);
    }

    private static FaultPlan beside(When side, int number, String operation, Runnable happens) {
        AtomicLong calls = new AtomicLong();
        return FaultPlan.none().withBoundary((name, when) -> {
            if (name.equals(operation) && when == side && calls.incrementAndGet() == number) {
                happens.run();
            }
        });
    }

    // ---- what has come of it ---------------------------------------------------------------------------------------

    static Chain chain(Simulation world) {
        return world.status().orElseThrow().chain().orElseThrow();
    }

    static List<EmulatedExport> exports(Simulation world) {
        return world.aws().exports(Scenario.TABLE);
    }

    static List<EmulatedExport> fullExports(Simulation world) {
        return exports(world).stream()
                .filter(export -> export.window().isEmpty())
                .toList();
    }

    static List<EmulatedExport> exportsOf(Simulation world, ExportWindow window) {
        return exports(world).stream()
                .filter(export -> export.window().filter(window::equals).isPresent())
                .toList();
    }

    static List<EmulatedExport> windowExports(Simulation world) {
        return exports(world).stream()
                .filter(export -> export.window().isPresent())
                .toList();
    }

    /** One chain so far, without a hole, every window of it exported once, and what was not told is not billed twice. */
    static void oneChainWithoutAHole(Simulation world) {
        List<ExportWindow> told = world.events().committedWindows();
        ChainAssert.assertThat(told)
                .startsAt(fullExports(world).get(fullExports(world).size() - 1).exportTime())
                .isContiguous()
                .isDisjoint()
                .isExportedExactlyOnceIn(world.aws());
        assertThat(world.events().deliveries().stream().filter(ExportCommitted.class::isInstance))
                .as("each is told once, the full export first")
                .hasSize(told.size() + 1);
    }

    /** None failed, none was given up: each window, and the full export, was billed once. */
    static void nothingBilledTwice(Simulation world) {
        assertThat(fullExports(world)).hasSize(1);
        assertThat(windowExports(world)).extracting(EmulatedExport::window).doesNotHaveDuplicates();
        assertThat(exports(world)).extracting(EmulatedExport::state).doesNotContain(State.FAILED);
    }

    static List<Kind> holding(Simulation world) {
        return world.status().orElseThrow().conditions().stream()
                .map(Condition::kind)
                .toList();
    }

    /** The conditions whose beginnings were told, in order. */
    static List<Kind> began(Simulation world) {
        return world.events().events(ConditionBegan.class).stream()
                .map(event -> event.condition().kind())
                .toList();
    }

    /** The conditions whose ends were told, in order. */
    static List<Kind> ended(Simulation world) {
        return world.events().events(ConditionEnded.class).stream()
                .map(event -> event.condition().kind())
                .toList();
    }

    /** How many windows were told. */
    static int told(Simulation world) {
        return world.events().committedWindows().size();
    }

    static long requests(Simulation world) {
        return world.aws().calls(REQUEST);
    }

    // ---- a store that a story can reach ----------------------------------------------------------------------------

    /** The store of the world that is being played, for stories in which a person tampers with it. */
    static final class StoreAtHand {

        private final AtomicReference<InMemoryStateStore> store = new AtomicReference<>(new InMemoryStateStore());

        /** Each world has a store of its own. */
        Simulation.Builder in(Simulation.Builder builder) {
            InMemoryStateStore fresh = new InMemoryStateStore();
            store.set(fresh);
            return builder.store(() -> fresh);
        }

        void isDeleted() {
            store.get().lose(Scenario.JOB.id());
        }

        void operatorTypes(String text) {
            store.get().typeOperatorAction(Scenario.JOB.id(), text);
        }
    }
}
