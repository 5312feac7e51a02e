package io.github.dcie.examples.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two accounts of 300 tables, begun in one second: the budgets of a fleet. An account's calls do not depend on how many
 * other accounts there are, as long as there are workers enough.
 */
class FleetTest {

    private static final int EXPORTS_IN_FLIGHT = 300;
    private static final double BYTES = 4_096;

    private static FleetResult result;

    @BeforeAll
    static void anHourOfTheFleet() {
        result = new Fleet(FleetPlan.large().withAccounts(2).withTimes(Duration.ofMinutes(45), Duration.ofHours(1)))
                .run();
    }

    @Test // W3, W4
    void everyWindowIsRequestedWithinItsLength() {
        assertThat(result.timeliness().windows()).isBetween(2 * 300 * 4 - 300, 2 * 300 * 4 + 300);
        assertThat(result.timeliness().worst()).isLessThan(FleetPlan.WINDOW);
        assertThat(result.timeliness().merged()).isZero();
        assertThat(result.timeliness().jobsThatWaited()).isZero();
    }

    @Test // Developer Guide, ServiceQuotas; what is refused is requested twice
    void noExportIsRefused() {
        assertThat(result.mostInFlight()).isBetween(290, EXPORTS_IN_FLIGHT);
        assertThat(result.perWindow(Operation.REQUEST_EXPORT)).isCloseTo(1, within(0.001));
    }

    @Test // API reference, DescribeContinuousBackups: 10 calls a second
    void backupsAreDescribedWithinTheLimit() {
        int limit = Operation.DESCRIBE_BACKUPS.limit().orElseThrow();

        assertThat(result.perWindow(Operation.DESCRIBE_BACKUPS)).isCloseTo(1, within(0.001));
        assertThat(result.most(Operation.DESCRIBE_BACKUPS, 1)).isLessThanOrEqualTo(limit);
    }

    @Test // AWS General Reference, Systems Manager quotas: 3 PutParameter a second, kept over a window's length
    void stateIsWrittenSeldomEnoughForParameterStore() {
        int limit = Operation.STATE_WRITE.limit().orElseThrow();
        int seconds = (int) FleetPlan.WINDOW.toSeconds();

        assertThat(result.most(Operation.STATE_WRITE, seconds)).isLessThanOrEqualTo(limit * seconds);
        assertThat(result.perWindow(Operation.STATE_WRITE)).isLessThanOrEqualTo(4);
    }

    @Test // S16
    void aCoordinatorKeepsLittle() {
        assertThat(Heap.bytesPerCoordinator(500, 0)).isBetween(50.0, BYTES);
    }

    @Test // S16: what a step has made is gone when it is over
    void aCoordinatorKeepsNoMoreAfterItsSteps() {
        assertThat(Heap.bytesPerCoordinator(500, 2)).isBetween(50.0, BYTES);
    }
}
