package io.github.dcie.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.AdvanceOutcome.Idle;
import io.github.dcie.Condition;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Steppers that break promises, each of which the oracle must see; and one that keeps them. */
final class OracleTest {

    private final Planted planted = new Planted();
    private final Simulation world = planted.world;

    @Test
    void aChainThatKeepsItsPromisesIsFine() {
        EmulatedExport first = planted.begun();
        EmulatedExport second = planted.requestWindow("second", first.exportTime());
        world.waits(Duration.ofMinutes(15));
        planted.tellWindow(second);

        assertThat(world.tally()).isEqualTo(new Tally(6, 0, 0, 3, 0));
        assertThat(world.events().committedWindows()).hasSize(2);
    }

    @Test // I2
    void anEventForAnExportThatRuns() {
        EmulatedExport full = planted.requestFull("full");

        breaks("I2: the export is IN_PROGRESS", () -> planted.tellFull(full));
    }

    @Test // I1, I6
    void aWindowOutOfOrder() {
        EmulatedExport first = planted.begun();
        EmulatedExport second = planted.requestWindow("second", first.exportTime());
        world.waits(Duration.ofMinutes(15));
        EmulatedExport third = planted.requestWindow("third", second.exportTime());
        world.waits(Duration.ofMinutes(15));

        breaks("I1: begins at", () -> planted.tellWindow(third));
    }

    @Test // I6
    void anEventTwiceWithoutAReason() {
        EmulatedExport full = planted.requestFull("full");
        world.waits(Duration.ofMinutes(15));
        planted.tellFull(full);

        breaks("I6: delivered twice", () -> planted.tellFull(full));
    }

    @Test // I6: at least once
    void anEventTwiceWithAReason() {
        EmulatedExport full = planted.requestFull("full");
        world.waits(Duration.ofMinutes(15));
        planted.tellFull(full);
        world.process(0).step(FaultPlan.onEffect(1, Fault.CRASH_AFTER));

        assertThatCode(() -> planted.tellFull(full)).doesNotThrowAnyException();
        breaks("I6: delivered twice", () -> planted.tellFull(full));
    }

    @Test // I3
    void twoExportsOfOneWindow() {
        EmulatedExport first = planted.begun();

        breaks(
                "I3: two exports of one window",
                () -> planted.requestWindow(
                        "again", first.window().orElseThrow().from()));
    }

    @Test // I3
    void aFailedExportMayBeFollowedByAnother() {
        EmulatedExport full = planted.requestFull("full");
        world.aws().fail(full.arn(), "S3AccessDenied", "no");

        assertThatCode(() -> planted.requestFull("once more")).doesNotThrowAnyException();
        breaks("I3: 2 full exports", () -> planted.requestFull("and again"));
    }

    @Test // I1
    void windowsThatOverlap() {
        EmulatedExport first = planted.begun();

        breaks(
                "I1: windows overlap",
                () -> planted.requestWindow("overlapping", first.exportTime().minusSeconds(60)));
    }

    @Test // I5
    void aRequestOutsideOfTheRange() {
        breaks(
                "I5",
                () -> planted.step(
                        parts -> refused(parts, world.clock().instant().minus(Duration.ofDays(36)))));
    }

    @Test // I5: DynamoDB has its reasons
    void aRequestThatIsRefusedAgainstTheFacts() {
        world.timesAreRefused();

        assertThatCode(() -> planted.step(
                        parts -> refused(parts, world.clock().instant().minus(Duration.ofDays(1)))))
                .doesNotThrowAnyException();
    }

    private static void refused(ProcessParts parts, Instant from) {
        try {
            Planted.request(parts, "t", from);
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("xport");
        }
    }

    @Test // I8
    void aCallWhilePaused() {
        world.pause();

        breaks("I8", () -> planted.step(parts -> parts.dynamoDb().listExports(all -> {})));
    }

    @Test // I9
    void anIdleStepThatWrites() {
        Simulation busy = Simulation.of(Planted.JOB, parts -> () -> {
                    parts.store().read(parts.job().id());
                    parts.store()
                            .write(
                                    parts.job().id(),
                                    new StateWrite(
                                            WriteId.random(),
                                            Revision.NONE,
                                            new StateDocument("{}"),
                                            Map.of(),
                                            parts.clock().instant(),
                                            Optional.empty()));
                    Instant now = parts.clock().instant();
                    return new Idle(Planted.status(now), now.plusSeconds(1), Idle.Reason.NOT_DUE, "nothing to do");
                })
                .build();

        breaks("I9", () -> busy.process(0).step());
    }

    @Test // S12
    void aStepThatThrows() {
        breaks(
                "S12",
                () -> planted.step(parts -> {
                    throw new IllegalArgumentException("planted");
                }));
    }

    @Test // N2
    void anEventThatNamesTheWrongPredecessor() {
        EmulatedExport first = planted.begun();
        EmulatedExport second = planted.requestWindow("second", first.exportTime());
        world.waits(Duration.ofMinutes(15));
        WindowCommitted right = planted.window(second);
        WindowCommitted wrong = new WindowCommitted(
                right.id(),
                right.job(),
                right.table(),
                right.generation(),
                right.at(),
                right.windowsBehind(),
                right.sequence(),
                right.window(),
                right.view(),
                right.export(),
                Optional.of(second.arn()));

        breaks(
                "N2: names another export",
                () -> planted.step(parts -> parts.notifier().deliver(wrong)));
    }

    @Test // N3
    void aConditionThatBeginsTwice() {
        planted.tellBegin(condition(0));
        planted.tellEnd(condition(0));
        planted.tellBegin(condition(1));

        breaks("N3: told twice in a row", () -> planted.tellBegin(condition(2)));
    }

    @Test // N3
    void remindersComeBetweenBeginningAndEnd() {
        Instant day = Instant.parse("2026-01-02T00:00:00Z");
        breaks("N3: a reminder is told and not its beginning", () -> planted.tellReminder(condition(0), day));

        Planted another = new Planted();
        another.tellBegin(condition(0));
        another.tellReminder(condition(0), day);
        breaks("N3: a reminder is told and not its beginning", () -> another.tellReminder(condition(1), day));
    }

    @Test // N3
    void noReminderComesTwiceOrAfterTheEnd() {
        Instant day = Instant.parse("2026-01-02T00:00:00Z");
        planted.tellBegin(condition(0));
        planted.tellReminder(condition(0), day);
        breaks("I6: delivered twice", () -> planted.tellReminder(condition(0), day));

        Planted another = new Planted();
        another.tellBegin(condition(0));
        another.tellEnd(condition(0));
        breaks("N3: a reminder is told after its end", () -> another.tellReminder(condition(0), day));
    }

    @Test // N1: positions are counted anew
    void afterTheStateIsLostAChainMayBeNumberedAnew() {
        planted.begun();
        world.stateIsLost();
        world.reset();
        EmulatedExport full = planted.requestFull("another");
        world.waits(Duration.ofMinutes(15));

        assertThatCode(() -> planted.tellFull(full)).doesNotThrowAnyException();
    }

    private static Condition condition(long minute) {
        return new Condition(
                Condition.Kind.TABLE_GONE,
                Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minute)),
                "off",
                "switch it on",
                Optional.empty());
    }

    @Test // I7
    void aJobThatDoesNotRecover() {
        breaks("I7", world::settle);
    }

    @Test
    void aFailureSaysHowToLiveTheLifeAgain() {
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(() -> planted.step(parts -> {
                    throw new IllegalArgumentException("planted");
                }))
                .withMessageContaining("seed 1")
                .withMessageContaining("2026-01-01 00:00:00  A  read | threw")
                .satisfies(failure -> assertThat(failure.transcript().lines()).isNotEmpty());
    }

    private static void breaks(String rule, ThrowingCallable what) {
        assertThatExceptionOfType(SimulationFailure.class)
                .isThrownBy(what)
                .satisfies(failure -> assertThat(failure.rule()).startsWith(rule));
    }
}
