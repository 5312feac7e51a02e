package io.github.dcie.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy's calls and states against what was counted of the original. */
class JobTablePolicyTest {

    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private World world = new World(World.USUAL_EXPORT);
    private JobTablePolicy policy = new JobTablePolicy(world, INTERVAL, Duration.ZERO);
    private final Instant seed = world.now().minus(INTERVAL);

    private void assertRun(long transitions, long calls) {
        Usage before = policy.usage();
        policy.execute();
        world.runFor(Duration.ofMinutes(70));
        Usage run = policy.usage().minus(before);
        assertThat(run.transitions()).as("states").isEqualTo(transitions);
        assertThat(run.all()).as("calls %s", run.calls()).isEqualTo(calls);
    }

    private static long polls(long seconds) {
        return Math.max(1, (seconds + 59) / 60);
    }

    @ParameterizedTest // (c), and (f) up to 24 h
    @ValueSource(longs = {0, 35, 300, 600})
    void aWindow(long seconds) {
        world = new World(Duration.ofSeconds(seconds));
        policy = new JobTablePolicy(world, INTERVAL, Duration.ZERO);
        Instant now = world.now();

        assertRun(9 + 3 * polls(seconds), 6 + polls(seconds));

        assertThat(policy.movedPast()).contains(now);
    }

    @Test
    void anExportThatFailsIsExportedAgainWithWhatCameSince() {
        world.aws().failNext(1, "S3AccessDenied", "Access Denied");
        policy.execute();
        world.runFor(INTERVAL);
        assertThat(policy.movedPast()).contains(seed);

        policy.execute();
        world.runFor(INTERVAL);

        assertThat(policy.announced())
                .extracting(Announcement::window)
                .containsExactly(ExportWindow.of(seed, INTERVAL.multipliedBy(2)));
        assertThat(policy.person().messages()).isZero();
    }

    @Test // (b): it has no such case but this
    void anotherOneRuns() {
        policy.row().running = true;

        assertRun(3, 1);
    }

    @Test // (e2)
    void aRefusedTime() {
        world.aws().refuseTimes();

        assertRun(7, 5);
    }

    @Test // (e4)
    void recoveryOff() {
        world.aws().switchRecoveryOff(World.TABLE);

        assertRun(7, 5);
    }

    @Test // (e5)
    void tableMissing() {
        world.aws().deleteTable(World.TABLE);

        assertRun(7, 5);
    }

    @Test // (f), E7
    void moreThanADayBehindItNeverComesBack() {
        world.runFor(Duration.ofHours(24));

        assertRun(7, 5);
        assertRun(7, 5);
        assertThat(policy.isStuck()).isTrue();
    }

    @Test // E2
    void anExportOfMoreThanAnHourKeepsTheFlagForEver() {
        world.aws().exportsTake(Duration.ofMinutes(70));
        policy.execute();
        world.runFor(Duration.ofMinutes(80));

        assertThat(policy.row().running).isTrue();
        assertThat(policy.isStuck()).isTrue();
        assertRun(3, 1);
    }

    @Test // E2
    void aStoppedExecutionKeepsTheFlagForEver() {
        policy.execute();
        policy.stopExecutions();

        assertThat(policy.isStuck()).isTrue();
        assertRun(3, 1);
    }

    @Test // E6
    void twoStartsAtOnceBothExport() {
        policy = new JobTablePolicy(world, INTERVAL, Duration.ofMillis(200));

        policy.execute();
        policy.execute();
        world.runFor(INTERVAL);

        assertThat(policy.announced()).hasSize(2);
    }

    @Test
    void aPersonWhoLooksExportsTheBacklogByHand() {
        world.runFor(Duration.ofHours(60));

        policy.repair();
        world.runFor(Duration.ofMinutes(20));
        policy.execute();
        world.runFor(Duration.ofMinutes(20));

        assertThat(policy.isStuck()).isFalse();
        assertThat(new HandWork(world).isCovered(ExportWindow.of(seed, Duration.ofHours(24))))
                .isTrue();
        assertThat(policy.movedPast()).contains(world.now().minus(Duration.ofMinutes(20)));
    }
}
