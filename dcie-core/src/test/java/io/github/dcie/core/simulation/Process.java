package io.github.dcie.core.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.SimulatedCrash;
import java.util.Optional;

/** A simulated process: a coordinator of its own, with its own clock and its own troubles, in the one world. */
final class Process {

    private final ExportCoordinator exports;
    private final Troubles troubles;
    private final CountingStore store;

    Process(ExportCoordinator exports, Troubles troubles, CountingStore store) {
        this.exports = exports;
        this.troubles = troubles;
        this.store = store;
    }

    Troubles troubles() {
        return troubles;
    }

    CountingStore store() {
        return store;
    }

    ExportCoordinator exports() {
        return exports;
    }

    /** Makes a step; empty if the process died or its store failed. */
    Optional<AdvanceOutcome> step() {
        try {
            return Optional.of(exports.advance());
        } catch (SimulatedCrash | StateStoreException e) {
            return Optional.empty();
        } finally {
            troubles.next(io.github.dcie.testkit.FaultPlan.none());
        }
    }
}
