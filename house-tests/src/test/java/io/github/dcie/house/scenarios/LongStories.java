package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.REQUEST;
import static io.github.dcie.house.scenarios.LongStoriesHelp.USUAL;
import static io.github.dcie.house.scenarios.LongStoriesHelp.asleep;
import static io.github.dcie.house.scenarios.LongStoriesHelp.before;
import static io.github.dcie.house.scenarios.LongStoriesHelp.began;
import static io.github.dcie.house.scenarios.LongStoriesHelp.caughtUp;
import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.dueNow;
import static io.github.dcie.house.scenarios.LongStoriesHelp.ended;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.following;
import static io.github.dcie.house.scenarios.LongStoriesHelp.fullExports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.holding;
import static io.github.dcie.house.scenarios.LongStoriesHelp.nothingBilledTwice;
import static io.github.dcie.house.scenarios.LongStoriesHelp.once;
import static io.github.dcie.house.scenarios.LongStoriesHelp.oneChainWithoutAHole;
import static io.github.dcie.house.scenarios.LongStoriesHelp.told;
import static io.github.dcie.house.scenarios.LongStoriesHelp.untilTold;
import static io.github.dcie.house.scenarios.LongStoriesHelp.windowExports;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.OpenExport;
import io.github.dcie.StepAction;
import io.github.dcie.house.scenarios.LongStoriesHelp.StoreAtHand;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What takes long: weeks of health, outages of every part, clocks that are wrong. */
final class LongStories {

    private static final Duration HALF_RETENTION = Duration.ofHours(35 * 12);

    private LongStories() {}

    static List<Scenario> all() {
        StoreAtHand store = new StoreAtHand();
        return List.of(
                // DCIE once compared the full export's time with the retention, and died after 35 days (its 88297d7).
                Scenario.of("forty-days", LongStories::fortyDays).withWorld(world -> world.processes(Duration.ZERO)),
                // More than a year: exports of the beginning are long forgotten by DynamoDB.
                Scenario.of("four-hundred-days", LongStories::fourHundredDays)
                        .withWorld(world -> world.processes(Duration.ZERO))
                        .withJob(job ->
                                job.toBuilder().windowSize(Duration.ofHours(6)).build()),
                // Three days behind are three exports, not 288.
                Scenario.of("asleep-for-3-days", LongStories::asleepFor3Days),
                // A day less than the retention: nothing is lost, and the danger is told.
                Scenario.of("asleep-for-34-days", LongStories::asleepFor34Days),
                // A day more than the retention: a gap, which no export hides; a person resets.
                Scenario.of("asleep-for-36-days", LongStories::asleepFor36Days),
                // A large table. DCIE's state machine dies of 25,000 events after 7.7 hours.
                Scenario.of("full-export-of-20-hours", LongStories::fullExportOf20Hours),
                // The full export is never accepted, until its time has left the retention: another time is chosen
                // (W1).
                Scenario.of("full-export-never-accepted", LongStories::fullExportNeverAccepted),
                // An export that does not end is told; the windows behind it are exported, and wait.
                Scenario.of("export-stuck-for-3-days", world -> stuck(world, Duration.ofDays(3))),
                // Three weeks: the list is full, the danger is told, and nothing is lost.
                Scenario.of("export-stuck-for-3-weeks", world -> stuck(world, Duration.ofDays(21))),
                // Five weeks: while its window can still be requested, it is given up, and requested again at once
                // (F7).
                Scenario.of("export-stuck-for-5-weeks", LongStories::givenUp),
                // The same window is asked for again until the bucket can be written to; one notice at each end (F3).
                Scenario.of("bucket-policy-broken-for-2-days", LongStories::bucketBroken),
                // Exports go on until 16 are pending; no event is lost, and no history (K2, N4).
                Scenario.of("notifier-down-for-36-days", LongStories::notifierDown)
                        .withWorld(world -> world.processes(Duration.ZERO)),
                // DynamoDB has forgotten the token, but its list has not forgotten the export (T3).
                Scenario.of("reply-lost-and-the-next-step-9-hours-later", LongStories::replyLost),
                // A process freezes with its request in hand, and wakes when the token is forgotten: it must not send
                // it.
                Scenario.of("frozen-for-9-hours-before-its-request", LongStories::frozen),
                // As before, and nobody else is there to make the request meanwhile.
                Scenario.of("frozen-alone-for-9-hours-before-its-request", LongStories::frozenAlone)
                        .withWorld(world -> world.processes(Duration.ZERO)),
                // Recovery is switched off and on between intent and request: the intent's history is gone.
                Scenario.of("recovery-flaps-between-intent-and-request", LongStories::flap),
                // Two of three writes are refused for a day: slower, and nothing else.
                Scenario.of("state-writes-throttled-for-a-day", LongStories::throttledWrites)
                        .withWorld(world -> world.processes(Duration.ZERO)),
                // Both clocks go back by an hour: what was planned stays, what comes is an hour late at most (S14).
                Scenario.of("clocks-go-back-by-an-hour", LongStories::clocksGoBack),
                // One of two clocks is a month ahead for two days: it may ask too early by minutes, and lose nothing
                // (S14, K7).
                Scenario.of("one-clock-a-month-ahead", LongStories::clockAhead),
                // Longer than the retention, and than DynamoDB remembers exports: an export that ran is forgotten (K6,
                // F7).
                Scenario.of("paused-for-91-days", LongStories::paused),
                // As before, with events pending: those of exports that DynamoDB has forgotten can never be made.
                Scenario.of("paused-for-91-days-with-events-pending", LongStories::pausedOwing),
                // Deleted state never looks like a new job: DynamoDB still knows exports with this job's token (K5).
                Scenario.of("state-deleted", world -> stateDeleted(world, store))
                        .withWorld(store::in));
    }

    private static void fortyDays(Simulation world) {
        following(world);
        Instant start = chain(world).start();

        world.follow(Duration.ofDays(40));

        assertThat(start)
                .as("has left the retention")
                .isBefore(world.clock().instant().minus(Duration.ofDays(35)));
        assertThat(began(world)).isEmpty();
        assertThat(world.events().committedWindows()).hasSizeGreaterThanOrEqualTo(40 * 96 - 1);
        assertThat(world.status().orElseThrow().lag().orElseThrow()).isLessThan(Duration.ofMinutes(40));
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void fourHundredDays(Simulation world) {
        following(world);

        world.follow(Duration.ofDays(400));

        assertThat(began(world)).isEmpty();
        assertThat(world.events().committedWindows()).hasSizeGreaterThanOrEqualTo(400 * 4 - 1);
        assertThat(world.status().orElseThrow().lag().orElseThrow()).isLessThan(Duration.ofHours(7));
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void asleepFor3Days(Simulation world) {
        following(world);
        int before = exports(world).size();
        asleep(world, Duration.ofDays(3));

        caughtUp(world);

        assertThat(exports(world).size() - before)
                .as("3 of a day, and what comes due meanwhile")
                .isBetween(3, 6);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void asleepFor34Days(Simulation world) {
        following(world);
        int before = exports(world).size();
        asleep(world, Duration.ofDays(34));

        caughtUp(world);

        assertThat(exports(world).size() - before).isBetween(34, 40);
        assertThat(began(world)).containsExactly(Kind.HISTORY_AT_RISK);
        assertThat(ended(world)).containsExactly(Kind.HISTORY_AT_RISK);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void asleepFor36Days(Simulation world) {
        following(world);
        int before = exports(world).size();
        Instant watermark = chain(world).watermark().orElseThrow();
        asleep(world, Duration.ofDays(36));

        world.follow(Duration.ofHours(2));

        assertThat(began(world)).containsExactly(Kind.GAP_FELL_BEHIND);
        assertThat(exports(world)).as("nothing is exported beyond a gap").hasSize(before);
        assertThat(chain(world).watermark())
                .as("and the watermark does not cross it (G4)")
                .contains(watermark);
        resetsToGeneration2(world);
        assertThat(ended(world)).containsExactly(Kind.GAP_FELL_BEHIND);
    }

    private static void fullExportOf20Hours(Simulation world) {
        world.aws().exportsTake(number -> number == 1 ? Duration.ofHours(20) : USUAL);
        world.note("the full export takes 20 hours");

        caughtUp(world);

        assertThat(began(world)).isEmpty();
        assertThat(windowExports(world).get(0).window().orElseThrow().length())
                .as("what has come together meanwhile is one export (W2)")
                .isEqualTo(Duration.ofHours(20));
        assertThat(world.aws().calls("DescribeExport"))
                .as("a look every twenty minutes, not 7,200")
                .isLessThan(240);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void fullExportNeverAccepted(Simulation world) {
        world.note("the account's quota of exports is used up");
        world.aws().limitExportsInFlight(0);
        world.follow(Duration.ofDays(36));
        assertThat(exports(world)).isEmpty();
        assertThat(holding(world)).contains(Kind.QUOTA_REACHED);

        world.note("there is room again");
        world.aws().limitExportsInFlight(300);
        untilTold(world, 2);

        assertThat(began(world)).as("nothing depends on that time yet").containsOnly(Kind.QUOTA_REACHED);
        assertThat(ended(world)).isEqualTo(began(world));
        FullExportCommitted full =
                world.events().events(FullExportCommitted.class).get(0);
        assertThat(full.generation()).isEqualTo(1);
        List<ChainStarted> starts = world.events().events(ChainStarted.class);
        assertThat(starts).as("told of each time that was chosen").hasSize(2);
        assertThat(starts.get(1).start()).isEqualTo(full.exportTime());
        assertThat(Duration.between(starts.get(0).start(), full.exportTime())).isGreaterThan(Duration.ofDays(34));
        assertThat(fullExports(world)).hasSize(1);
        oneChainWithoutAHole(world);
    }

    private static void stuck(Simulation world, Duration time) {
        following(world);
        int next = exports(world).size() + 1;
        world.aws().exportsTake(number -> number == next ? time : USUAL);
        world.note("the next export takes " + time.toDays() + " days");
        Instant watermark = chain(world).watermark().orElseThrow();
        world.follow(time.minusHours(1));
        assertThat(chain(world).watermark()).as("nothing behind it is told").contains(watermark);
        assertThat(exports(world).size())
                .as("but the next windows are exported")
                .isGreaterThan(next + 3);
        assertThat(holding(world)).contains(Kind.EXPORT_STUCK);

        caughtUp(world);

        boolean weeks = time.compareTo(HALF_RETENTION) > 0;
        assertThat(began(world)).startsWith(Kind.EXPORT_STUCK).doesNotHaveDuplicates();
        assertThat(ended(world)).containsExactlyInAnyOrderElementsOf(began(world));
        assertThat(exports(world))
                .as("16 places are held, then the rest in days")
                .hasSizeLessThan(weeks ? 40 : 20);
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void givenUp(Simulation world) {
        following(world);
        int next = exports(world).size() + 1;
        world.aws().exportsTake(number -> number == next ? Duration.ofDays(35) : USUAL);
        world.note("the next export takes 35 days");
        world.follow(Duration.ofDays(26));
        assertThat(holding(world)).contains(Kind.EXPORT_STUCK).doesNotContain(Kind.EXPORT_FAILING);

        world.follow(Duration.ofDays(2));
        caughtUp(world);

        EmulatedExport abandoned = exports(world).get(next - 1);
        assertThat(exports(world))
                .filteredOn(export -> export.window().equals(abandoned.window()))
                .as("it, and its next attempt")
                .hasSize(2);
        assertThat(ended(world)).containsExactlyInAnyOrderElementsOf(began(world));
        oneChainWithoutAHole(world);
    }

    private static void bucketBroken(Simulation world) {
        following(world);
        int before = exports(world).size();
        world.note("the bucket's policy is broken");
        world.aws().bucketProblem("acme-exports", "S3AccessDenied");
        world.follow(Duration.ofDays(2));
        List<EmulatedExport> failed =
                exports(world).subList(before, exports(world).size());
        assertThat(failed).as("more and more slowly").hasSizeBetween(10, 40);

        world.note("the bucket's policy is mended");
        world.aws().bucketIsFine("acme-exports");
        caughtUp(world);

        assertThat(began(world)).containsExactly(Kind.EXPORT_FAILING);
        assertThat(ended(world)).containsExactly(Kind.EXPORT_FAILING);
        assertThat(fullExports(world)).hasSize(1);
        oneChainWithoutAHole(world);
    }

    private static void notifierDown(Simulation world) {
        following(world);
        int told = told(world);
        world.notifierIsDown();
        world.follow(Duration.ofDays(36));
        assertThat(holding(world)).contains(Kind.NOTIFIER_FAILING, Kind.HISTORY_AT_RISK);
        assertThat(world.status().orElseThrow().openExports())
                .as("the list is full (K2)")
                .hasSize(16);
        assertThat(told(world)).isEqualTo(told);

        world.notifierIsUp();
        caughtUp(world);

        assertThat(ended(world)).containsExactlyInAnyOrder(Kind.NOTIFIER_FAILING, Kind.HISTORY_AT_RISK);
        assertThat(began(world)).doesNotHaveDuplicates();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void replyLost(Simulation world) {
        following(world);
        dueNow(world);
        world.process(0).step(once(REQUEST, Fault.LOSE_REPLY));
        EmulatedExport accepted = exports(world).get(exports(world).size() - 1);
        assertThat(accepted.state()).isEqualTo(State.IN_PROGRESS);
        world.note("nobody calls for 9 hours");
        world.waits(Duration.ofHours(9));

        AdvanceOutcome next = world.process(1).step().orElseThrow();

        assertThat(next.actions())
                .filteredOn(action -> action.window().equals(accepted.window()))
                .extracting(StepAction::kind)
                .as("it is found, not asked for")
                .containsExactly(StepAction.Kind.ADOPT, StepAction.Kind.COMPLETE, StepAction.Kind.COMMIT);
        caughtUp(world);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void frozen(Simulation world) {
        following(world);
        dueNow(world);

        world.process(0).step(before(1, REQUEST, () -> world.follow(Duration.ofHours(9))));

        nothingBilledTwice(world);
        caughtUp(world);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void frozenAlone(Simulation world) {
        following(world);
        dueNow(world);
        int before = exports(world).size();

        world.process(0).step(before(1, REQUEST, () -> world.waits(Duration.ofHours(9))));

        assertThat(exports(world))
                .as("its signature is older than five minutes")
                .hasSize(before);
        caughtUp(world);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void flap(Simulation world) {
        following(world);
        dueNow(world);
        int before = exports(world).size();

        world.process(0).step(before(1, REQUEST, () -> {
            world.note("recovery is switched off and on");
            world.aws().switchRecoveryOff(Scenario.TABLE);
            world.waits(Duration.ofSeconds(1));
            world.aws().switchRecoveryOn(Scenario.TABLE);
        }));

        assertThat(exports(world)).as("refused").hasSize(before);
        world.follow(Duration.ofMinutes(50));
        assertThat(began(world))
                .as("the request might have been accepted, and not shown yet")
                .isEmpty();
        world.follow(Duration.ofMinutes(30));
        assertThat(began(world)).containsExactly(Kind.GAP_PITR_WAS_OFF);
        assertThat(exports(world)).hasSize(before);
        resetsToGeneration2(world);
        assertThat(ended(world)).containsExactly(Kind.GAP_PITR_WAS_OFF);
    }

    private static void throttledWrites(Simulation world) {
        following(world);
        world.storeIsThrottled();
        world.follow(Duration.ofDays(1));
        assertThat(world.status().orElseThrow().lag().orElseThrow()).isLessThan(Duration.ofHours(1));

        world.storeIsUp();
        caughtUp(world);

        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        ChainAssert.assertThat(world.events().committedWindows()).isContiguous().isExportedExactlyOnceIn(world.aws());
    }

    private static void clocksGoBack(Simulation world) {
        untilTold(world, 2);
        world.processes().forEach(process -> process.clockIsOff(Duration.ofHours(-1)));
        world.follow(Duration.ofHours(6));
        assertThat(world.status().orElseThrow().windowsBehind()).isZero();
        assertThat(Duration.between(
                        chain(world).watermark().orElseThrow(), world.clock().instant()))
                .as("late, and by no more")
                .isBetween(Duration.ofHours(1), Duration.ofMinutes(100));

        world.processes().forEach(process -> process.clockIsOff(Duration.ZERO));
        caughtUp(world);

        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void clockAhead(Simulation world) {
        untilTold(world, 2);
        world.process(1).clockIsOff(Duration.ofDays(30));

        world.follow(Duration.ofDays(2));

        assertThat(Duration.between(
                        chain(world).watermark().orElseThrow(), world.clock().instant()))
                .isLessThan(Duration.ofMinutes(40));
        world.process(1).clockIsOff(Duration.ZERO);
        caughtUp(world);
        assertThat(began(world)).isEmpty();
        nothingBilledTwice(world);
        oneChainWithoutAHole(world);
    }

    private static void paused(Simulation world) {
        following(world);
        int told = told(world);
        dueNow(world);
        world.process(0).step();
        assertThat(exports(world).get(exports(world).size() - 1).state()).isEqualTo(State.IN_PROGRESS);
        world.pause();
        long calls = world.aws().calls().count();
        world.follow(Duration.ofDays(1));
        assertThat(world.aws().calls().count()).as("each step is one read").isEqualTo(calls);
        asleep(world, Duration.ofDays(90));

        world.resume();
        world.follow(Duration.ofHours(2));

        assertThat(began(world)).contains(Kind.GAP_FELL_BEHIND);
        assertThat(told(world)).as("what is not known is not told").isEqualTo(told);
        resetsToGeneration2(world);
        assertThat(ended(world)).containsExactlyInAnyOrderElementsOf(began(world));
    }

    private static void pausedOwing(Simulation world) {
        following(world);
        int told = told(world);
        world.notifierIsDown();
        world.follow(Duration.ofHours(2));
        assertThat(world.status().orElseThrow().pendingEvents()).isGreaterThan(3);
        world.followUntil(
                status -> status.openExports().stream().noneMatch(open -> open.state() == OpenExport.State.RUNNING),
                Duration.ofHours(1));
        world.pause();
        asleep(world, Duration.ofDays(91));

        world.notifierIsUp();
        world.resume();
        world.follow(Duration.ofHours(3));

        assertThat(world.status().orElseThrow().pendingEvents())
                .as("nothing waits for what is gone")
                .isZero();
        assertThat(told(world)).as("no event without DynamoDB's word").isEqualTo(told);
        assertThat(holding(world)).containsExactly(Kind.GAP_FELL_BEHIND);
        resetsToGeneration2(world);
        assertThat(ended(world)).containsExactlyInAnyOrderElementsOf(began(world));
    }

    private static void stateDeleted(Simulation world, StoreAtHand store) {
        following(world);
        int before = exports(world).size();
        world.note("the state is deleted");
        store.isDeleted();

        world.follow(Duration.ofDays(1));

        assertThat(began(world)).containsExactly(Kind.STATE_LOST);
        assertThat(exports(world)).as("no full export that nobody asked for").hasSize(before);
        resetsToGeneration2(world);
        assertThat(ended(world)).containsExactly(Kind.STATE_LOST);
    }

    /** A person resets, and a new chain follows. */
    private static void resetsToGeneration2(Simulation world) {
        int before = fullExports(world).size();
        world.reset();
        world.follow(Duration.ofHours(1));
        assertThat(chain(world).generation()).isEqualTo(2);
        assertThat(fullExports(world)).hasSize(before + 1);
        assertThat(chain(world).watermark()).isPresent();
        assertThat(holding(world)).isEmpty();
    }
}
