package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.REQUEST;
import static io.github.dcie.house.scenarios.LongStoriesHelp.USUAL;
import static io.github.dcie.house.scenarios.LongStoriesHelp.after;
import static io.github.dcie.house.scenarios.LongStoriesHelp.before;
import static io.github.dcie.house.scenarios.LongStoriesHelp.began;
import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.dueNow;
import static io.github.dcie.house.scenarios.LongStoriesHelp.ended;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.following;
import static io.github.dcie.house.scenarios.LongStoriesHelp.fullExports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.nothingBilledTwice;
import static io.github.dcie.house.scenarios.LongStoriesHelp.oneChainWithoutAHole;
import static io.github.dcie.house.scenarios.LongStoriesHelp.requests;
import static io.github.dcie.house.scenarios.LongStoriesHelp.told;
import static io.github.dcie.house.scenarios.LongStoriesHelp.untilTold;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.OpenExport;
import io.github.dcie.OperatorAction;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.SimulatedProcess;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** C of the peers' defects: several executions at once, and people beside them. */
final class ConcurrencyDefects {

    private ConcurrencyDefects() {}

    static List<Scenario> all() {
        return List.of(
                // C1: two first runs make two full exports. Ours: one of them loses the write before its request.
                Scenario.of("C1-two-steps-at-once-at-the-first-run", ConcurrencyDefects::twoFirstSteps),
                // C1: two executions export the same window twice. Ours: both may ask, with one token, for one export.
                Scenario.of("C1-two-steps-at-once-at-a-window", ConcurrencyDefects::twoStepsAtOneWindow),
                // C2: a slow execution writes an old cursor over newer ones, and all is exported again. Ours: a write
                // on a
                // stale revision changes nothing.
                Scenario.of("C2-a-late-write-meets-newer-state", ConcurrencyDefects::lateWrite),
                // C3: a reset while a slow execution writes its cursor: the old chain is resurrected. Ours: the old
                // generation can no longer touch the state.
                Scenario.of("C3-a-late-write-after-a-reset", ConcurrencyDefects::lateWriteAfterReset),
                // C4: the machine writes RUN over a PAUSE that came after its read. Ours: the write that carries the
                // reset
                // out acknowledges just this request, and loses against another one.
                Scenario.of("C4-pause-while-a-reset-is-carried-out", ConcurrencyDefects::pauseAgainstReset),
                // C4 in a store that numbers the requests (SSM): the reset is carried out, the pause stands beside it.
                Scenario.of("C4-pause-while-a-numbered-reset-is-carried-out", ConcurrencyDefects::pauseBesideReset)
                        .withWorld(ConcurrencyDefects::withNumberedRequests),
                // C5: overlapping executions end out of order, and so do their notices. Ours: what is complete before
                // its
                // turn waits.
                Scenario.of("C5-windows-complete-out-of-order", ConcurrencyDefects::outOfOrder),
                // C6: a reset during a full export is ignored while it runs, then a second one is started. Ours: it is
                // carried out at once, once; the old full export is never told.
                Scenario.of("C6-reset-while-the-full-export-runs", ConcurrencyDefects::resetDuringFullExport),
                // C7: notices at tick rate bury the one that matters. Ours: one when it begins, one when it ends, each
                // of
                // them naming the job and the table; and nothing while a full export runs.
                Scenario.of("C7-hours-of-trouble-are-told-once", ConcurrencyDefects::troubleIsToldOnce),
                // C8: a flexible schedule bunches and reorders ticks, and windows are exported twice. Ours: a step may
                // be
                // made at any time, by anybody.
                Scenario.of("C8-ticks-bunch-and-overtake-one-another", ConcurrencyDefects::bunchedTicks));
    }

    private static void twoFirstSteps(Simulation world) {
        world.process(0).step(after("read", () -> world.process(1).step()));
        following(world);

        nothingBilledTwice(world);
        assertThat(requests(world))
                .as("A was too late to ask")
                .isEqualTo(exports(world).size());
        assertThat(world.events().events(ChainStarted.class)).hasSize(1);
        oneChainWithoutAHole(world);
    }

    private static void twoStepsAtOneWindow(Simulation world) {
        following(world);
        dueNow(world);
        long asked = requests(world);
        int before = exports(world).size();

        world.process(0).step(before(1, REQUEST, () -> world.process(1).step()));

        assertThat(requests(world) - asked).as("A and B ask").isEqualTo(2);
        assertThat(exports(world)).as("for the same export").hasSize(before + 1);
        untilTold(world, 2);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void lateWrite(Simulation world) {
        following(world);
        dueNow(world);

        // S8 is on its way, for longer than the peers' retries take, while B and C go on
        world.process(0).step(before(2, "write", () -> untilTold(world, 3)));

        Instant watermark = chain(world).watermark().orElseThrow();
        untilTold(world, 1);
        assertThat(chain(world).watermark().orElseThrow()).isAfter(watermark);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void lateWriteAfterReset(Simulation world) {
        following(world);
        int before = told(world);
        dueNow(world);

        world.process(0).step(before(2, "write", () -> {
            world.reset();
            world.follow(Duration.ofMinutes(20));
        }));
        world.follow(Duration.ofHours(1));

        assertThat(chain(world).generation()).isEqualTo(2);
        List<ExportCommitted> second = generation(world, 2);
        Instant start = fullExports(world).get(1).exportTime();
        assertThat(second.get(0).watermark()).isEqualTo(start);
        assertThat(second)
                .extracting(ExportCommitted::sequence)
                .startsWith(0L, 1L)
                .isSorted();
        assertThat(generation(world, 1)).as("A's window is of no chain").hasSize(1 + before);
        assertThat(fullExports(world)).hasSize(2);
    }

    private static void pauseAgainstReset(Simulation world) {
        following(world);
        world.reset();

        world.process(0).step(before(1, "write", world::pause));

        long calls = world.aws().calls().count();
        world.follow(Duration.ofHours(1));
        assertThat(world.status().orElseThrow().operatorAction()).isEqualTo(OperatorAction.PAUSE);
        assertThat(world.aws().calls().count()).as("it is paused").isEqualTo(calls);
        world.resume();
        untilTold(world, 2);
        assertThat(chain(world).generation()).as("the pause replaced the reset").isEqualTo(1);
        oneChainWithoutAHole(world);
    }

    private static void pauseBesideReset(Simulation world) {
        following(world);
        world.reset();

        // the step had read the reset: it ends, with the full export requested (I8)
        world.process(0).step(before(1, "write", world::pause));

        long calls = world.aws().calls().count();
        world.follow(Duration.ofHours(1));
        assertThat(world.status().orElseThrow().operatorAction()).isEqualTo(OperatorAction.PAUSE);
        assertThat(world.aws().calls().count()).as("it is paused").isEqualTo(calls);
        world.resume();
        untilTold(world, 2);
        assertThat(chain(world).generation()).as("once").isEqualTo(2);
        assertThat(fullExports(world)).hasSize(2);
    }

    private static Simulation.Builder withNumberedRequests(Simulation.Builder builder) {
        InMemoryStateStore store = InMemoryStateStore.numberingRequests();
        return builder.store(() -> store);
    }

    private static void outOfOrder(Simulation world) {
        following(world);
        int before = told(world);
        int slow = exports(world).size() + 1;
        world.aws().exportsTake(number -> number == slow ? Duration.ofMinutes(40) : Duration.ofMinutes(5));
        world.note("the next export takes 40 minutes, all others 5");

        world.followUntil(
                status -> status.openExports().stream().anyMatch(open -> open.state() == OpenExport.State.COMPLETED),
                Duration.ofHours(1));

        EmulatedExport late = exports(world).get(slow - 1);
        EmulatedExport early = exports(world).get(slow);
        assertThat(late.state()).isEqualTo(State.IN_PROGRESS);
        assertThat(early.state()).isEqualTo(State.COMPLETED);
        assertThat(world.events().committedWindows())
                .as("it waits for its turn")
                .hasSize(before);
        untilTold(world, 2);
        assertThat(world.events().committedWindows())
                .containsSequence(late.window().orElseThrow(), early.window().orElseThrow());
        oneChainWithoutAHole(world);
    }

    private static void resetDuringFullExport(Simulation world) {
        world.aws().exportsTake(number -> number == 1 ? Duration.ofHours(3) : USUAL);
        world.note("the full export takes 3 hours");
        world.follow(Duration.ofHours(1));

        world.reset();
        world.process(1).step();

        assertThat(fullExports(world)).as("at once").hasSize(2);
        world.follow(Duration.ofHours(4));
        assertThat(fullExports(world)).as("and no more").hasSize(2);
        assertThat(world.events().events(FullExportCommitted.class))
                .extracting(FullExportCommitted::generation)
                .as("that of the first chain is never told")
                .containsExactly(2);
        assertThat(world.events().events(ChainStarted.class))
                .extracting(ChainStarted::cause)
                .containsExactly(ChainStarted.Cause.FIRST, ChainStarted.Cause.OPERATOR_RESET);
        oneChainWithoutAHole(world);
    }

    private static void troubleIsToldOnce(Simulation world) {
        world.aws().exportsTake(number -> number == 1 ? Duration.ofHours(3) : USUAL);
        world.note("the full export takes 3 hours");
        world.follow(Duration.ofMinutes(170));
        assertThat(world.events().deliveries()).as("'still running' is no news").hasSize(1);
        untilTold(world, 1);

        world.aws().bucketProblem("acme-exports", "S3AccessDenied");
        world.note("the bucket is denied");
        world.follow(Duration.ofHours(1));
        world.aws().denyAccess("DescribeContinuousBackups");
        world.note("DescribeContinuousBackups is denied, too");
        world.follow(Duration.ofHours(6));

        assertThat(began(world)).containsExactly(Kind.EXPORT_FAILING, Kind.ACCESS_DENIED);
        assertThat(ended(world)).isEmpty();
        world.aws().bucketIsFine("acme-exports");
        world.aws().allowAccess("DescribeContinuousBackups");
        world.note("both are allowed");
        world.follow(Duration.ofHours(4));
        assertThat(began(world)).hasSize(2);
        assertThat(ended(world)).containsExactlyInAnyOrder(Kind.EXPORT_FAILING, Kind.ACCESS_DENIED);
        assertThat(world.events().deliveries()).allSatisfy(event -> {
            assertThat(event.job()).isEqualTo(Scenario.JOB.id());
            assertThat(event.table().arn()).isEqualTo(Scenario.TABLE);
        });
        assertThat(world.events().deliveries()).extracting(ExportEvent::id).doesNotHaveDuplicates();
        oneChainWithoutAHole(world);
    }

    private static void bunchedTicks(Simulation world) {
        following(world);
        // seconds from tick to tick: late by up to 15 minutes, then several at once, each one inside another
        int[] pauses = {1, 299, 0, 1, 899, 1, 0, 600, 1_200, 0, 0, 3};
        Instant end = world.clock().instant().plus(Duration.ofDays(1));
        for (int i = 0; world.clock().instant().isBefore(end); i++) {
            world.waits(Duration.ofSeconds(pauses[i % pauses.length]));
            SimulatedProcess tick = world.process(i % 2);
            SimulatedProcess other = world.process((i + 1) % 2);
            String where = i % 3 == 0 ? "read" : i % 3 == 1 ? "write" : REQUEST;
            tick.step(after(where, () -> other.step()));
        }

        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
        List<ExportWindow> told = world.events().committedWindows();
        assertThat(Duration.between(told.get(told.size() - 1).to(), end)).isLessThan(Duration.ofHours(1));
    }

    private static List<ExportCommitted> generation(Simulation world, int number) {
        return world.events().events(ExportCommitted.class).stream()
                .filter(event -> event.generation() == number)
                .toList();
    }
}
