package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.REQUEST;
import static io.github.dcie.house.scenarios.LongStoriesHelp.before;
import static io.github.dcie.house.scenarios.LongStoriesHelp.began;
import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.dueNow;
import static io.github.dcie.house.scenarios.LongStoriesHelp.ended;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.following;
import static io.github.dcie.house.scenarios.LongStoriesHelp.once;
import static io.github.dcie.house.scenarios.LongStoriesHelp.windowExports;
import static io.github.dcie.house.scenarios.Scenario.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.GapPolicy;
import io.github.dcie.testkit.ChainAssert;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What seldom happens: so that every transition of the chain has a story ({@link CoverageTest}). */
final class RareStories {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private RareStories() {}

    static List<Scenario> all() {
        return List.of(
                // The policy begins a new chain by itself, once (G3).
                Scenario.of("gap-begins-a-new-chain", RareStories::gapBeginsANewChain)
                        .withJob(job -> job.toBuilder()
                                .onGap(GapPolicy.startNewChain(Duration.ofDays(7), 1_000_000))
                                .build()),
                // A gap that is over before anybody could be told does not pass silently (G4).
                Scenario.of("gap-is-reset-before-it-was-told", RareStories::gapResetBeforeItWasTold),
                // A second gap while the end of the first is pending: both are told, in order (G4).
                Scenario.of("two-gaps-while-the-notifier-is-down", RareStories::twoGaps),
                // A condition that comes back before its end was told goes on, as if it had not ended (N3).
                Scenario.of("condition-comes-back-before-its-end-was-told", RareStories::comesBack),
                // A process that was frozen behind its read begins nothing (S15).
                Scenario.of("frozen-behind-its-read", RareStories::frozenBehindItsRead),
                // Recovery is switched off between the facts and the request; the next step's facts tell (G3).
                Scenario.of("recovery-off-between-facts-and-request", RareStories::refusedAsRecoveryIsOff),
                // Twenty exports are described in a step, the rest in the next (T3).
                Scenario.of("search-among-many-exports", RareStories::searchAmongMany),
                // What is found again hours later has failed meanwhile: the next attempt follows (T3, F3).
                Scenario.of("found-again-and-failed", RareStories::foundAgainAndFailed),
                // What is found again is complete before its predecessor, and waits for it (T3, S4).
                Scenario.of("found-again-before-its-turn", RareStories::foundAgainBeforeItsTurn));
    }

    private static void gapBeginsANewChain(Simulation world) {
        following(world);
        flap(world);
        world.follow(Duration.ofHours(2));
        assertThat(world.events().events(ChainStarted.class))
                .extracting(ChainStarted::cause)
                .containsExactly(ChainStarted.Cause.FIRST, ChainStarted.Cause.GAP);
        assertThat(began(world)).containsExactly(Kind.GAP_PITR_WAS_OFF);
        assertThat(ended(world)).containsExactly(Kind.GAP_PITR_WAS_OFF);

        world.note("a second gap within the week waits for a person");
        flap(world);
        world.follow(Duration.ofHours(2));
        assertThat(chain(world).generation()).isEqualTo(2);
    }

    private static void gapResetBeforeItWasTold(Simulation world) {
        following(world);
        world.notifierIsDown();
        flap(world);
        world.follow(MINUTE.multipliedBy(30));
        world.reset();
        world.follow(MINUTE.multipliedBy(30));
        assertThat(began(world)).isEmpty();

        world.notifierIsUp();
        world.follow(Duration.ofHours(2));

        assertThat(began(world)).contains(Kind.GAP_PITR_WAS_OFF);
        assertThat(ended(world)).contains(Kind.GAP_PITR_WAS_OFF);
    }

    private static void twoGaps(Simulation world) {
        following(world);
        flap(world);
        world.follow(MINUTE.multipliedBy(30));
        world.notifierIsDown();
        world.reset();
        world.follow(HOUR);
        flap(world);
        world.follow(HOUR);
        world.notifierIsUp();
        world.follow(Duration.ofHours(2));

        List<ConditionEvent> gaps = world.events().events(ConditionEvent.class).stream()
                .filter(event -> event.condition().kind() == Kind.GAP_PITR_WAS_OFF)
                .toList();
        assertThat(gaps).hasSize(3);
        assertThat(gaps.get(0)).isInstanceOf(ConditionBegan.class);
        assertThat(gaps.get(1)).isInstanceOf(ConditionEnded.class);
        assertThat(gaps.get(1).condition().since())
                .isEqualTo(gaps.get(0).condition().since());
        assertThat(gaps.get(2)).isInstanceOf(ConditionBegan.class);
        assertThat(gaps.get(2).condition().since())
                .isAfter(gaps.get(1).condition().since());
    }

    private static void comesBack(Simulation world) {
        following(world);
        world.aws().denyAccess("DescribeContinuousBackups");
        world.follow(HOUR);
        world.notifierIsDown();
        world.aws().allowAccess("DescribeContinuousBackups");
        world.follow(HOUR);
        world.note("denied once more, before the end could be told");
        world.aws().denyAccess("DescribeContinuousBackups");
        world.follow(HOUR);
        world.notifierIsUp();
        world.follow(Duration.ofHours(2));
        assertThat(began(world)).filteredOn(Kind.ACCESS_DENIED::equals).hasSize(1);
        assertThat(ended(world)).doesNotContain(Kind.ACCESS_DENIED);

        world.aws().allowAccess("DescribeContinuousBackups");
        world.follow(HOUR);
        assertThat(ended(world)).filteredOn(Kind.ACCESS_DENIED::equals).hasSize(1);
    }

    private static void frozenBehindItsRead(Simulation world) {
        following(world);
        dueNow(world);
        long calls = world.aws().calls().count();
        assertThat(world.process(0).step(LongStoriesHelp.after("read", () -> world.waits(MINUTE.multipliedBy(2)))))
                .hasValueSatisfying(
                        outcome -> assertThat(((Idle) outcome).reason()).isEqualTo(Idle.Reason.OUT_OF_TIME));
        assertThat(world.aws().calls().count()).isEqualTo(calls);
    }

    private static void refusedAsRecoveryIsOff(Simulation world) {
        following(world);
        dueNow(world);
        int before = exports(world).size();
        world.process(0).step(before(1, REQUEST, () -> {
            world.waits(Duration.ofSeconds(40));
            world.aws().switchRecoveryOff(TABLE);
        }));
        assertThat(exports(world)).hasSize(before);
        world.follow(MINUTE.multipliedBy(10));
        assertThat(began(world)).containsExactly(Kind.PITR_OFF);

        world.aws().switchRecoveryOn(TABLE);
        world.follow(Duration.ofHours(3));
        assertThat(began(world)).containsExactly(Kind.PITR_OFF, Kind.GAP_PITR_WAS_OFF);
    }

    private static void searchAmongMany(Simulation world) {
        following(world);
        dueNow(world);
        world.note("a process dies before it could ask, and others export the table thirty times");
        world.process(0).step(once(REQUEST, Fault.CRASH_BEFORE));
        Instant earliest = world.clock().instant().minus(Duration.ofHours(20));
        for (int i = 0; i < 30; i++) {
            String token = "other-" + i;
            Instant from = earliest.plus(MINUTE.multipliedBy(i));
            world.waits(MINUTE);
            world.aws()
                    .client()
                    .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                            .clientToken(token)
                            .s3Bucket("others")
                            .exportType("INCREMENTAL_EXPORT")
                            .incrementalExportSpecification(
                                    window -> window.exportFromTime(from).exportToTime(from.plus(HOUR))));
        }
        int own = exports(world).size();
        world.note("nine hours later");
        world.waits(Duration.ofHours(9));
        world.followUntil(status -> status.openExports().isEmpty() && status.pendingEvents() == 0, HOUR);

        assertThat(exports(world).stream().limit(own).map(export -> export.clientToken()))
                .doesNotHaveDuplicates();
        ChainAssert.assertThat(world.events().committedWindows()).isContiguous();
    }

    private static void foundAgainAndFailed(Simulation world) {
        following(world);
        dueNow(world);
        world.aws().failNext(1, "S3AccessDenied", "no");
        world.process(0).step(once(REQUEST, Fault.LOSE_REPLY));
        world.waits(Duration.ofHours(9));
        world.follow(HOUR);
        assertThat(began(world)).containsExactly(Kind.EXPORT_FAILING);
        assertThat(ended(world)).containsExactly(Kind.EXPORT_FAILING);
    }

    private static void foundAgainBeforeItsTurn(Simulation world) {
        following(world);
        AtomicReference<Instant> frontier = new AtomicReference<>();
        dueNow(world);
        world.aws().exportsTake(Duration.ofHours(12));
        world.process(0).step();
        frontier.set(chain(world).watermark().orElseThrow());
        world.aws().exportsTake(MINUTE.multipliedBy(5));
        dueNow(world);
        world.note("the reply for the second window is lost, and nobody calls for nine hours");
        world.process(0).step(once(REQUEST, Fault.LOSE_REPLY));
        world.waits(Duration.ofHours(9));
        world.follow(MINUTE.multipliedBy(30));
        assertThat(chain(world).watermark()).as("the first one runs").contains(frontier.get());
        int billed = windowExports(world).size();

        world.follow(Duration.ofHours(4));
        assertThat(chain(world).watermark().orElseThrow()).isAfter(frontier.get());
        assertThat(windowExports(world)).hasSizeGreaterThanOrEqualTo(billed);
        assertThat(windowExports(world).stream().map(export -> export.window())).doesNotHaveDuplicates();
    }

    private static void flap(Simulation world) {
        world.note("recovery is switched off and on");
        world.aws().switchRecoveryOff(TABLE);
        world.waits(MINUTE);
        world.aws().switchRecoveryOn(TABLE);
    }
}
