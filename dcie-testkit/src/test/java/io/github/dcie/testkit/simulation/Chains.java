package io.github.dcie.testkit.simulation;

import io.github.dcie.Chain;
import io.github.dcie.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statuses of jobs that have a chain. */
final class Chains {

    private Chains() {}

    static JobStatus status(Instant now, int generation) {
        JobStatus none = Planted.status(now);
        return new JobStatus(
                none.job(),
                none.asOf(),
                none.phase(),
                none.operatorAction(),
                Optional.of(new Chain(generation, now, Optional.empty(), now)),
                none.windowsBehind(),
                none.openExports(),
                none.conditions(),
                none.historyLostAt(),
                none.pendingEvents(),
                List.of(),
                none.revision());
    }
}
