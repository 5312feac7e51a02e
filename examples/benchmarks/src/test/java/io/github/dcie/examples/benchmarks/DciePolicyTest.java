package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import io.github.dcie.examples.benchmarks.DcieParameters.Action;
import io.github.dcie.examples.benchmarks.DcieParameters.Initiated;
import io.github.dcie.examples.benchmarks.DcieParameters.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy's calls and states against what was counted of the original. */
class DciePolicyTest {

    private static final Duration TICK = Duration.ofMinutes(5);

    private World world = new World(World.USUAL_EXPORT);
    private DciePolicy policy = new DciePolicy(world, Duration.ZERO);

    private void exportsTake(long seconds) {
        world = new World(Duration.ofSeconds(seconds));
        policy = new DciePolicy(world, Duration.ZERO);
    }

    /** A chain whose cursor is so many windows ago. */
    private void behind(long windows) {
        DcieParameters parameters = policy.parameters();
        parameters.fullExportTime = Optional.of(world.now().minus(World.WINDOW.multipliedBy(windows)));
        parameters.initiated = Initiated.TRUE;
    }

    private void assertRun(long transitions, long calls) {
        Usage before = policy.usage();
        policy.execute();
        world.runFor(Duration.ofHours(1));
        Usage run = policy.usage().minus(before);
        assertThat(run.transitions()).as("states").isEqualTo(transitions);
        assertThat(run.all()).as("calls %s", run.calls()).isEqualTo(calls);
    }

    private static long polls(long seconds) {
        return (seconds + 9) / 10 + 1;
    }

    @ParameterizedTest // (a)
    @ValueSource(longs = {0, 35, 300, 600})
    void aFullExport(long seconds) {
        exportsTake(seconds);

        assertRun(17 + 3 * polls(seconds), 11 + polls(seconds));

        assertThat(policy.usage().count("PutParameter")).isEqualTo(5);
        assertThat(policy.usage().count("DeleteParameter")).isEqualTo(1);
        assertThat(policy.parameters().initiated).isEqualTo(Initiated.TRUE);
    }

    @ParameterizedTest // (a″)
    @ValueSource(longs = {0, 35, 300, 600})
    void aFullExportThatFails(long seconds) {
        exportsTake(seconds);
        world.aws().failNext(1, "S3AccessDenied", "Access Denied");

        assertRun(17 + 3 * polls(seconds), 11 + polls(seconds));

        assertThat(policy.parameters().initiated).isEqualTo(Initiated.FALSE);
        assertThat(policy.person().messages()).isEqualTo(1);
    }

    @Test // (a′)
    void aTickWhileTheFullExportRuns() {
        policy.parameters().fullExportTime = Optional.of(world.now());
        policy.parameters().initiated = Initiated.NULL;

        assertRun(9, 4);
    }

    @Test // (b)
    void nothingDue() {
        behind(0);

        assertRun(12, 4);
    }

    @ParameterizedTest // (c)
    @ValueSource(longs = {0, 35, 300, 600})
    void aWindow(long seconds) {
        exportsTake(seconds);
        behind(1);

        assertRun(17 + 3 * polls(seconds), 7 + polls(seconds));

        assertThat(policy.announced()).hasSize(1);
    }

    @ParameterizedTest // (c), and B1: the cursor stands behind the hole
    @ValueSource(longs = {0, 35, 300, 600})
    void aWindowWhoseExportFails(long seconds) {
        exportsTake(seconds);
        behind(1);
        world.aws().failNext(1, "S3AccessDenied", "Access Denied");

        assertRun(17 + 3 * polls(seconds), 7 + polls(seconds));

        assertThat(policy.announced()).isEmpty();
        assertThat(policy.person().messages()).isEqualTo(1);
        assertThat(policy.movedPast()).isEqualTo(Optional.of(world.now().minus(Duration.ofHours(1))));
    }

    @Test // (d)
    void paused() {
        policy.parameters().action = Action.PAUSE;

        assertRun(4, 1);
    }

    @Test // (e1)
    void aGapThatTheEarliestTimeShows() {
        behind(36 * 96);

        assertRun(15, 6);

        assertThat(policy.parameters().state).isEqualTo(State.PITR_GAP);
    }

    @Test // (e2)
    void aGapThatARefusedTimeIsTakenFor() {
        behind(1);
        world.aws().refuseTimes();

        assertRun(16 + 2, 9);

        assertThat(policy.parameters().state).isEqualTo(State.PITR_GAP);
        assertThat(policy.isStuck()).isTrue();
    }

    @Test // (e3)
    void aTickAfterTheLatch() {
        behind(1);
        policy.parameters().state = State.PITR_GAP;

        assertRun(9, 4);
    }

    @Test // (e4)
    void recoveryOff() {
        world.aws().switchRecoveryOff(World.TABLE);

        assertRun(8, 4);
    }

    @Test // (e5)
    void tableMissing() {
        world.aws().deleteTable(World.TABLE);

        assertRun(6, 3);
    }

    @ParameterizedTest // (f), 11 minutes; the last export begins at half of (B − 1) windows
    @CsvSource({"10, 14, 3052, 1036, 65", "96, 143, 31174, 10582, 710"})
    void catchingUp(long windows, int exports, long transitions, long calls, long minutesToTheLast) {
        exportsTake(11 * 60);
        behind(windows);
        for (int tick = 0; tick < exports; tick++) {
            policy.execute();
            world.runFor(TICK);
        }
        Duration last = TICK.multipliedBy(exports - 1L);
        Usage beforeIdle = policy.usage();
        policy.execute();
        Usage idle = policy.usage().minus(beforeIdle);
        world.runFor(Duration.ofHours(1));

        Usage usage = policy.usage().minus(idle);
        assertThat(idle.all()).as("calls of the tick after the last").isEqualTo(4);
        assertThat(usage.exports()).isEqualTo(exports);
        assertThat(usage.transitions()).isEqualTo(transitions);
        assertThat(usage.all()).isEqualTo(calls);
        assertThat(last).isEqualTo(Duration.ofMinutes(minutesToTheLast));
        assertThat(policy.announced()).hasSize(exports);
    }

    @Test // §2: ⌈D/τ⌉ executions at once
    void executionsOverlap() {
        exportsTake(11 * 60);
        behind(10);
        for (int tick = 0; tick < 2; tick++) {
            policy.execute();
            world.runFor(TICK);
        }
        policy.execute();

        assertThat(world.aws().exports(World.TABLE)).hasSize(3);
        assertThat(policy.announced()).isEmpty();
    }

    @Test // C1
    void twoStartsAtOnceExportAWindowTwice() {
        policy = new DciePolicy(world, Duration.ofMillis(200));
        behind(1);

        policy.execute();
        policy.execute();
        world.runFor(Duration.ofHours(1));

        assertThat(policy.announced())
                .hasSize(2)
                .allMatch(told -> told.window().equals(policy.announced().get(0).window()));
    }

    @Test // A2, B7: the full export's worker is gone, and nobody will ever say how it ended
    void aStoppedFullExportIsSaidToRunForEver() {
        policy.execute();
        policy.stopExecutions();

        assertThat(policy.isStuck()).isTrue();
        world.runFor(Duration.ofDays(1));
        assertRun(9, 4);
        assertThat(policy.person().messages()).isZero();
    }

    @Test // A3: 25,000 events
    void anExecutionEndsWithoutAWordAfterSevenHours() {
        exportsTake(10 * 3600);
        behind(1);

        policy.execute();
        world.runFor(Duration.ofHours(11));

        assertThat(policy.announced()).isEmpty();
        assertThat(policy.person().messages()).isZero();
        assertThat(policy.usage().count("DescribeExport")).isEqualTo(2_772);
    }

    @Test
    void theHandWorkThatAFailureMessageAsksForClosesTheHole() {
        behind(1);
        ExportWindow window = ExportWindow.of(world.now().minus(World.WINDOW), World.WINDOW);
        world.aws().failNext(2, "S3AccessDenied", "Access Denied");

        policy.execute();
        world.runFor(Duration.ofHours(8));
        assertThat(new HandWork(world).isCovered(window)).isFalse();
        world.runFor(Duration.ofHours(2));

        assertThat(new HandWork(world).isCovered(window)).isTrue();
        assertThat(policy.person().repairs()).isEqualTo(1);
    }
}
