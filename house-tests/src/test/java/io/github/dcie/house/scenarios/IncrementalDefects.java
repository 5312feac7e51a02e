package io.github.dcie.house.scenarios;

import static io.github.dcie.house.scenarios.LongStoriesHelp.chain;
import static io.github.dcie.house.scenarios.LongStoriesHelp.exportsOf;
import static io.github.dcie.house.scenarios.LongStoriesHelp.fullExports;
import static io.github.dcie.house.scenarios.PeerStories.DAY;
import static io.github.dcie.house.scenarios.PeerStories.DELIVER;
import static io.github.dcie.house.scenarios.PeerStories.DESCRIBE;
import static io.github.dcie.house.scenarios.PeerStories.EXPORT;
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
import static io.github.dcie.house.scenarios.PeerStories.nextWindowIsDue;
import static io.github.dcie.house.scenarios.PeerStories.nextWindowIsRequested;
import static io.github.dcie.house.scenarios.PeerStories.put;
import static io.github.dcie.house.scenarios.PeerStories.states;
import static io.github.dcie.house.scenarios.PeerStories.status;
import static io.github.dcie.house.scenarios.PeerStories.stored;
import static io.github.dcie.house.scenarios.PeerStories.storing;
import static io.github.dcie.house.scenarios.PeerStories.story;
import static io.github.dcie.house.scenarios.PeerStories.untilFullExportIsComplete;
import static io.github.dcie.house.scenarios.PeerStories.untilWindowsAreTold;
import static io.github.dcie.house.scenarios.Scenario.JOB;
import static io.github.dcie.house.scenarios.Scenario.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportType;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedClock;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What goes wrong with the increments of the peers (docs/peers.md, B1 to B15), played to ours. "Peers" are AWS's guidance and
 * its fork. Ours has no cursor that could be lost alone (B10) and no pages that could be short (B15): all is one document,
 * so there the nearest trigger is that all of it is lost, or seems to be.
 */
final class IncrementalDefects {

    private static final String BUCKET = JOB.destination().bucket();

    private IncrementalDefects() {}

    static List<Scenario> all() {
        return List.of(
                fails(),
                isRepairedAsItWas(),
                acceptanceCannotBeWritten(),
                timedOut(),
                replyLost(),
                replyLostAndNobodyForNineHours(),
                describeFailsAndTheExportToo(),
                killedWhilePollingAndTheExportFails(),
                completionCannotBeTold(),
                toldAndNotNoted(),
                timesAreRefused(),
                clockIsAhead(),
                stateIsLost(),
                stateIsDamaged(),
                pausedForTooLong(),
                stoppedForTooLong(),
                retentionIsShortened(),
                tableIsRecreated(),
                recoveryIsOffForHours(),
                recoveryFlaps(),
                tableIsDeleted(),
                readFailsWhilePaused(),
                stateSeemsAbsent());
    }

    /** Peers go on with the next window and leave a hole. Ours exports the same window again, before anything after it. */
    private static Scenario fails() { // B1
        return story("B1-incremental-export-fails", world -> {
            following(world);
            world.note("the bucket's policy denies the export");
            world.aws().bucketProblem(BUCKET, "S3AccessDenied");
            ExportWindow window = nextWindowIsRequested(world);
            world.follow(HOUR.multipliedBy(3));

            assertThat(exportsOf(world, window))
                    .hasSizeBetween(4, 7)
                    .extracting(EmulatedExport::state)
                    .containsOnly(State.FAILED);
            assertThat(chain(world).watermark()).contains(window.from());
            assertThat(chain(world).frontier()).isEqualTo(window.to());

            world.note("the policy is mended");
            world.aws().bucketIsFine(BUCKET);
            untilWindowsAreTold(world, 2);

            assertThat(exportsOf(world, window))
                    .last()
                    .extracting(EmulatedExport::state)
                    .isEqualTo(State.COMPLETED);
            assertThat(conditionsTold(world)).containsExactly("EXPORT_FAILING began", "EXPORT_FAILING ended");
            assertUnbrokenChain(world);
        });
    }

    /**
     * Peers hand a person a command that writes below a prefix "undefined", its times cut to the second while the chain
     * counts milliseconds. Ours needs no person, and each attempt has the same whole seconds and the same destination.
     */
    private static Scenario isRepairedAsItWas() { // B2
        return story("B2-window-is-repaired-as-it-was", world -> {
                    following(world);
                    world.note("one export fails; the job has no prefix, and the clock shows 900 milliseconds more");
                    world.aws().failNext(1, "S3InternalError", "simulated");
                    ExportWindow window = nextWindowIsRequested(world);
                    untilWindowsAreTold(world, 2);

                    assertThat(states(exportsOf(world, window))).containsExactly(State.FAILED, State.COMPLETED);
                    assertThat(world.aws().exports(TABLE))
                            .allMatch(export -> export.bucket().equals(BUCKET)
                                    && export.prefix().isEmpty()
                                    && export.exportTime().getNano() == 0);
                    assertUnbrokenChain(world);
                })
                .withWorld(builder -> builder.emulator(ExportEmulator.builder()
                        .table(TABLE)
                        .clock(SimulatedClock.startingAt(Instant.parse("2026-01-01T00:00:00.900Z")))
                        .build()));
    }

    /** If peers cannot write that a window was accepted, the next tick exports it again. Ours asks with the same token. */
    private static Scenario acceptanceCannotBeWritten() { // B3
        return story("B3-acceptance-cannot-be-written", world -> {
            following(world);
            ExportWindow window = nextWindowIsDue(world);
            world.note("the write after the request is throttled");
            world.process(0).step(at(WRITE, 2, Fault.THROTTLE));
            untilWindowsAreTold(world, 1);

            assertThat(exportsOf(world, window)).hasSize(1);
            assertThat(deliveriesOf(world, window)).isEqualTo(1);
            assertUnbrokenChain(world);
        });
    }

    /** After ten seconds peers give up, and the next tick exports the window again. */
    private static Scenario timedOut() { // B4
        return story("B4-incremental-export-answers-after-the-time-limit", world -> {
            following(world);
            ExportWindow window = nextWindowIsDue(world);
            world.note("the export is accepted, and the call times out after 10 seconds");
            world.process(0).step(inside(EXPORT, Fault.LOSE_REPLY, () -> world.waits(Duration.ofSeconds(10))));
            untilWindowsAreTold(world, 1);

            assertThat(exportsOf(world, window)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** Peers ask again with another token, and no trace of the first export remains. Ours gets the first one back. */
    private static Scenario replyLost() { // B5
        return story("B5-incremental-reply-lost", world -> {
            following(world);
            ExportWindow window = nextWindowIsDue(world);
            world.note("the reply to the request is lost");
            world.process(0).step(at(EXPORT, Fault.LOSE_REPLY));
            untilWindowsAreTold(world, 1);

            assertThat(exportsOf(world, window)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** DynamoDB forgets a token after eight hours. Ours then looks for the export before it asks again, and adopts it. */
    private static Scenario replyLostAndNobodyForNineHours() { // B5
        return story("B5-incremental-reply-lost-and-nobody-for-nine-hours", world -> {
            following(world);
            ExportWindow window = nextWindowIsDue(world);
            world.note("A dies before it sees the reply, and nobody makes a step for nine hours");
            world.process(0).step(at(EXPORT, Fault.CRASH_AFTER));
            world.waits(HOUR.multipliedBy(9));
            untilWindowsAreTold(world, 2);

            assertThat(exportsOf(world, window)).hasSize(1);
            assertThat(deliveriesOf(world, window)).isEqualTo(1);
            assertUnbrokenChain(world);
        });
    }

    /** Peers stop looking at the first error; if the export fails after that, nobody knows. Ours asks until it is answered. */
    private static Scenario describeFailsAndTheExportToo() { // B6
        return story("B6-describe-fails-and-the-export-too", world -> {
            following(world);
            ExportWindow window = nextWindowIsRequested(world);
            world.note("DescribeExport answers with a 500 for half an hour; meanwhile the export fails");
            world.aws().failCalls(DESCRIBE);
            world.aws().fail(exportsOf(world, window).get(0).arn(), "S3InternalError", "simulated");
            world.follow(MINUTE.multipliedBy(30));
            assertThat(chain(world).watermark()).contains(window.from());

            world.note("DescribeExport answers");
            world.aws().mendCalls(DESCRIBE);
            untilWindowsAreTold(world, 2);

            assertThat(states(exportsOf(world, window))).containsExactly(State.FAILED, State.COMPLETED);
            assertThat(conditionsTold(world)).containsExactly("EXPORT_FAILING began", "EXPORT_FAILING ended");
            assertUnbrokenChain(world);
        });
    }

    /** As B6, without even an error: whoever looked died. In ours nobody in particular has to look. */
    private static Scenario killedWhilePollingAndTheExportFails() { // B7
        return story("B7-killed-while-polling-and-the-export-fails", world -> {
            following(world);
            ExportWindow window = nextWindowIsRequested(world);
            world.waits(MINUTE.multipliedBy(2));
            world.note("both processes die while they look; then the export fails");
            world.process(0).step(at(DESCRIBE, Fault.CRASH_BEFORE));
            world.process(1).step(at(DESCRIBE, Fault.CRASH_AFTER));
            world.aws().fail(exportsOf(world, window).get(0).arn(), "S3InternalError", "simulated");
            untilWindowsAreTold(world, 2);

            assertThat(states(exportsOf(world, window))).containsExactly(State.FAILED, State.COMPLETED);
            assertThat(conditionsTold(world)).containsExactly("EXPORT_FAILING began", "EXPORT_FAILING ended");
            assertUnbrokenChain(world);
        });
    }

    /** What peers cannot tell at once is never told. In ours it is pending until it was taken. */
    private static Scenario completionCannotBeTold() { // B8
        return story("B8-completion-cannot-be-told", world -> {
            following(world);
            ExportWindow window = nextWindowIsRequested(world);
            world.waits(MINUTE.multipliedBy(8));
            world.note("the export is complete, and the notifier refuses to take it");
            world.process(0).step(at(DELIVER, Fault.FAIL));
            assertThat(chain(world).watermark()).contains(window.to());
            assertThat(status(world).pendingEvents()).isEqualTo(1);
            untilWindowsAreTold(world, 1);

            assertThat(deliveriesOf(world, window)).isEqualTo(1);
            assertThat(status(world).pendingEvents()).isZero();
            assertUnbrokenChain(world);
        });
    }

    /** The price of losing nothing: whoever dies between telling and noting it has it told again, with the same id. */
    private static Scenario toldAndNotNoted() { // B8
        return story("B8-told-and-not-noted", world -> {
            following(world);
            ExportWindow window = nextWindowIsRequested(world);
            world.waits(MINUTE.multipliedBy(8));
            world.note("A tells that the window is complete, and dies before it notes that");
            world.process(0).step(at(DELIVER, Fault.CRASH_AFTER));
            untilWindowsAreTold(world, 1);

            assertThat(deliveriesOf(world, window)).isEqualTo(2);
            assertThat(world.events().committedWindows()).containsOnlyOnce(window);
            assertUnbrokenChain(world);
        });
    }

    /** Peers take InvalidExportTime for a gap, and want a full export. Ours believes what recovery covers, and asks again. */
    private static Scenario timesAreRefused() { // B9
        return story("B9-times-are-refused-against-the-facts", world -> {
            following(world);
            ExportWindow window = nextWindowIsDue(world);
            world.timesAreRefused();
            world.follow(HOUR.multipliedBy(2));

            assertThat(conditionsTold(world)).containsExactly("EXPORT_TIME_REFUSED began");
            assertThat(exportsOf(world, window)).isEmpty();

            world.timesAreAccepted();
            untilWindowsAreTold(world, 2);

            assertThat(fullExports(world)).hasSize(1);
            assertThat(exportsOf(world, window)).hasSize(1);
            assertThat(conditionsTold(world)).containsExactly("EXPORT_TIME_REFUSED began", "EXPORT_TIME_REFUSED ended");
            assertUnbrokenChain(world);
        });
    }

    /** With a clock a few minutes ahead, peers ask for a window that is not over, and are latched for ever. */
    private static Scenario clockIsAhead() { // B9
        return story("B9-clock-is-ahead", world -> {
            following(world);
            world.note("the clock of A is half an hour ahead");
            world.process(0).clockIsOff(MINUTE.multipliedBy(30));
            world.follow(HOUR.multipliedBy(3));

            assertThat(conditionsTold(world)).isEmpty();
            assertThat(fullExports(world)).hasSize(1);
            assertThat(chain(world).watermark())
                    .hasValueSatisfying(mark ->
                            assertThat(mark).isAfter(world.clock().instant().minus(MINUTE.multipliedBy(40))));
            assertUnbrokenChain(world);
        });
    }

    /** Without their cursor peers export all windows again, each a success. Ours sees that it had one, and asks a person. */
    private static Scenario stateIsLost() { // B10
        return storing("B10-state-is-lost", (world, store) -> {
            following(world);
            int before = world.aws().exports(TABLE).size();
            world.note("somebody deletes the state");
            store.lose(JOB.id());
            world.follow(DAY);

            assertThat(world.aws().exports(TABLE)).hasSize(before);
            assertThat(conditionsTold(world)).containsExactly("STATE_LOST began");
            assertThat(complaints(world)).contains("recover the state (StateRecovery", "RESET_WITH_FULL_EXPORT_AGAIN");

            world.reset();
            untilWindowsAreTold(world, 1);

            assertThat(fullExports(world)).hasSize(2);
            assertThat(conditionsTold(world)).containsExactly("STATE_LOST began", "STATE_LOST ended");
            assertUnbrokenChain(world);
        });
    }

    /** With a full-export-time that is no time, peers ask for null at each tick. Ours refuses by name, and asks for nothing. */
    private static Scenario stateIsDamaged() { // B11
        return storing("B11-state-is-damaged", (world, store) -> {
            following(world);
            StateDocument backup = stored(store);
            world.note("somebody edits the state");
            put(store, new StateDocument("{\"format\":1,\"fullExport\":\"yesterday\"}"));
            StateDocument damaged = stored(store);
            ExportCoordinator ours = ExportCoordinator.builder(JOB, world.aws().client(), store)
                    .clock(world.clock())
                    .build();
            assertThatExceptionOfType(UnusableStateException.class)
                    .isThrownBy(ours::advance)
                    .withMessageContaining("left as it is")
                    .extracting(UnusableStateException::reason)
                    .isEqualTo(UnusableStateException.Reason.DAMAGED);
            long calls = world.aws().calls().count();
            world.follow(HOUR.multipliedBy(3));

            assertThat(world.aws().calls().count()).isEqualTo(calls);
            assertThat(stored(store)).isEqualTo(damaged);

            world.note("the backup is put back");
            put(store, backup);
            untilWindowsAreTold(world, 2);

            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** Peers blame recovery for every gap. Ours says that the job fell behind. */
    private static Scenario pausedForTooLong() { // B12
        return story("B12-paused-for-longer-than-the-retention", world -> {
            following(world);
            world.pause();
            world.follow(DAY.multipliedBy(36));
            world.resume();
            world.follow(DAY);
            gapIsTold(world, Kind.GAP_FELL_BEHIND);
            resetHeals(world);
        });
    }

    /** What was accepted before everything stopped is found and committed; the gap begins behind it. */
    private static Scenario stoppedForTooLong() { // B12
        return story("B12-stopped-for-longer-than-the-retention", world -> {
            following(world);
            ExportWindow window = nextWindowIsDue(world);
            world.note("A dies before it sees the reply, and nobody makes a step for 36 days");
            world.process(0).step(at(EXPORT, Fault.CRASH_AFTER));
            world.waits(DAY.multipliedBy(36));
            world.follow(DAY);

            assertThat(exportsOf(world, window)).hasSize(1);
            assertThat(deliveriesOf(world, window)).isEqualTo(1);
            assertThat(chain(world).watermark()).contains(window.to());
            gapIsTold(world, Kind.GAP_FELL_BEHIND);
            resetHeals(world);
        });
    }

    /** Peers blame recovery for every gap. Ours says that the retention was shortened. */
    private static Scenario retentionIsShortened() { // B12
        return story("B12-retention-is-shortened", world -> {
            following(world);
            world.pause();
            world.follow(DAY.multipliedBy(10));
            world.note("the retention is shortened to 7 days");
            world.aws().shortenRecovery(TABLE, 7);
            world.resume();
            world.follow(DAY);
            gapIsTold(world, Kind.GAP_RETENTION_SHORTENED);
            resetHeals(world);
        });
    }

    /** Peers blame recovery for every gap. Ours says that it is another table. */
    private static Scenario tableIsRecreated() { // B12
        return story("B12-table-is-recreated", world -> {
            following(world);
            world.note("the table is deleted and created anew, with recovery");
            world.aws().recreate(TABLE);
            world.aws().switchRecoveryOn(TABLE);
            world.follow(DAY);
            gapIsTold(world, Kind.GAP_TABLE_RECREATED);
            resetHeals(world);
        });
    }

    /** Peers tell at each tick that recovery is off, as if it were about a full export. Ours tells it once. */
    private static Scenario recoveryIsOffForHours() { // B13
        return story("B13-recovery-is-off-for-hours", world -> {
            following(world);
            world.note("recovery is switched off");
            world.aws().switchRecoveryOff(TABLE);
            world.follow(HOUR.multipliedBy(6));
            assertThat(conditionsTold(world)).containsExactly("PITR_OFF began");
            assertThat(complaints(world)).contains("reset with a new full export will be needed");

            world.note("recovery is switched on");
            world.aws().switchRecoveryOn(TABLE);
            world.follow(HOUR.multipliedBy(6));
            assertThat(conditionsTold(world))
                    .containsExactly("PITR_OFF began", "PITR_OFF ended", "GAP_PITR_WAS_OFF began");
            assertThat(world.events().events(ConditionBegan.class))
                    .extracting(ConditionBegan::exportType)
                    .containsOnly(ExportType.INCREMENTAL_EXPORT);
            resetHeals(world);
        });
    }

    /** Off and on between two steps: what runs is still committed, and the facts show the gap when the next one is due. */
    private static Scenario recoveryFlaps() { // B13
        return story("B13-recovery-flaps-between-steps", world -> {
            following(world);
            ExportWindow window = nextWindowIsRequested(world);
            int before = world.aws().exports(TABLE).size();
            world.note("recovery is switched off and on");
            world.aws().switchRecoveryOff(TABLE);
            world.aws().switchRecoveryOn(TABLE);
            world.follow(DAY);

            assertThat(deliveriesOf(world, window)).isEqualTo(1);
            assertThat(chain(world).watermark()).contains(window.to());
            assertThat(world.aws().exports(TABLE)).hasSize(before);
            gapIsTold(world, Kind.GAP_PITR_WAS_OFF);
            resetHeals(world);
        });
    }

    /** Peers tell 288 times a day that a task failed. Ours tells once that the table is gone. */
    private static Scenario tableIsDeleted() { // B14
        return story("B14-table-is-deleted", world -> {
            following(world);
            world.note("the table is deleted");
            world.aws().deleteTable(TABLE);
            world.follow(DAY.multipliedBy(3));
            assertThat(conditionsTold(world)).containsExactly("TABLE_GONE began");
            assertThat(fullExports(world)).hasSize(1);

            world.note("a table of this name is created");
            world.aws().createTable(TABLE);
            world.aws().switchRecoveryOn(TABLE);
            world.follow(DAY);
            assertThat(conditionsTold(world))
                    .containsExactlyInAnyOrder("TABLE_GONE began", "TABLE_GONE ended", "GAP_TABLE_RECREATED began");
            resetHeals(world);
        });
    }

    /** Half a page of parameters, and peers no longer see that the job is paused. Ours has a whole read or none. */
    private static Scenario readFailsWhilePaused() { // B15
        return story("B15-read-fails-while-paused", world -> {
            following(world);
            int before = world.aws().exports(TABLE).size();
            world.pause();
            world.note("a read fails");
            world.process(0).step(at("read", Fault.FAIL));
            world.follow(HOUR);
            assertThat(world.aws().exports(TABLE)).hasSize(before);

            world.resume();
            untilWindowsAreTold(world, 1);
            assertThat(fullExports(world)).hasSize(1);
            assertUnbrokenChain(world);
        });
    }

    /** A store that breaks its rules and shows nothing makes peers start over. Ours asks DynamoDB, and its write is refused. */
    private static Scenario stateSeemsAbsent() { // B15
        AtomicBoolean blind = new AtomicBoolean();
        return story("B15-state-seems-absent", world -> {
                    following(world);
                    int before = world.aws().exports(TABLE).size();
                    world.note("a read of A shows nothing, although there is a state");
                    blind.set(true);
                    world.process(0).step();
                    assertThat(world.aws().exports(TABLE)).hasSize(before);
                    untilWindowsAreTold(world, 1);

                    assertThat(fullExports(world)).hasSize(1);
                    assertThat(conditionsTold(world)).isEmpty();
                    assertUnbrokenChain(world);
                })
                .withWorld(builder -> {
                    StateStore store = new BlindStore(new InMemoryStateStore(), blind);
                    return builder.store(() -> store);
                });
    }

    private static void gapIsTold(Simulation world, Kind gap) {
        assertThat(conditionsTold(world)).last().isEqualTo(gap + " began");
        assertThat(conditionsTold(world)).doesNotHaveDuplicates();
        assertThat(world.process(0).step())
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Blocked.class,
                                blocked ->
                                        assertThat(blocked.condition().kind()).isEqualTo(gap)));
        assertThat(complaints(world)).contains("RESET_WITH_FULL_EXPORT_AGAIN");
        assertThat(fullExports(world)).hasSize(1);
    }

    /** All that a person has to do about a gap. */
    private static void resetHeals(Simulation world) {
        world.reset();
        untilFullExportIsComplete(world, 2);
        untilWindowsAreTold(world, 1);
        assertThat(fullExports(world)).hasSize(2);
        assertThat(status(world).conditions()).isEmpty();
        assertUnbrokenChain(world);
    }

    /** A store one of whose reads shows nothing, against R1. */
    private record BlindStore(StateStore store, AtomicBoolean blind) implements StateStore {

        @Override
        public StoredState read(JobId job) throws StateStoreException {
            StoredState state = store.read(job);
            return blind.getAndSet(false) ? StoredState.absent(OperatorRequest.none()) : state;
        }

        @Override
        public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
            return store.write(job, write);
        }

        @Override
        public void request(JobId job, OperatorAction action) throws StateStoreException {
            store.request(job, action);
        }
    }
}
