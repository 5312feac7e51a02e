package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.REQUEST;
import static io.github.dcie.house.scenarios.LongStoriesHelp.USUAL;
import static io.github.dcie.house.scenarios.LongStoriesHelp.after;
import static io.github.dcie.house.scenarios.LongStoriesHelp.at;
import static io.github.dcie.house.scenarios.LongStoriesHelp.began;
import static io.github.dcie.house.scenarios.LongStoriesHelp.caughtUp;
import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.dueNow;
import static io.github.dcie.house.scenarios.LongStoriesHelp.ended;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exportsOf;
import static io.github.dcie.house.scenarios.LongStoriesHelp.following;
import static io.github.dcie.house.scenarios.LongStoriesHelp.fullExports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.holding;
import static io.github.dcie.house.scenarios.LongStoriesHelp.nothingBilledTwice;
import static io.github.dcie.house.scenarios.LongStoriesHelp.once;
import static io.github.dcie.house.scenarios.LongStoriesHelp.oneChainWithoutAHole;
import static io.github.dcie.house.scenarios.LongStoriesHelp.requests;
import static io.github.dcie.house.scenarios.LongStoriesHelp.told;
import static io.github.dcie.house.scenarios.LongStoriesHelp.untilTold;
import static io.github.dcie.house.scenarios.LongStoriesHelp.windowExports;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.WindowAlignment;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.List;

/** E of the peers' defects: a scheduled state machine with a RUNNING flag and windows that end at its own time. */
final class SchedulerDefects {

    private SchedulerDefects() {}

    static List<Scenario> all() {
        return List.of(
                // E1: without a seeded row every run dies. Ours: no state is a new job, and begins with a full export.
                Scenario.of("E1-no-state-is-a-new-job", SchedulerDefects::noState),
                // E2: an export of over an hour, or an abort after the flag is set, leaves RUNNING for ever. Ours:
                // nothing
                // waits for an export, and an intent is taken up by whoever comes next.
                Scenario.of("E2-death-behind-the-intent-and-a-five-hours-export", SchedulerDefects::deathBehindIntent),
                // E3: a write error leaves RUNNING for ever. Ours: what was not written is asked again, with the same
                // token,
                // or seen again.
                Scenario.of("E3-the-state-cannot-be-written", SchedulerDefects::writeErrors),
                // E4: one failed look marks a running export as failed, and its window is exported again within a
                // larger
                // one. Ours: no answer is no verdict.
                Scenario.of("E4-one-look-at-the-export-fails", SchedulerDefects::lookFails),
                // E5: a lost reply has the same effect. Ours: asked again with the same token, DynamoDB names the same
                // export.
                Scenario.of("E5-the-reply-to-the-request-is-lost", SchedulerDefects::replyLost),
                // E6: two starts at once share one slot for the trigger time; if one export fails, the time between the
                // two is
                // lost. Ours: the window is planned once, and repeated as it is.
                Scenario.of("E6-two-starts-at-once-and-a-failure", SchedulerDefects::twoStartsAndAFailure),
                // E7: after 24 hours of outage every window is too long, for ever. Ours: windows of at most 24 hours,
                // one
                // after the other.
                Scenario.of("E7-an-outage-of-thirty-hours", SchedulerDefects::outage),
                // E8: recovery switched off is a failure every 30 minutes, told to nobody. Ours: it is told once, what
                // is lost
                // is told once, and a reset gets over it.
                Scenario.of("E8-recovery-off-and-on-is-told-apart", SchedulerDefects::recoveryOffAndOn),
                // E9: a status that is not known counts as success. Ours: it counts as running (F4).
                Scenario.of("E9-an-unknown-status-is-no-success", SchedulerDefects::unknownStatus),
                // E10: a second run within 15 minutes asks for too short a window, and fails. Ours: called every
                // minute, on a
                // clock grid, it never asks for a window under 15 minutes (W5).
                Scenario.of("E10-called-every-minute", SchedulerDefects::everyMinute)
                        .withJob(job ->
                                job.toBuilder().alignment(WindowAlignment.CLOCK).build()));
    }

    private static void noState(Simulation world) {
        world.process(0).step();

        assertThat(fullExports(world)).hasSize(1);
        assertThat(world.aws().calls("ListExports"))
                .as("is it really new? (K5)")
                .isPositive();
        untilTold(world, 2);
        assertThat(began(world)).isEmpty();
        oneChainWithoutAHole(world);
    }

    private static void deathBehindIntent(Simulation world) {
        following(world);
        int next = exports(world).size() + 1;
        world.aws().exportsTake(number -> number == next ? Duration.ofHours(5) : USUAL);
        world.note("the next export takes 5 hours");
        dueNow(world);

        world.process(0).step(once("write", Fault.CRASH_AFTER));

        assertThat(exports(world))
                .as("the intent is stored, nothing is requested")
                .hasSize(next - 1);
        world.follow(Duration.ofHours(6));
        caughtUp(world);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void writeErrors(Simulation world) {
        following(world);
        dueNow(world);
        int told = told(world);
        int before = exports(world).size();
        world.process(0).step(at(2, "write", Fault.FAIL));
        assertThat(exports(world)).as("accepted, and not written down").hasSize(before + 1);

        world.process(1).step();
        assertThat(exports(world)).as("the same token, the same export").hasSize(before + 1);

        world.note("the write that commits the window fails");
        world.waits(USUAL);
        world.process(0).step(once("write", Fault.FAIL));
        assertThat(world.events().committedWindows())
                .as("not written, so not told")
                .hasSize(told);
        untilTold(world, 2);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void lookFails(Simulation world) {
        following(world);
        dueNow(world);
        world.process(0).step();
        ExportWindow window = lastWindow(world);

        world.waits(Duration.ofMinutes(5));
        world.process(0).step(once("DescribeExport", Fault.FAIL));
        world.process(1).step(once("DescribeExport", Fault.THROTTLE));

        untilTold(world, 2);
        assertThat(exportsOf(world, window)).hasSize(1);
        assertThat(world.events().committedWindows()).contains(window);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void replyLost(Simulation world) {
        following(world);
        dueNow(world);

        world.process(0).step(once(REQUEST, Fault.LOSE_REPLY));

        ExportWindow window = lastWindow(world);
        long asked = requests(world);
        untilTold(world, 2);
        assertThat(requests(world)).isGreaterThan(asked);
        assertThat(exportsOf(world, window)).hasSize(1);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void twoStartsAndAFailure(Simulation world) {
        following(world);
        dueNow(world);
        world.aws().failNext(1, "S3InternalError", "simulated");
        world.note("the next export will fail");

        // B begins a second later, and is faster
        world.process(0).step(after("read", () -> {
            world.waits(Duration.ofSeconds(1));
            world.process(1).step();
        }));

        ExportWindow window = lastWindow(world);
        untilTold(world, 2);
        assertThat(exportsOf(world, window))
                .extracting(EmulatedExport::state)
                .containsExactly(State.FAILED, State.COMPLETED);
        assertThat(began(world)).containsExactly(Kind.EXPORT_FAILING);
        assertThat(ended(world)).containsExactly(Kind.EXPORT_FAILING);
        oneChainWithoutAHole(world);
    }

    private static void outage(Simulation world) {
        following(world);
        int before = exports(world).size();
        world.note("nobody calls for 30 hours");
        world.waits(Duration.ofHours(30));

        caughtUp(world);

        List<EmulatedExport> since =
                exports(world).subList(before, exports(world).size());
        assertThat(since.get(0).window().orElseThrow().length()).isEqualTo(Duration.ofHours(24));
        assertThat(since)
                .as("120 windows behind, and what comes due meanwhile (W4)")
                .hasSizeLessThanOrEqualTo(4);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void recoveryOffAndOn(Simulation world) {
        following(world);
        world.note("recovery is switched off");
        world.aws().switchRecoveryOff(Scenario.TABLE);
        world.follow(Duration.ofHours(3));
        assertThat(began(world)).containsExactly(Kind.PITR_OFF);
        long asked = requests(world);

        world.note("recovery is switched on");
        world.aws().switchRecoveryOn(Scenario.TABLE);
        world.follow(Duration.ofHours(3));

        assertThat(requests(world)).as("nothing is asked for in vain").isEqualTo(asked);
        assertThat(began(world)).containsExactly(Kind.PITR_OFF, Kind.GAP_PITR_WAS_OFF);
        assertThat(world.events()
                        .events(ConditionBegan.class)
                        .get(1)
                        .condition()
                        .remedy())
                .startsWith("reset the job");
        world.reset();
        world.follow(Duration.ofHours(1));
        assertThat(ended(world)).containsExactly(Kind.PITR_OFF, Kind.GAP_PITR_WAS_OFF);
        assertThat(world.events().events(FullExportCommitted.class))
                .extracting(FullExportCommitted::generation)
                .containsExactly(1, 2);
    }

    private static void unknownStatus(Simulation world) {
        following(world);
        int told = told(world);
        dueNow(world);
        world.aws().reportUnknownStatusOfNext(1);
        world.note("the next export shows an unknown status");
        world.process(0).step();
        EmulatedExport unknown = exports(world).get(exports(world).size() - 1);

        world.follow(Duration.ofHours(2));

        assertThat(world.aws().export(unknown.arn()).state()).isEqualTo(State.COMPLETED);
        assertThat(world.events().committedWindows()).as("nobody says so").hasSize(told);
        assertThat(holding(world)).isEmpty();
        world.note("its status is known");
        world.aws().reportTrueStatus(unknown.arn());
        caughtUp(world);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void everyMinute(Simulation world) {
        for (int minute = 0; minute < 180; minute++) {
            world.process(minute % 2).step();
            world.waits(Duration.ofMinutes(1));
        }

        assertThat(requests(world))
                .as("none is refused")
                .isEqualTo(exports(world).size());
        assertThat(windowExports(world)).allSatisfy(export -> {
            ExportWindow window = export.window().orElseThrow();
            assertThat(window.length()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(30));
            assertThat(window.to().getEpochSecond() % 900).as("the grid").isZero();
        });
        assertThat(chain(world).watermark().orElseThrow())
                .isAfter(world.clock().instant().minus(Duration.ofMinutes(40)));
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static ExportWindow lastWindow(Simulation world) {
        return windowExports(world)
                .get(windowExports(world).size() - 1)
                .window()
                .orElseThrow();
    }
}
