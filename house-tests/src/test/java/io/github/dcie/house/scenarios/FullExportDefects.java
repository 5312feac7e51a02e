package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exportsOf;
import static io.github.dcie.house.scenarios.LongStoriesHelp.fullExports;
import static io.github.dcie.house.scenarios.LongStoriesHelp.windowExports;
import static io.github.dcie.house.scenarios.PeerStories.DELIVER;
import static io.github.dcie.house.scenarios.PeerStories.DESCRIBE;
import static io.github.dcie.house.scenarios.PeerStories.EXPORT;
import static io.github.dcie.house.scenarios.PeerStories.FIVE_MINUTES;
import static io.github.dcie.house.scenarios.PeerStories.HOUR;
import static io.github.dcie.house.scenarios.PeerStories.MINUTE;
import static io.github.dcie.house.scenarios.PeerStories.WRITE;
import static io.github.dcie.house.scenarios.PeerStories.assertUnbrokenChain;
import static io.github.dcie.house.scenarios.PeerStories.at;
import static io.github.dcie.house.scenarios.PeerStories.complaints;
import static io.github.dcie.house.scenarios.PeerStories.conditionsTold;
import static io.github.dcie.house.scenarios.PeerStories.deliveriesOf;
import static io.github.dcie.house.scenarios.PeerStories.following;
import static io.github.dcie.house.scenarios.PeerStories.inside;
import static io.github.dcie.house.scenarios.PeerStories.nextWindowIsRequested;
import static io.github.dcie.house.scenarios.PeerStories.states;
import static io.github.dcie.house.scenarios.PeerStories.status;
import static io.github.dcie.house.scenarios.PeerStories.story;
import static io.github.dcie.house.scenarios.PeerStories.untilConditionHolds;
import static io.github.dcie.house.scenarios.PeerStories.untilFullExportIsComplete;
import static io.github.dcie.house.scenarios.PeerStories.untilWindowsAreTold;
import static io.github.dcie.house.scenarios.Scenario.JOB;
import static io.github.dcie.house.scenarios.Scenario.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What goes wrong with the full export of the peers (docs/peers.md, A1 to A14), played to ours. "Peers" are AWS's guidance and
 * its fork. They keep five parameters, so A7 to A11 are five places to fail between; ours keeps one document, written
 * before and after the request. There the nearest trigger is one of those two writes.
 */
final class FullExportDefects {

    private static final String BUCKET = JOB.destination().bucket();

    private FullExportDefects() {}

    static List<Scenario> all() {
        return List.of(
                fails(),
                describeFails(),
                resetWhileDescribeFails(),
                takesTwentyHours(),
                stoppedWhilePolling(),
                completionCannotBeWritten(),
                replyLost(),
                replyLostAndNobodyForNineHours(),
                timedOut(),
                answersLate(),
                acceptanceCannotBeWritten(),
                diesBeforeAcceptanceIsWritten(),
                intentCannotBeWritten(),
                resetIsWrittenAndTheReplyLost(),
                gapOutlivesNoReset(),
                resetIsNotHalfDone(),
                eachWriteOfAResetFailsOnce(),
                completionCannotBeTold(),
                failureCannotBeTold(),
                runsAndNothingIsSaid(),
                failsWithoutReason());
    }

    /** Peers go on with increments of a baseline that does not exist, each a success. Ours repeats the full export first. */
    private static Scenario fails() { // A1
        return story("A1-full-export-fails", world -> {
            world.note("the bucket's policy denies the export");
            world.aws().bucketProblem(BUCKET, "S3AccessDenied");
            untilConditionHolds(world, Kind.EXPORT_FAILING);
            world.follow(HOUR.multipliedBy(2));

            assertThat(states(fullExports(world))).hasSizeBetween(3, 6).containsOnly(State.FAILED);
            assertThat(windowExports(world)).isEmpty();
            assertThat(world.events().events(ExportCommitted.class)).isEmpty();
            assertThat(complaints(world)).contains("S3AccessDenied", "bucket policy");

            world.note("the policy is mended, and that is all a person has to do");
            world.aws().bucketIsFine(BUCKET);
            following(world);

            assertThat(fullExports(world))
                    .last()
                    .extracting(EmulatedExport::state)
                    .isEqualTo(State.COMPLETED);
            assertThat(conditionsTold(world)).containsExactly("EXPORT_FAILING began", "EXPORT_FAILING ended");
            assertUnbrokenChain(world);
        });
    }

    /** Peers never read the outcome, and tell a success at each tick. Ours tells the trouble once, and reads it later. */
    private static Scenario describeFails() { // A2
        return story("A2-describe-fails-while-the-full-export-runs", world -> {
            world.process(0).step();
            world.note("DescribeExport answers with a 500 for three hours");
            world.aws().failCalls(DESCRIBE);
            world.follow(HOUR.multipliedBy(3));

            assertThat(conditionsTold(world)).containsExactly("SERVICE_TROUBLE began");
            assertThat(world.events().events(ExportCommitted.class)).isEmpty();

            world.note("DescribeExport answers");
            world.aws().mendCalls(DESCRIBE);
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertThat(conditionsTold(world)).containsExactly("SERVICE_TROUBLE began", "SERVICE_TROUBLE ended");
            assertUnbrokenChain(world);
        });
    }

    /** Peers ignore a reset as long as they believe that the full export runs. Ours applies it in every state (F5). */
    private static Scenario resetWhileDescribeFails() { // A2
        return story("A2-reset-while-describe-fails", world -> {
            world.process(0).step();
            world.note("DescribeExport answers with a 500");
            world.aws().failCalls(DESCRIBE);
            world.follow(HOUR.multipliedBy(2));
            world.reset();
            world.process(0).step();

            assertThat(chain(world).generation()).isEqualTo(2);
            assertThat(fullExports(world)).hasSize(2);

            world.note("DescribeExport answers");
            world.aws().mendCalls(DESCRIBE);
            following(world);

            assertThat(fullExports(world)).hasSize(2);
            assertThat(world.events().events(FullExportCommitted.class))
                    .extracting(FullExportCommitted::generation)
                    .containsExactly(2);
            assertUnbrokenChain(world);
        });
    }

    /** After 7.7 hours and 2,772 polls peers are killed for good. Ours looks ever more seldom, and one window catches up. */
    private static Scenario takesTwentyHours() { // A3
        return story("A3-full-export-takes-twenty-hours", world -> {
            world.note("the full export takes twenty hours");
            world.aws().exportsTake(number -> number == 1 ? HOUR.multipliedBy(20) : FIVE_MINUTES);
            untilFullExportIsComplete(world, 1);

            assertThat(world.aws().calls(DESCRIBE)).isLessThan(500);
            assertThat(fullExports(world)).hasSize(1);

            untilWindowsAreTold(world, 2);

            assertThat(world.events().committedWindows().get(0).length()).isEqualTo(HOUR.multipliedBy(20));
            assertThat(conditionsTold(world)).isEmpty();
            assertUnbrokenChain(world);
        });
    }

    /** Stopped while they wait, peers believe for ever that the export runs. In ours any process takes it up. */
    private static Scenario stoppedWhilePolling() { // A4
        return story("A4-stopped-while-the-full-export-runs", world -> {
            world.process(0).step();
            world.waits(MINUTE.multipliedBy(2));
            world.note("A dies while it looks at the export, B is deployed anew");
            world.process(0).step(at(DESCRIBE, Fault.CRASH_AFTER));
            world.process(1).restart();
            following(world);

            assertThat(states(fullExports(world))).containsExactly(State.COMPLETED);
            assertUnbrokenChain(world);
        });
    }

    /** If peers cannot write that the export is complete, nobody ever does. Ours sees it again at the next step. */
    private static Scenario completionCannotBeWritten() { // A4
        return story("A4-completion-cannot-be-written", world -> {
            world.process(0).step();
            world.waits(MINUTE.multipliedBy(7));
            world.note("the export is complete, and the write that says so fails");
            world.process(0).step(at(WRITE, Fault.FAIL));
            assertThat(world.events().events(FullExportCommitted.class)).isEmpty();
            following(world);

            assertThat(world.events().events(FullExportCommitted.class)).hasSize(1);
            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** Peers ask again with a new token, up to six times, all billed. Ours asks with the same one, and gets the same export. */
    private static Scenario replyLost() { // A5
        return story("A5-full-export-reply-lost", world -> {
            world.note("the reply to the request is lost, twice");
            world.process(0).step(at(EXPORT, Fault.LOSE_REPLY));
            world.process(1).step(at(EXPORT, Fault.LOSE_REPLY));
            untilFullExportIsComplete(world, 1);

            assertThat(world.aws().calls(EXPORT)).isGreaterThanOrEqualTo(3);
            assertThat(fullExports(world)).hasSize(1);

            following(world);
            assertUnbrokenChain(world);
        });
    }

    /** DynamoDB forgets a token after eight hours. Ours then looks for the export before it asks again, and adopts it. */
    private static Scenario replyLostAndNobodyForNineHours() { // A5
        return story("A5-full-export-reply-lost-and-nobody-for-nine-hours", world -> {
            world.note("A dies before it sees the reply, and nobody makes a step for nine hours");
            world.process(0).step(at(EXPORT, Fault.CRASH_AFTER));
            world.waits(HOUR.multipliedBy(9));
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** After ten seconds peers give up, and the next tick begins another full export. Ours gives up, and asks the same. */
    private static Scenario timedOut() { // A6
        return story("A6-full-export-answers-after-the-time-limit", world -> {
            world.note("the export is accepted, and the call times out after 10 seconds");
            world.process(0).step(inside(EXPORT, Fault.LOSE_REPLY, () -> world.waits(Duration.ofSeconds(10))));
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** The same, but the answer comes, when the step's budget is spent and B has been there: A writes nothing any more. */
    private static Scenario answersLate() { // A6
        return story("A6-full-export-answers-after-the-budget", world -> {
            world.note("the answer takes 90 seconds, and B goes on meanwhile");
            world.process(0).step(inside(EXPORT, Fault.NONE, () -> {
                world.waits(Duration.ofSeconds(90));
                world.process(1).step();
            }));
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** If peers cannot write that the export was accepted, the next tick begins a second one. Ours asks with the same token. */
    private static Scenario acceptanceCannotBeWritten() { // A7
        return story("A7-acceptance-cannot-be-written", world -> {
            world.note("the write after the request is throttled");
            world.process(0).step(at(WRITE, 2, Fault.THROTTLE));
            assertThat(fullExports(world)).hasSize(1);
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** As above, without even an error. */
    private static Scenario diesBeforeAcceptanceIsWritten() { // A7
        return story("A7-dies-before-the-acceptance-is-written", world -> {
            world.note("A dies between the request and the write");
            world.process(0).step(at(WRITE, 2, Fault.CRASH_BEFORE));
            assertThat(fullExports(world)).hasSize(1);
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /**
     * Peers set five parameters after the request; if the second fails, increments begin beside an unobserved full export.
     * Ours writes one document, and before the request: nothing is exported that is not written down.
     */
    private static Scenario intentCannotBeWritten() { // A8
        return story("A8-intent-cannot-be-written", world -> {
            world.note("the first write fails");
            world.process(0).step(at(WRITE, Fault.FAIL));
            assertThat(world.aws().exports(TABLE)).isEmpty();
            following(world);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** Where peers fail to set the action back, the next tick resets again. Ours sets it back in the write that resets. */
    private static Scenario resetIsWrittenAndTheReplyLost() { // A8
        return story("A8-reset-is-written-and-the-reply-lost", world -> {
            following(world);
            world.reset();
            world.note("the write that resets is applied, its reply lost");
            world.process(0).step(at(WRITE, Fault.LOSE_REPLY));
            untilFullExportIsComplete(world, 2);
            untilWindowsAreTold(world, 1);

            assertThat(fullExports(world)).hasSize(2);
            assertThat(chain(world).generation()).isEqualTo(2);
            assertUnbrokenChain(world);
        });
    }

    /** Peers pay for the full export and stay latched in the gap. In ours gap and reset are one write: both or neither. */
    private static Scenario gapOutlivesNoReset() { // A9
        return story("A9-gap-is-reset-and-a-write-fails", world -> {
            following(world);
            world.note("recovery is switched off and on");
            world.aws().switchRecoveryOff(TABLE);
            world.waits(MINUTE);
            world.aws().switchRecoveryOn(TABLE);
            untilConditionHolds(world, Kind.GAP_PITR_WAS_OFF);
            world.follow(HOUR);
            world.reset();
            world.note("the first write fails, and whoever repeats it dies behind it");
            world.process(0).step(at(WRITE, Fault.FAIL));
            world.process(0).step(at(DELIVER, Fault.CRASH_BEFORE));
            untilFullExportIsComplete(world, 2);
            untilWindowsAreTold(world, 1);

            assertThat(fullExports(world)).hasSize(2);
            assertThat(conditionsTold(world)).containsExactly("GAP_PITR_WAS_OFF began", "GAP_PITR_WAS_OFF ended");
            assertUnbrokenChain(world);
        });
    }

    /** In peers the old cursor may survive a reset, and the old chain go on. Ours has no cursor but the chain itself. */
    private static Scenario resetIsNotHalfDone() { // A10
        return story("A10-dies-in-the-midst-of-a-reset", world -> {
            following(world);
            ExportWindow old = nextWindowIsRequested(world);
            world.reset();
            world.note("A dies after the write that resets");
            world.process(0).step(at(WRITE, Fault.CRASH_AFTER));
            assertThat(fullExports(world)).hasSize(1);
            untilFullExportIsComplete(world, 2);
            untilWindowsAreTold(world, 2);

            assertThat(states(exportsOf(world, old))).containsExactly(State.COMPLETED);
            assertThat(deliveriesOf(world, old)).isZero();
            assertThat(fullExports(world)).hasSize(2);
            assertUnbrokenChain(world);
        });
    }

    /** One failed write of several, and peers stand still for ever. Ours makes the same step again until it is written. */
    private static Scenario eachWriteOfAResetFailsOnce() { // A11
        return story("A11-each-write-of-a-reset-fails-once", world -> {
            following(world);
            world.reset();
            world.note("what resets, what was accepted, what was told: each write fails once");
            world.process(0).step(at(WRITE, 1, Fault.FAIL));
            world.process(0).step(at(WRITE, 2, Fault.FAIL));
            world.process(0).step();
            world.waits(MINUTE.multipliedBy(3));
            world.process(0).step(at(WRITE, 2, Fault.FAIL));
            untilFullExportIsComplete(world, 2);
            untilWindowsAreTold(world, 1);

            assertThat(fullExports(world)).hasSize(2);
            assertThat(chain(world).generation()).isEqualTo(2);
            assertUnbrokenChain(world);
        });
    }

    /** What peers cannot tell at once is never told. In ours it stays pending, in order, and the exports go on. */
    private static Scenario completionCannotBeTold() { // A12
        return story("A12-completion-cannot-be-told", world -> {
            world.process(0).step();
            world.notifierIsDown();
            world.follow(HOUR.multipliedBy(2));

            assertThat(chain(world).watermark())
                    .hasValueSatisfying(mark ->
                            assertThat(mark).isAfter(world.clock().instant().minus(HOUR)));
            assertThat(world.events().events(ExportCommitted.class)).isEmpty();
            assertThat(status(world).pendingEvents()).isGreaterThan(4);

            world.notifierIsUp();
            world.follow(HOUR);

            assertThat(status(world).pendingEvents()).isZero();
            assertThat(world.events().events(ExportCommitted.class))
                    .extracting(ExportCommitted::sequence)
                    .startsWith(0L, 1L, 2L, 3L);
            assertUnbrokenChain(world);
        });
    }

    /** A failed full export whose one notice got lost goes unnoticed in peers. In ours the notice arrives late. */
    private static Scenario failureCannotBeTold() { // A12
        return story("A12-failure-cannot-be-told", world -> {
            world.process(0).step();
            world.notifierIsDown();
            world.note("the bucket's policy denies the export");
            world.aws().fail(fullExports(world).get(0).arn(), "S3AccessDenied", "Access Denied");
            world.aws().bucketProblem(BUCKET, "S3AccessDenied");
            world.follow(HOUR.multipliedBy(2));
            assertThat(conditionsTold(world)).isEmpty();

            world.notifierIsUp();
            world.follow(HOUR.multipliedBy(2));
            assertThat(conditionsTold(world)).contains("EXPORT_FAILING began");

            world.note("the policy is mended");
            world.aws().bucketIsFine(BUCKET);
            following(world);
            assertThat(conditionsTold(world)).contains("EXPORT_FAILING ended").doesNotHaveDuplicates();
            assertUnbrokenChain(world);
        });
    }

    /** Peers tell "success" at each tick while the export runs. Ours tells that it began, and then that it is complete. */
    private static Scenario runsAndNothingIsSaid() { // A13
        return story("A13-nothing-is-told-of-an-unfinished-export", world -> {
            world.note("the full export takes three hours");
            world.aws().exportsTake(number -> number == 1 ? HOUR.multipliedBy(3) : FIVE_MINUTES);
            world.follow(HOUR.multipliedBy(2));

            assertThat(world.process(0).step())
                    .hasValueSatisfying(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Idle.class,
                                    idle -> assertThat(idle.reason()).isEqualTo(Idle.Reason.EXPORTS_RUNNING)));
            assertThat(world.events().deliveries())
                    .hasOnlyElementsOfType(ChainStarted.class)
                    .hasSize(1);

            following(world);
            assertThat(world.events().deliveries()).hasSize(3);
            Instant complete = fullExports(world).get(0).endsAt();
            assertThat(world.events().deliveries().stream().skip(1))
                    .hasExactlyElementsOfTypes(FullExportCommitted.class, WindowCommitted.class)
                    .extracting(ExportEvent::at)
                    .noneMatch(complete::isAfter);
        });
    }

    /** A failure without a message breaks peers beyond repair. Ours needs neither code nor message. */
    private static Scenario failsWithoutReason() { // A14
        return story("A14-full-export-fails-without-a-reason", world -> {
            world.note("the full export fails, and DynamoDB does not say why");
            world.aws().failNextWithoutReason(1);
            untilConditionHolds(world, Kind.EXPORT_FAILING);
            assertThat(complaints(world)).contains("no code");
            following(world);

            assertThat(states(fullExports(world))).containsExactly(State.FAILED, State.COMPLETED);
            assertThat(conditionsTold(world)).containsExactly("EXPORT_FAILING began", "EXPORT_FAILING ended");
            assertUnbrokenChain(world);
        });
    }
}
