package io.github.dcie.examples.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dcie.WindowAlignment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An account of 300 tables, begun in one second: the budgets of a fleet, wherever its windows end. An account's calls do not
 * depend on how many other accounts there are, as long as there are workers enough.
 */
class FleetTest {

    private static final int EXPORTS_IN_FLIGHT = 300;
    private static final double BYTES = 4_096;

    private static final Map<WindowAlignment, FleetResult> RESULTS = new EnumMap<>(WindowAlignment.class);

    @BeforeAll
    static void anHourOfTheFleet() {
        for (WindowAlignment alignment : WindowAlignment.values()) {
            FleetPlan plan = FleetPlan.large().withAccounts(1).withAlignment(alignment);
            RESULTS.put(alignment, new Fleet(plan.withTimes(Duration.ofMinutes(45), Duration.ofHours(1))).run());
        }
    }

    @ParameterizedTest // W3, W4
    @EnumSource
    void everyWindowIsRequestedWithinItsLength(WindowAlignment alignment) {
        FleetResult result = RESULTS.get(alignment);
        assertThat(result.timeliness().windows()).isBetween(300 * 4 - 150, 300 * 4 + 150);
        assertThat(result.timeliness().worst()).isLessThan(FleetPlan.WINDOW);
        assertThat(result.timeliness().merged()).isZero();
        assertThat(result.timeliness().jobsThatWaited()).isZero();
    }

    @ParameterizedTest // Developer Guide, ServiceQuotas; what is refused is requested twice
    @EnumSource
    void noExportIsRefused(WindowAlignment alignment) {
        FleetResult result = RESULTS.get(alignment);
        assertThat(result.mostInFlight()).isBetween(290, EXPORTS_IN_FLIGHT);
        assertThat(result.perWindow(Operation.REQUEST_EXPORT)).isCloseTo(1, within(0.001));
    }

    @ParameterizedTest // API reference, DescribeContinuousBackups: 10 calls a second
    @EnumSource
    void backupsAreDescribedWithinTheLimit(WindowAlignment alignment) {
        FleetResult result = RESULTS.get(alignment);
        int limit = Operation.DESCRIBE_BACKUPS.limit().orElseThrow();

        assertThat(result.perWindow(Operation.DESCRIBE_BACKUPS)).isCloseTo(1, within(0.001));
        assertThat(result.most(Operation.DESCRIBE_BACKUPS, 1)).isLessThanOrEqualTo(limit);
    }

    @ParameterizedTest // AWS General Reference, Systems Manager quotas: 3 PutParameter a second, kept over a window's
    // length
    @EnumSource
    void stateIsWrittenSeldomEnoughForParameterStore(WindowAlignment alignment) {
        FleetResult result = RESULTS.get(alignment);
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
