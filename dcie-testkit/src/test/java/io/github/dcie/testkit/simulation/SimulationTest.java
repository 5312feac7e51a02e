package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SimulationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<String> starts = new ArrayList<>();

    /** A process that reads its state every ten minutes. */
    private Simulation.Builder readers() {
        return Simulation.of(Planted.JOB, parts -> {
            starts.add(parts.job().windowSize().toString());
            return () -> {
                parts.store().read(parts.job().id());
                Instant now = parts.clock().instant();
                return new Idle(
                        Planted.status(now), now.plus(Duration.ofMinutes(10)), Idle.Reason.NOT_DUE, "nothing to do");
            };
        });
    }

    /** The same, without what they do not defend themselves against. */
    private Simulation.Builder carefulReaders() {
        return readers().without(Move.Kind.THROW_ERROR, Move.Kind.THROW_UNCHECKED, Move.Kind.ANSWER_NULL);
    }

    /** A process that asks for an export that is not there, and survives whatever comes of it. */
    private static Simulation.Builder askers() {
        return Simulation.of(Planted.JOB, parts -> () -> {
            try {
                parts.dynamoDb()
                        .describeExport(ask -> ask.exportArn(parts.job().table() + "/export/01700000000000-abcdef01"));
            } catch (RuntimeException | Error e) {
                assertThat(e).isNotNull();
            }
            parts.store().read(parts.job().id());
            Instant now = parts.clock().instant();
            return new Idle(
                    Planted.status(now), now.plus(Duration.ofMinutes(10)), Idle.Reason.NOT_DUE, "nothing to do");
        });
    }

    @Test
    void aPlanOfAStepIsToldOfCallsThatFailOfThemselves() {
        List<String> failed = new ArrayList<>();
        FaultPlan plan = new FaultPlan() {
            @Override
            public Fault next(String operation, long call) {
                return Fault.NONE;
            }

            @Override
            public void failed(String operation, Throwable why) {
                failed.add(operation + " " + why.getClass().getSimpleName());
            }
        };

        assertThat(askers().build().process(0).step(plan)).isPresent();
        assertThat(failed).containsExactly("DescribeExport ExportNotFoundException");
    }

    @Test
    void aProcessThatDiesBeforeItsSignatureIsDead() {
        FaultPlan plan = new FaultPlan() {
            @Override
            public Fault next(String operation, long call) {
                return Fault.NONE;
            }

            @Override
            public void entered(String operation) {
                throw new SimulatedCrash("before the signature");
            }
        };

        assertThat(askers().build().process(0).step(plan)).isEmpty();
    }

    @Test
    void movesDependOnTheSeedAlone() {
        Random one = new Random(7);
        Random other = new Random(7);

        assertThat(Stream.generate(() -> Moves.random(one)).limit(500))
                .isEqualTo(Stream.generate(() -> Moves.random(other)).limit(500).toList());
    }

    @Test
    void everyKindOfMoveIsMade() {
        Random random = new Random(7);

        assertThat(Stream.generate(() -> Moves.random(random)).limit(20_000).map(Move::kind))
                .contains(Move.Kind.values());
    }

    @Test
    void theSameSeedLivesTheSameLife() {
        Simulation one = carefulReaders().seed(3).build();
        Simulation same = carefulReaders().seed(3).build();
        Simulation another = carefulReaders().seed(4).build();
        Stream.of(one, same, another).forEach(world -> world.liveAtRandom(2_000));

        assertThat(same.transcript()).hasToString(one.transcript().toString());
        assertThat(same.tally()).isEqualTo(one.tally());
        assertThat(another.transcript().toString())
                .isNotEqualTo(one.transcript().toString());
        assertThat(one.transcript().toString()).isASCII();
    }

    @Test
    void followingSkipsTheTimeBetweenSteps() {
        Simulation world = readers().build();

        world.follow(Duration.ofMinutes(35));

        assertThat(world.tally().steps()).isEqualTo(8);
        assertThat(world.clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:35:00Z"));
        assertThat(world.transcript().lines())
                .contains(
                        "2026-01-01 00:00:00  A  read | idle: not due | no chain | next 00:10:00",
                        "... 4 steps like those above");
    }

    @Test
    void whatIsWaitedForInVainIsAFailure() {
        Simulation world = readers().build();

        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.followUntil(status -> status.pendingEvents() > 0, Duration.ofHours(1)))
                .withMessageContaining("PT1H");
    }

    @Test
    void aProcessThatDiesIsStartedAnew() {
        Simulation world = readers().build();
        starts.clear();

        assertThat(world.process(0).step(FaultPlan.onEffect(1, Fault.CRASH_BEFORE)))
                .isEmpty();

        assertThat(starts).hasSize(1);
        assertThat(world.tally()).isEqualTo(new Tally(1, 1, 1, 0, 0));
        assertThat(world.transcript().last(1)).containsExactly("2026-01-01 00:00:00  A  read!crash-before | died");
    }

    @Test
    void aRestartLeavesALine() {
        Simulation world = readers().build();
        starts.clear();

        world.process(1).restart();

        assertThat(starts).hasSize(1);
        assertThat(world.transcript().last(1)).containsExactly("2026-01-01 00:00:00  B is restarted");
    }

    @Test
    void whatABoundaryThrowsIsMarkedOnTheCall() {
        Simulation world = readers().build();

        world.process(0).step(throwing(new SimulatedCrash("planned")));
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(1).step(throwing(new IllegalArgumentException("planned"))));

        assertThat(world.transcript().last(2))
                .containsExactly(
                        "2026-01-01 00:00:00  A  read!crash-before | died",
                        "2026-01-01 00:00:00  B  read!IllegalArgument-before | threw "
                                + "java.lang.IllegalArgumentException: planned");
        assertThat(world.tally()).isEqualTo(new Tally(2, 2, 1, 0, 1));
    }

    private static FaultPlan throwing(Throwable what) {
        return FaultPlan.none().withBoundary((operation, when) -> {
            if (what instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) what;
        });
    }

    @Test
    void aStepThatDiesShowsWhatItTold() {
        Planted planted = new Planted();
        EmulatedExport full = planted.requestFull("full");
        planted.world.waits(Duration.ofMinutes(15));
        FullExportCommitted event = planted.full(full);

        planted.step(
                parts -> parts.notifier().deliver(event),
                (operation, call) -> operation.equals("deliver") ? Fault.CRASH_AFTER : Fault.NONE);

        assertThat(planted.world.transcript().last(1))
                .containsExactly("2026-01-01 00:15:00  A  read, deliver!crash-after | notify full export, died");
    }

    @Test
    void processesMakeStepsTogetherOneAfterTheOther() {
        Simulation world = readers().build();

        world.together();

        assertThat(world.transcript().lines())
                .containsExactly(
                        "2026-01-01 00:00:00  A  read | idle: not due | no chain | next 00:10:00",
                        "2026-01-01 00:00:00  B  read | idle: not due | no chain | next 00:10:00");
    }

    @Test
    void theDefaultStoreCanLoseItsState() {
        Simulation world = readers().build();
        world.pause();

        world.stateIsLost();

        assertThat(world.process(0).step()).isPresent();
        assertThat(world.transcript().lines()).contains("2026-01-01 00:00:00  the stored state is lost");
        assertThat(world.tally().faults()).isEqualTo(1);
    }

    @Test
    void anotherStoreMustSayHowItLosesItsState() {
        InMemoryStateStore users = new InMemoryStateStore();
        List<String> lost = new ArrayList<>();
        Simulation ignorant = readers().store(() -> users).build();
        Simulation world =
                readers().store(() -> users).losing(() -> lost.add("all")).build();

        world.stateIsLost();

        assertThat(lost).containsExactly("all");
        assertThatIllegalStateException().isThrownBy(ignorant::stateIsLost).withMessageContaining("losing");
    }

    @Test
    void theStoreMayBeThrottledAtRandom() {
        assertThat(refusedWrites(1)).isEqualTo(refusedWrites(1)).isNotEqualTo(refusedWrites(2));
        assertThat(refusedWrites(1).stream().filter(refused -> refused).count()).isBetween(150L, 250L);
    }

    /** Which of 300 writes were. */
    private static List<Boolean> refusedWrites(long seed) {
        List<Boolean> refused = new ArrayList<>();
        Simulation world = Simulation.of(Planted.JOB, parts -> () -> {
                    Revision newest = parts.store().read(parts.job().id()).revision();
                    Instant now = parts.clock().instant();
                    StateWrite write = new StateWrite(
                            WriteId.random(), newest, new StateDocument("{}"), Map.of(), now, Optional.empty());
                    parts.store().write(parts.job().id(), write);
                    return new AdvanceOutcome.Progressed(
                            Planted.status(now), now.plusSeconds(60), List.of(), List.of());
                })
                .seed(seed)
                .build();
        world.storeIsThrottledAtRandom();
        for (int i = 0; i < 300; i++) {
            refused.add(world.process(0).step().isEmpty());
        }
        return refused;
    }

    @Test
    void aFaultThatIsNotReachedIsNone() {
        Simulation world = readers().build();

        world.process(0).step(FaultPlan.onEffect(2, Fault.FAIL));

        assertThat(world.tally()).isEqualTo(new Tally(1, 0, 0, 0, 0));
    }

    @Test
    void anotherProcessMayMakeAStepInTheMidstOfOne() {
        Simulation world = readers().build();
        boolean[] once = {true};

        world.process(0).step(FaultPlan.none().withBoundary((operation, when) -> {
            if (once[0]) {
                once[0] = false;
                world.waits(MINUTE);
                world.process(1).step();
            }
        }));

        assertThat(world.transcript().last(2))
                .containsExactly(
                        "2026-01-01 00:01:00  B in A  read | idle: not due | no chain | next 00:11:00",
                        "2026-01-01 00:00:00  A  read~frozen-before | idle: not due | no chain | next 00:11:00");
    }

    @Test
    void aProcessCannotMakeAStepInTheMidstOfItsOwn() {
        Simulation world = readers().build();

        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> world.process(0)
                        .step(FaultPlan.none()
                                .withBoundary(
                                        (operation, when) -> world.process(0).step())))
                .withMessageContaining("in the midst of a step");
    }

    @Test
    void anotherConfigurationStartsTheProcessAnew() {
        Simulation world = readers().build();
        starts.clear();

        world.process(1)
                .reconfigure(
                        job -> job.toBuilder().windowSize(Duration.ofHours(1)).build());

        assertThat(starts).containsExactly("PT1H");
        assertThat(world.process(1).job().windowSize()).isEqualTo(Duration.ofHours(1));
        assertThat(world.process(0).job()).isEqualTo(Planted.JOB);
    }

    @Test
    void clocksMayBeWrong() {
        Simulation world =
                readers().processes(Duration.ZERO, Duration.ofMinutes(-2)).build();
        world.process(0).clockIsOff(Duration.ofDays(30));

        assertThat(world.process(0).clock().instant()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(world.process(1).clock().instant()).isEqualTo("2025-12-31T23:58:00Z");
        assertThat(world.clock().instant()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void theStoreMayFailAndBeSlow() {
        Simulation world = readers().processes(Duration.ZERO).build();
        world.storeIsDown();
        assertThat(world.process(0).step()).isEmpty();

        world.storeIsUp();
        world.storeTakes(Duration.ofSeconds(20));
        assertThat(world.process(0).step()).isPresent();

        assertThat(world.clock().instant()).isEqualTo("2026-01-01T00:00:20Z");
        assertThat(world.transcript().lines())
                .contains(
                        "2026-01-01 00:00:00  A  read!fail | the store failed: StateStoreException",
                        "2026-01-01 00:00:00  A  read~slow | idle: not due | no chain | next 00:10:20");
    }

    @Test
    void anUnusableStateIsNamed() {
        InMemoryStateStore store = new InMemoryStateStore();
        Simulation world = readers().store(() -> store).build();
        store.plantForeignState(Planted.JOB.id());

        world.process(0).step();

        assertThat(world.transcript().last(1))
                .containsExactly("2026-01-01 00:00:00  A  read!UnusableState | the store failed: FOREIGN");
    }

    @Test
    void aSimulationHasProcesses() {
        assertThatIllegalArgumentException().isThrownBy(() -> readers().processes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readers()
                        .build()
                        .process(0)
                        .reconfigure(job -> ExportJob.of(JobId.of("other"), job.table(), job.destination())));
    }

    @Test
    void headlinesStandOut() {
        Simulation world = readers().build();
        world.note("the store is lost");

        assertThat(world.transcript().last(2)).containsExactly("", "== the store is lost ==");
    }
}
