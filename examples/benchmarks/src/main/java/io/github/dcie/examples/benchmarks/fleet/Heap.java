package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.ExportJob;
import io.github.dcie.StateStoreException;
import io.github.dcie.WindowAlignment;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.SimulatedClock;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job keeps in memory beyond what its caller hands over: the heap in use with all coordinators, less the heap
 * without them. Jobs, clients, stores and the notifier are the caller's, and there in both cases.
 */
final class Heap {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int COLLECTIONS = 4;

    /** Collectors count by regions of some megabytes, so each job is followed by as many coordinators as make a difference. */
    private static final int COORDINATORS = 100;

    private Heap() {}

    /** Bytes for each coordinator of so many jobs, after so many steps of each. */
    static double bytesPerCoordinator(int jobs, int steps) {
        SimulatedClock clock = SimulatedClock.startingAt(BEGIN);
        Account account = new Account(
                0, jobs, WindowAlignment.CHAIN_START, clock, new StepTime(clock), new Meter(new Period(BEGIN, BEGIN)));
        List<ExportCoordinator> coordinators = new ArrayList<>(jobs * COORDINATORS);
        for (ExportJob job : account.jobs()) {
            for (int i = 0; i < COORDINATORS; i++) {
                coordinators.add(account.coordinator(job));
            }
        }
        for (int i = 0; i < steps; i++) {
            coordinators.forEach(Heap::step);
            clock.advance(Duration.ofMinutes(15));
        }
        try {
            long with = used();
            coordinators.clear();
            long without = used();
            return (double) (with - without) / jobs / COORDINATORS;
        } finally {
            Reference.reachabilityFence(account); // what the coordinators were given is there both times
        }
    }

    private static void step(ExportCoordinator coordinator) {
        try {
            coordinator.advance();
        } catch (StateStoreException e) {
            throw new IllegalStateException("a store in memory does not fail", e);
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
