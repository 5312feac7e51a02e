package io.github.dcie.migration.internal;

import io.github.dcie.migration.StartingPoint;
import io.github.dcie.migration.TakeOverFinding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A finding, and what a state would begin with.
 *
 * @param finding what is told
 * @param starts for each starting point that is possible
 */
public record Judgement(TakeOverFinding finding, Map<StartingPoint, Start> starts) {

    /** Copies the map. */
    public Judgement {
        starts = Map.copyOf(starts);
    }

    /**
     * Where the chain goes on.
     *
     * @param at the second at which the first window begins
     * @param exportId the export that ends there
     * @param tableId the table's id
     * @param recoveryDays the retention
     */
    public record Start(Instant at, String exportId, String tableId, int recoveryDays) {}

    /** What a state would begin with. */
    public Optional<Start> start(StartingPoint point) {
        return Optional.ofNullable(starts.get(point));
    }
}
