package io.github.dcie.examples.benchmarks;

import io.github.dcie.testkit.FaultPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What goes wrong around a system: with its calls, and with what triggers it. */
interface Weather {

    /** What goes wrong with the calls of a system whose processes may die. */
    FaultPlan faultsOfProcesses();

    /** What goes wrong with the calls of a system that Step Functions runs, which does not die with a machine. */
    FaultPlan faultsOfExecutions();

    /** When triggers come again, if none come now. */
    Optional<Instant> triggersComeAgainAt(Instant now);

    /** Whether the trigger of just now comes twice. */
    boolean isTriggeredTwice();

    /** Nothing goes wrong. */
    static Weather fine() {
        return withoutTriggers(List.of());
    }

    /** Nothing goes wrong but that nothing is triggered for some times. */
    static Weather withoutTriggers(List<Outage> outages) {
        return new Weather() {
            @Override
            public FaultPlan faultsOfProcesses() {
                return FaultPlan.none();
            }

            @Override
            public FaultPlan faultsOfExecutions() {
                return FaultPlan.none();
            }

            @Override
            public Optional<Instant> triggersComeAgainAt(Instant now) {
                return outages.stream()
                        .filter(outage -> outage.covers(now))
                        .map(Outage::to)
                        .findFirst();
            }

            @Override
            public boolean isTriggeredTwice() {
                return false;
            }
        };
    }
}
