package io.github.dcie.testkit.simulation;

import static io.github.dcie.testkit.simulation.Planted.JOB;
import static io.github.dcie.testkit.simulation.Planted.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportType;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableIdentity;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteId;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import io.github.dcie.testkit.internal.Effects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the world does to processes that defend themselves, and what the oracle sees all the same. */
final class FaultKindsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What a step of the library under test does; each deed by itself, and the library catches whatever it throws. */
    private interface Deed {
        void doIt(ProcessParts parts) throws Exception;
    }

    private final List<String> lived = new ArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();

    /** A library that catches everything, everywhere, and goes on. */
    private Simulation.Builder stubborn(Deed... deeds) {
        return Simulation.of(JOB, parts -> {
            starts.incrementAndGet();
            return () -> {
                for (Deed deed : deeds) {
                    try {
                        deed.doIt(parts);
                        lived.add("done");
                    } catch (Throwable e) {
                        lived.add(e.getClass().getSimpleName());
                    }
                }
                return progressed(parts);
            };
        });
    }

    private static AdvanceOutcome progressed(ProcessParts parts) {
        Instant now = parts.clock().instant();
        return new AdvanceOutcome.Progressed(Planted.status(now), now.plusSeconds(60), List.of(), List.of());
    }

    private static StoredState read(ProcessParts parts) throws StateStoreException {
        return parts.store().read(JOB.id());
    }

    private static void write(ProcessParts parts) throws StateStoreException {
        Revision newest = parts.store().read(JOB.id()).revision();
        parts.store()
                .write(
                        JOB.id(),
                        new StateWrite(
                                WriteId.random(),
                                newest,
                                new StateDocument("{}"),
                                Map.of(),
                                parts.clock().instant(),
                                Optional.empty()));
    }

    private static void deliver(ProcessParts parts, String id) throws Exception {
        parts.notifier()
                .deliver(new ConditionBegan(
                        EventId.of(id),
                        JOB.id(),
                        new TableIdentity(TABLE, Optional.empty()),
                        1,
                        Instant.EPOCH,
                        ExportType.INCREMENTAL_EXPORT,
                        0,
                        new Condition(kind(id), Instant.EPOCH, id, "look", Optional.empty())));
    }

    private static Condition.Kind kind(String id) {
        return id.endsWith("b") ? Condition.Kind.QUOTA_REACHED : Condition.Kind.TABLE_GONE;
    }

    private static void export(ProcessParts parts) {
        parts.dynamoDb()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .s3Bucket("acme-exports")
                        .exportType("FULL_EXPORT")
                        .clientToken("t"));
    }

    // ---- who is dead is dead

    @ParameterizedTest
    @CsvSource({"CRASH_BEFORE,1", "CRASH_AFTER,1", "CRASH_BEFORE,2", "CRASH_AFTER,3", "CRASH_BEFORE,5", "CRASH_AFTER,4"
    })
    void aLibraryThatCatchesEverythingDies(Fault how, int effect) {
        // effects: 1 read, 2 read and 3 write, 4 export, 5 deliver
        Simulation world = stubborn(
                        FaultKindsTest::read,
                        FaultKindsTest::write,
                        FaultKindsTest::export,
                        parts -> deliver(parts, "orders/e"))
                .build();
        starts.set(0);

        Optional<AdvanceOutcome> outcome = world.process(0).step(FaultPlan.onEffect(effect, how));

        int done = how == Fault.CRASH_BEFORE ? effect - 1 : effect;
        assertThat(outcome).isEmpty();
        assertThat(world.tally()).isEqualTo(new Tally(1, 1, 1, world.tally().exports(), 0));
        assertThat(world.aws().exports()).hasSize(done >= 4 ? 1 : 0);
        assertThat(world.aws().calls().count()).isEqualTo(done >= 4 ? 1 : 0);
        assertThat(world.events().deliveries()).hasSize(done >= 5 ? 1 : 0);
        assertThat(lived).endsWith("SimulatedCrash");
        assertThat(starts).hasValue(1);
        assertThat(world.transcript().last(1).get(0)).endsWith("died");
        // the new process lives, and waits until the old one's notices are free
        world.waits(Duration.ofMinutes(3));
        assertThat(world.process(0).step()).isPresent();
    }

    @Test
    void aCrashOfThePlanItselfIsNotSurvivedEither() {
        Simulation world =
                stubborn(FaultKindsTest::read, FaultKindsTest::export).build();
        boolean[] once = {true};

        world.process(0).step(FaultPlan.none().withBoundary((operation, when) -> {
            if (once[0]) {
                once[0] = false;
                throw new SimulatedCrash("planned");
            }
        }));

        assertThat(lived).containsExactly("SimulatedCrash", "SimulatedCrash");
        assertThat(world.aws().exports()).isEmpty();
        assertThat(world.tally().crashes()).isEqualTo(1);
    }

    @Test
    void aStoresOwnCallsAreNotSurvivedEither() {
        List<String> calls = new ArrayList<>();
        Simulation world = stubborn(FaultKindsTest::read, FaultKindsTest::export)
                .store((faults, clock) -> {
                    Effects own = new Effects(faults);
                    InMemoryStateStore store = new InMemoryStateStore();
                    return new ReadingTwice(
                            store,
                            () -> own.perform(
                                    "GetItem",
                                    () -> calls.add("GetItem"),
                                    fault -> new IllegalStateException(fault.name())));
                })
                .build();
        calls.clear();

        // 1 is the read of the store, 2 its first own call
        world.process(0).step(FaultPlan.onEffect(2, Fault.CRASH_AFTER));

        assertThat(calls).hasSize(1);
        assertThat(world.aws().exports()).isEmpty();
        assertThat(world.tally().crashes()).isEqualTo(1);
    }

    /** A store that catches everything itself, and makes two calls for a read. */
    private record ReadingTwice(StateStore store, Runnable call) implements StateStore {
        @Override
        public StoredState read(JobId job) throws StateStoreException {
            for (int i = 0; i < 2; i++) {
                try {
                    call.run();
                } catch (Throwable e) {
                    // and goes on
                }
            }
            return store.read(job);
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

    @Test
    void everyCrashPointKillsIt() {
        Explored explored = SmallScope.of(
                        "a library that catches everything",
                        () -> stubborn(FaultKindsTest::read, FaultKindsTest::export)
                                .build(),
                        Simulation::together)
                .crashes(1)
                .endsWith(world -> assertThat(
                                world.tally().crashes() + world.aws().calls("ExportTableToPointInTime"))
                        // before one of its effects it makes no export any more, behind the last one it has
                        .isBetween(2L, 3L))
                .explore();

        assertThat(explored.runs()).isEqualTo(1 + 3 + 3);
    }

    // ---- what user code does (S17)

    @ParameterizedTest
    @EnumSource(When.class)
    void callsMayThrowErrors(When side) {
        Simulation world =
                stubborn(FaultKindsTest::read, FaultKindsTest::export).build();

        Optional<AdvanceOutcome> outcome =
                world.process(0).step(Mishap.throwing(2, side, () -> new NoClassDefFoundError("simulated")));

        assertThat(outcome).isPresent();
        assertThat(lived).containsExactly("done", "NoClassDefFoundError");
        assertThat(world.aws().exports()).hasSize(side == When.BEFORE ? 0 : 1);
        assertThat(world.tally()).isEqualTo(new Tally(1, 1, 0, side == When.BEFORE ? 0 : 1, 0));
    }

    @Test
    void whatTheJvmMustSeeMayLeaveAStepAndNothingElse() {
        Simulation world = Simulation.of(JOB, parts -> () -> {
                    read(parts);
                    return progressed(parts);
                })
                .build();

        for (var error : List.of(Mishap.ERRORS.get(0), Mishap.ERRORS.get(2))) {
            assertThat(world.process(0).step(Mishap.throwing(1, When.BEFORE, error)))
                    .isEmpty();
        }
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(0).step(Mishap.throwing(1, When.BEFORE, Mishap.ERRORS.get(1))))
                .withMessageContaining("S12: a step threw java.lang.NoClassDefFoundError");
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(1).step(Mishap.throwing(1, When.BEFORE, Mishap.UNCHECKED.get(0))));
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void storeAndCheckMayAnswerNull(When side) throws StateStoreException {
        List<Object> answers = new ArrayList<>();
        InMemoryStateStore store = new InMemoryStateStore();
        Simulation world = stubborn(
                        parts -> answers.add(String.valueOf(parts.store().read(JOB.id()))),
                        parts -> answers.add(String.valueOf(parts.store()
                                .write(
                                        JOB.id(),
                                        new StateWrite(
                                                WriteId.random(),
                                                Revision.NONE,
                                                new StateDocument("{}"),
                                                Map.of(),
                                                Instant.EPOCH,
                                                Optional.empty())))),
                        parts -> answers.add(String.valueOf(parts.check().check(candidate()))))
                .store(() -> store)
                .build();

        world.process(0).step(Mishap.answeringNull(1, side));
        world.process(0).step(Mishap.answeringNull(3, side));
        assertThat(answers).startsWith("null", "WRITTEN").hasSize(6);
        assertThat(answers.get(5)).isEqualTo("null");
        answers.clear();

        store.lose(JOB.id());
        world.process(0).step(Mishap.answeringNull(2, side));
        assertThat(answers.get(1)).isEqualTo("null");
        assertThat(store.read(JOB.id()).document().isPresent()).isEqualTo(side == When.AFTER);
    }

    private static CompletionCheck.Candidate candidate() {
        Planted planted = new Planted();
        return new CompletionCheck.Candidate(
                JOB.id(),
                TABLE,
                1,
                Optional.empty(),
                planted.full(fullOf(planted)).export());
    }

    private static EmulatedExport fullOf(Planted planted) {
        return planted.requestFull("c");
    }

    // ---- time (S15)

    /** A step that looks at the time by itself, and then makes its request; right or wrong. */
    private Simulation budgeted(boolean byClock, boolean byTimer, Deed... deeds) {
        return Simulation.of(JOB, parts -> () -> {
                    Instant begun = parts.clock().instant();
                    long timer = parts.nanoTime().getAsLong();
                    for (Deed deed : deeds) {
                        boolean late = (byClock
                                        && Duration.between(begun, parts.clock().instant())
                                                        .compareTo(MINUTE)
                                                > 0)
                                || (byTimer
                                        && Duration.ofNanos(parts.nanoTime().getAsLong() - timer)
                                                        .compareTo(MINUTE)
                                                > 0);
                        if (!late) {
                            try {
                                deed.doIt(parts);
                            } catch (StateStoreException | RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                    return progressed(parts);
                })
                .stepBudget(MINUTE)
                .processes(Duration.ZERO)
                .build();
    }

    private static final Deed LOOK = parts -> parts.dynamoDb().describeContinuousBackups(r -> r.tableName("orders"));

    @Test
    void aStepThatLooksAtBothKeepsItsBudget() {
        for (Move.Kind kind :
                List.of(Move.Kind.FREEZE_IN_CALL, Move.Kind.FREEZE_CLOCK_STANDS, Move.Kind.FREEZE_TIMER_STANDS)) {
            Simulation world = budgeted(true, true, FaultKindsTest::read, LOOK, FaultKindsTest::export);
            world.live(List.of(new Move(kind, 0, 1, Duration.ofMinutes(9).plusSeconds(1))));

            assertThat(world.aws().exports()).as(kind.name()).isEmpty();
        }
    }

    @Test
    void aBudgetWithoutTheTimerIsSeen() {
        Simulation world = budgeted(true, false, FaultKindsTest::read, LOOK, FaultKindsTest::export);
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.live(List.of(new Move(
                        Move.Kind.FREEZE_CLOCK_STANDS,
                        0,
                        1,
                        Duration.ofMinutes(9).plusSeconds(1)))))
                .withMessageContaining("S15: ExportTableToPointInTime PT9M1S after the step began");
    }

    @Test
    void aBudgetWithoutTheClockIsSeen() {
        Simulation world = budgeted(false, true, FaultKindsTest::read, LOOK, FaultKindsTest::export);
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.live(List.of(new Move(
                        Move.Kind.FREEZE_TIMER_STANDS,
                        0,
                        1,
                        Duration.ofMinutes(9).plusSeconds(1)))))
                .withMessageContaining("S15");
    }

    @Test
    void aRequestThatNothingStopsInsideOfTheCallIsSeen() {
        Simulation world = budgeted(true, true, FaultKindsTest::read, FaultKindsTest::export);
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.live(List.of(new Move(
                        Move.Kind.FREEZE_IN_CALL, 0, 2, Duration.ofMinutes(9).plusSeconds(1)))))
                .withMessageContaining("S15");
        assertThat(world.transcript().last(1).get(0)).contains("ExportTableToPointInTime~frozen-in-call");
    }

    @Test // what was delivered is written in a time of its own
    void slowDeliveriesAreWritten() {
        Simulation world =
                budgeted(true, true, FaultKindsTest::write, parts -> deliver(parts, "orders/e"), parts -> {});
        Simulation late = Simulation.of(JOB, parts -> () -> {
                    write(parts);
                    try {
                        deliver(parts, "orders/e");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    write(parts);
                    return progressed(parts);
                })
                .stepBudget(MINUTE)
                .build();
        late.notifierTakes(Duration.ofMinutes(3));

        assertThat(world.process(0).step()).isPresent();
        assertThat(late.process(0).step()).isPresent();
    }

    @Test
    void whoDoesNotUseItsTimerIsNotTriedAtIt() {
        Simulation world = stubborn(FaultKindsTest::read, LOOK).build();
        world.live(List.of(new Move(
                Move.Kind.FREEZE_CLOCK_STANDS, 0, 1, Duration.ofMinutes(9).plusSeconds(1))));

        assertThat(world.transcript().lines()).noneMatch(line -> line.contains("the clock of"));
        assertThat(world.process(0).nanoTime())
                .isEqualTo(Duration.ofMinutes(9).plusSeconds(2).toNanos());
    }

    @Test
    void aStepWithAnotherClockIsSeen() {
        Simulation world = Simulation.of(JOB, parts -> () -> {
                    read(parts);
                    Instant other = parts.clock().instant().plus(Duration.ofDays(333));
                    return new Idle(Planted.status(other), other, Idle.Reason.NOT_DUE, "nothing");
                })
                .build();

        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(0).step())
                .withMessageContaining("clock of its parts");
    }

    // ---- whose notices (N1)

    /** A and B each deliver with a claim; A is in the midst of it while B is. */
    private Simulation claiming(Duration after, Deed betweenDeliveries) {
        boolean[] inner = {false};
        Simulation[] world = new Simulation[1];
        world[0] = Simulation.of(JOB, parts -> () -> {
                    try {
                        write(parts);
                        deliver(parts, inner[0] ? "orders/b" : "orders/a");
                        if (!inner[0]) {
                            betweenDeliveries.doIt(parts);
                            inner[0] = true;
                            world[0].waits(after);
                            world[0].process(1).step();
                        }
                        write(parts);
                    } catch (StateStoreException | RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return progressed(parts);
                })
                .build();
        return world[0];
    }

    @Test
    void aDeliveryInTheMidstOfAnothersIsSeen() {
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> claiming(Duration.ofSeconds(110), parts -> {})
                        .process(0)
                        .step())
                .withMessageContaining("N1: a delivery by a step that wrote while the notices belong to another one");
    }

    @Test
    void whoMayBeDeadIsTakenOver() {
        assertThatCode(() -> claiming(Duration.ofSeconds(121), parts -> {})
                        .process(0)
                        .step())
                .doesNotThrowAnyException();
    }

    @Test
    void whoHasWrittenWhatItDeliveredIsDone() {
        assertThatCode(() -> claiming(Duration.ZERO, FaultKindsTest::write)
                        .process(0)
                        .step())
                .doesNotThrowAnyException();
    }

    @Test // also if the other one is dead, and whatever a crash explains otherwise
    void theNoticesOfADeadStepAreItsOwnForAWhile() {
        Simulation world = Simulation.of(JOB, parts -> () -> {
                    write(parts);
                    try {
                        deliver(parts, "orders/a");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    write(parts);
                    return progressed(parts);
                })
                .build();
        world.process(0).step(FaultPlan.onEffect(3, Fault.CRASH_AFTER));
        world.waits(MINUTE);

        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(1).step())
                .withMessageContaining("N1");
    }

    // ---- people (K6), recovery (G3)

    @Test
    void aResetThatWasTakenBackAndSpentIsSeen() {
        int[] generation = {1};
        boolean[] stale = {false};
        InMemoryStateStore store = InMemoryStateStore.numberingRequests();
        InMemoryStateStore before = InMemoryStateStore.numberingRequests();
        Simulation world = Simulation.of(JOB, parts -> () -> {
                    StoredState state = read(parts);
                    if (state.operator().action() == OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN) {
                        generation[0]++;
                    }
                    write(parts);
                    Instant now = parts.clock().instant();
                    return new AdvanceOutcome.Progressed(
                            Chains.status(now, generation[0]), now.plusSeconds(60), List.of(), List.of());
                })
                .store(() -> new Stale(store, before, stale))
                .build();
        world.reset();
        before.typeOperatorAction(JOB.id(), OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN.name());
        world.resume();
        world.process(0).step();
        assertThat(generation[0]).isEqualTo(1);
        stale[0] = true;

        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(1).step())
                .withMessageContaining("K6: a reset was carried out that was taken back and spent");
    }

    /** Reads of an old operator action, if told so. */
    private record Stale(StateStore store, StateStore old, boolean[] stale) implements StateStore {
        @Override
        public StoredState read(JobId job) throws StateStoreException {
            StoredState state = store.read(job);
            return !stale[0]
                    ? state
                    : StoredState.of(
                            state.revision(),
                            state.document().orElseThrow(),
                            old.read(job).operator());
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

    @Test
    void toldThatRecoveryIsOffWhenItNeverWas() {
        Condition off = new Condition(Condition.Kind.PITR_OFF, Instant.EPOCH, "off", "switch it on", Optional.empty());
        Planted planted = new Planted();
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> planted.tellBegin(off))
                .withMessageContaining("G3: told that recovery is off, and it never was");

        Planted honest = new Planted();
        honest.world.aws().switchRecoveryOff(TABLE);
        honest.step(parts -> parts.dynamoDb().describeContinuousBackups(r -> r.tableName("orders")));
        honest.world.aws().switchRecoveryOn(TABLE);
        assertThatCode(() -> honest.tellBegin(off)).doesNotThrowAnyException();
    }

    // ---- the world

    @Test
    void slowCallsDisturbAStep() {
        Simulation world = stubborn(FaultKindsTest::read, LOOK).build();
        world.aws().callsTake(number -> Duration.ofSeconds(7));

        world.process(0).step();

        assertThat(world.clock().instant()).isEqualTo("2026-01-01T00:00:07Z");
        assertThat(world.transcript().last(1).get(0)).contains("read, DescribeContinuousBackups~slow |");
    }

    @Test
    void exportsThatWereHiddenForLongAreNoExcuseForLess() {
        for (int minutes : new int[] {40, 60}) {
            Planted planted = new Planted();
            planted.begun();
            Instant from = planted.world.events().committedWindows().get(0).to();
            planted.world.waits(Duration.ofMinutes(15));
            planted.requestWindow("once", from);
            planted.world.exportsHiddenFor(Duration.ofMinutes(minutes));
            if (minutes < 60) {
                assertThatExceptionOfType(SimulationFailure.class)
                        .isThrownBy(() -> planted.requestWindow("twice", from))
                        .withMessageContaining("I3: two exports of one window");
            } else {
                assertThatCode(() -> planted.requestWindow("twice", from)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void recoveryKeepsItsDaysAfterEachMending() {
        Simulation world = stubborn().recoveryDays(2).build();
        Move mend = new Move(Move.Kind.MEND, 0, 1, Duration.ZERO);
        world.live(List.of(new Move(Move.Kind.FEW_DAYS, 0, 3, MINUTE), mend));

        assertThat(world.aws()
                        .client()
                        .describeContinuousBackups(r -> r.tableName("orders"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .recoveryPeriodInDays())
                .isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> stubborn().recoveryDays(36));
        assertThatIllegalArgumentException().isThrownBy(() -> stubborn().stepBudget(Duration.ZERO));
    }

    @Test
    void kindsOfMovesCanBeLeftOut() {
        Simulation all = stubborn(FaultKindsTest::read).build();
        Simulation some = stubborn(FaultKindsTest::read)
                .without(Move.Kind.CRASH_BEFORE, Move.Kind.CRASH_AFTER)
                .without(Move.Kind.FREEZE_AND_CRASH)
                .build();
        all.liveAtRandom(500);
        some.liveAtRandom(500);

        assertThat(all.tally().crashes()).isPositive();
        assertThat(some.tally().crashes()).isZero();
    }

    @Test
    void destinationsMoveAndComeBack() {
        Simulation world = stubborn(FaultKindsTest::read).build();
        for (int variety = 1; variety <= 3; variety++) {
            world.live(List.of(new Move(Move.Kind.MOVE_DESTINATION, 0, variety, MINUTE)));
            assertThat(world.process(0).job().destination()).isNotEqualTo(JOB.destination());
            assertThat(world.process(1).job().destination()).isEqualTo(JOB.destination());
        }
        world.live(List.of(new Move(Move.Kind.MOVE_DESTINATION, 0, 4, MINUTE)));
        assertThat(world.process(0).job().destination()).isEqualTo(JOB.destination());
    }

    @Test
    void theWorldIsMended() {
        ExportEmulator aws = ExportEmulator.withTable(TABLE);
        Simulation world = stubborn(FaultKindsTest::read).emulator(aws).build();
        for (Move.Kind kind : Move.Kind.values()) {
            if (kind != Move.Kind.PAUSE) {
                world.live(List.of(new Move(kind, 0, 3, Duration.ofSeconds(61))));
            }
        }
        world.live(List.of(new Move(Move.Kind.MEND, 0, 1, Duration.ZERO)));

        Instant now = aws.clock().instant();
        for (int i = 0; i < 60; i++) {
            assertThat(aws.client()
                            .describeContinuousBackups(r -> r.tableName("orders"))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .earliestRestorableDateTime())
                    .isEqualTo(aws.earliestRestorable(TABLE).orElseThrow());
        }
        assertThat(aws.clock().instant()).isEqualTo(now);
    }
}
