package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportType;
import io.github.dcie.TableIdentity;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The explorer on steppers whose ways can be counted by hand. */
final class SmallScopeTest {

    private static final int ANY = 1_000;

    /** What the processes of a run do, in order: "ABBA". */
    private final StringBuilder trace = new StringBuilder();

    private final List<String> traces = new ArrayList<>();

    /** Each process has so many effects in a step. */
    private SmallScope effects(int processes, int each) {
        Duration[] skews = new Duration[processes];
        Arrays.fill(skews, Duration.ZERO);
        return SmallScope.of(
                        "effects",
                        () -> {
                            trace.setLength(0);
                            char[] next = {'A'};
                            return Simulation.of(Planted.JOB, parts -> {
                                        char name = next[0]++;
                                        return () -> {
                                            for (int i = 0; i < each; i++) {
                                                parts.store().read(parts.job().id());
                                                trace.append(name);
                                            }
                                            return nothingToDo(parts);
                                        };
                                    })
                                    .processes(skews)
                                    .build();
                        },
                        Simulation::together)
                .endsWith(world -> traces.add(trace.toString()));
    }

    private static Idle nothingToDo(ProcessParts parts) {
        Instant now = parts.clock().instant();
        return new Idle(Planted.status(now), now.plusSeconds(60), Idle.Reason.RETRYING, "nothing");
    }

    @Test
    void withoutBudgetsThereIsOneWay() {
        assertThat(effects(2, 2).explore())
                .hasToString("explored 1 run of 'effects': 0 switches, 0 crashes, deepest 4 effects, violations: 0");
        assertThat(traces).containsExactly("AABB");
    }

    @Test // 4 over 2
    void twoProcessesWithTwoEffectsInterleaveInSixWays() {
        assertThat(effects(2, 2).switches(ANY).explore().runs()).isEqualTo(6);
        assertThat(traces).containsExactlyInAnyOrder("AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA");
    }

    @Test // 8 over 4; 6! / 2!2!2!
    void noWayComesTwiceAndNoneIsLeftOut() {
        assertThat(effects(2, 4).switches(ANY).explore().runs()).isEqualTo(70);
        assertThat(traces).doesNotHaveDuplicates();

        traces.clear();
        assertThat(effects(3, 2).switches(ANY).explore().runs()).isEqualTo(90);
        assertThat(traces).doesNotHaveDuplicates();
    }

    @Test
    void switchesAreLimited() {
        effects(2, 2).switches(1).explore();
        assertThat(traces).containsExactlyInAnyOrder("AABB", "ABBA", "BBAA");

        traces.clear();
        effects(2, 2).switches(2).explore();
        assertThat(traces).containsExactlyInAnyOrder("AABB", "ABBA", "BBAA", "ABAB", "BAAB");
    }

    @Test // before each of two effects, and behind the last one
    void aProcessMayDieAtThreePlaces() {
        assertThat(effects(2, 2).crashes(1).explore().runs()).isEqualTo(1 + 3 + 3);
        assertThat(traces).containsExactlyInAnyOrder("AABB", "BB", "ABB", "AABB", "AA", "AAB", "AABB");

        assertThat(effects(2, 2).crashes(2).explore().runs()).isEqualTo((1 + 3) * (1 + 3));
        assertThat(effects(2, 2).crashes(3).explore().runs()).isEqualTo((1 + 3) * (1 + 3));
    }

    @Test
    void whoDiesStartsAnewAndMakesNoFurtherStepInThisRound() {
        List<String> starts = new ArrayList<>();
        Choices choices = Choices.parse("point 2, A before read: crash");
        Simulation world = SmallScope.of(
                        "a death",
                        () -> Simulation.of(Planted.JOB, parts -> {
                                    starts.add("start");
                                    return () -> {
                                        parts.store().read(parts.job().id());
                                        parts.store().read(parts.job().id());
                                        return nothingToDo(parts);
                                    };
                                })
                                .build(),
                        Simulation::together)
                .endsWith(Simulation::together)
                .replay(choices);

        assertThat(starts).hasSize(3);
        assertThat(world.tally()).isEqualTo(new Tally(4, 1, 1, 0, 0));
        assertThat(world.transcript().lines())
                .startsWith(
                        "2026-01-01 00:00:00  A before read: crash",
                        "2026-01-01 00:00:00  A  read, read!crash-before | died",
                        "2026-01-01 00:00:00  B  read x2 | idle: retrying | no chain | next 00:01:00");
    }

    @Test
    void whoIsFrozenGoesOnWhenAllOthersHaveEnded() {
        Duration minutes = Duration.ofMinutes(3);
        Duration hours = Duration.ofHours(9);

        assertThat(effects(2, 2).freezes(1, minutes, hours).explore().runs()).isEqualTo(1 + 4 * 2);
        assertThat(new HashSet<>(traces)).isEqualTo(Set.of("AABB", "BBAA", "ABBA"));

        assertThat(effects(2, 2)
                        .replay(Choices.parse("point 2, A before read: freeze for PT9H"))
                        .transcript()
                        .lines())
                .containsExactly(
                        "2026-01-01 00:00:00  A before read: freeze for PT9H",
                        "2026-01-01 09:00:00  B in A  read x2 | idle: retrying | no chain | next 09:01:00",
                        "2026-01-01 00:00:00  A  read, read~frozen-before | idle: retrying | no chain | next 09:01:00");
    }

    @Test
    void theBudgetsAreForAllRoundsTogether() {
        SmallScope twoRounds = SmallScope.of("two rounds", SmallScopeTest::readers, world -> {
                    world.together();
                    world.waits(Duration.ofMinutes(1));
                    world.together();
                })
                .endsWith(world -> {});

        assertThat(twoRounds.explore().runs()).isEqualTo(1);
        // each round begins with A or with B
        assertThat(twoRounds.switches(1).explore().runs()).isEqualTo(3);
        assertThat(twoRounds.switches(2).explore().runs()).isEqualTo(4);
    }

    private static Simulation readers() {
        return Simulation.of(Planted.JOB, parts -> () -> {
                    parts.store().read(parts.job().id());
                    return nothingToDo(parts);
                })
                .build();
    }

    /** Each process adds one to a number that all share, in two effects. */
    private static SmallScope lostUpdate() {
        int[] number = {0};
        return SmallScope.of(
                        "a lost update",
                        () -> {
                            number[0] = 0;
                            return Simulation.of(Planted.JOB, parts -> () -> {
                                        parts.dynamoDb().listExports(all -> {});
                                        int read = number[0];
                                        parts.store().read(parts.job().id());
                                        number[0] = read + 1;
                                        return nothingToDo(parts);
                                    })
                                    .build();
                        },
                        Simulation::together)
                .endsWith(world ->
                        assertThat(number[0]).as("steps that were counted").isEqualTo(2))
                .switches(1)
                .crashes(0);
    }

    @Test
    void aRaceIsFoundAndCanBeSeenAgain() {
        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> lostUpdate().explore())
                .withMessageContaining("'a lost update'")
                .withMessageContaining("steps that were counted")
                .withMessageContaining("choices: point 2, A before read: switch to B")
                .withMessageContaining("B in A  ListExports, read")
                .satisfies(failure -> {
                    assertThat(failure.choices()).hasToString("point 2, A before read: switch to B");
                    assertThat(failure.transcript().lines())
                            .contains("2026-01-01 00:00:00  A before read: switch to B");
                    assertThatExceptionOfType(SmallScopeFailure.class)
                            .isThrownBy(() -> lostUpdate()
                                    .replay(Choices.parse(failure.choices().toString())))
                            .withMessageContaining("steps that were counted");
                });
    }

    @Test
    void noOtherWayShowsTheRace() {
        assertThat(lostUpdate().switches(0).explore().runs()).isEqualTo(1);
        lostUpdate().replay(new Choices(List.of()));
        lostUpdate().replay(Choices.parse("point 1, A before ListExports: switch to B"));
    }

    /** Each process tells what was not told, and then writes down that it was. */
    private static SmallScope telling() {
        ConditionBegan event = new ConditionBegan(
                EventId.of("orders/off"),
                Planted.JOB.id(),
                new TableIdentity(Planted.TABLE, Optional.empty()),
                1,
                Instant.EPOCH,
                ExportType.INCREMENTAL_EXPORT,
                0,
                new Condition(Condition.Kind.TABLE_GONE, Instant.EPOCH, "off", "switch it on", Optional.empty()));
        boolean[] told = {false};
        return SmallScope.of(
                        "an event",
                        () -> {
                            told[0] = false;
                            return Simulation.of(Planted.JOB, parts -> () -> {
                                        parts.store().read(parts.job().id());
                                        if (!told[0]) {
                                            try {
                                                parts.notifier().deliver(event);
                                            } catch (Exception e) {
                                                throw new IllegalStateException(e);
                                            }
                                            parts.store().read(parts.job().id());
                                            told[0] = true;
                                        }
                                        return nothingToDo(parts);
                                    })
                                    .build();
                        },
                        Simulation::together)
                .endsWith(world -> {});
    }

    @Test // I6
    void theOracleKnowsThatASwitchExplainsNoSecondDelivery() {
        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> telling().switches(1).explore())
                .withMessageContaining("I6: delivered twice, and nothing explains it: orders/off");
    }

    @Test // I6
    void andThatACrashOrALongFreezeDoes() {
        assertThat(telling().crashes(2).explore().runs()).isGreaterThan(10);
        assertThat(telling().freezes(2, Duration.ofMinutes(3)).explore().runs()).isGreaterThan(10);
        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> telling().freezes(1, Duration.ofSeconds(1)).explore())
                .withMessageContaining("I6: delivered twice");
    }

    @Test
    void aFaultOfTheStoryIsBesideThoseThatAreChosen() {
        Explored explored = SmallScope.of("a fault", SmallScopeTest::readers, world -> {
                    world.process(0).step(FaultPlan.onEffect(1, Fault.FAIL));
                    world.together();
                })
                .endsWith(world -> assertThat(world.tally().faults()).isPositive())
                .switches(1)
                .explore();

        assertThat(explored.runs()).isEqualTo(2);
    }

    @Test
    void aStoryThatIsNotTheSameEachTimeIsRefused() {
        int[] told = {0};
        SmallScope changing = SmallScope.of("another each time", SmallScopeTest::readers, world -> {
                    if (told[0]++ % 2 == 0) {
                        world.together();
                    }
                })
                .endsWith(world -> {});

        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> changing.switches(1).explore())
                .withMessageContaining("not the same each time");
    }

    @Test
    void choicesOfAnotherStoryAreRefused() {
        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> effects(2, 2).replay(Choices.parse("point 1, A before write: crash")))
                .withMessageContaining("not the one of these choices");
        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> effects(2, 2).replay(Choices.parse("point 1, A before read: switch to C")))
                .withMessageContaining("possible there is only");
        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(() -> effects(2, 2).replay(Choices.parse("point 70, A before read: crash")))
                .withMessageContaining("there are only 6 points");
    }

    @Test
    void choicesCanBeReadAsTheyWereWritten() {
        String text = "point 2, A before read: switch to B; point 5, B at the end of its step: crash";

        assertThat(Choices.parse(text)).hasToString(text);
        assertThat(Choices.parse("none").made()).isEmpty();
        assertThat(new Choices(List.of())).hasToString("none");
        assertThatIllegalArgumentException().isThrownBy(() -> Choices.parse("crash"));
    }

    @Test
    void budgetsAreNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> effects(2, 2).switches(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> effects(2, 2).crashes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> effects(2, 2).freezes(-1));
    }

    @Test
    @Timeout(20)
    void processesThatWaitForOneAnotherEndTheExploration() {
        ReentrantLock lock = new ReentrantLock();
        SmallScope holding = SmallScope.of(
                        "a lock",
                        () -> Simulation.of(Planted.JOB, parts -> () -> {
                                    lock.lock();
                                    try {
                                        parts.store().read(parts.job().id());
                                        parts.store().read(parts.job().id());
                                    } finally {
                                        lock.unlock();
                                    }
                                    return nothingToDo(parts);
                                })
                                .build(),
                        Simulation::together)
                .endsWith(world -> {})
                .switches(1)
                .limit(Duration.ofMillis(300));

        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(holding::explore)
                .withMessageContaining("does it wait for what another process holds")
                .withMessageContaining("choices: point 2, A before read: switch to B")
                .havingRootCause()
                .withMessage("what small scope, process B does");
        assertThat(threads()).isEmpty();
    }

    @Test
    void noThreadIsLeft() {
        effects(3, 2).switches(2).explore();

        assertThat(threads()).isEmpty();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("small scope"))
                .toList();
    }
}
