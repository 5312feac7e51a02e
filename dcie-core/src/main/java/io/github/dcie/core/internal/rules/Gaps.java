package io.github.dcie.core.internal.rules;

import io.github.dcie.Condition.Kind;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether history that is still needed is gone, and why (G1, G2). Facts decide, never an exception. */
public final class Gaps {

    /** How exactly the earliest restorable time follows the retention; generous, it only chooses the words. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private Gaps() {}

    /**
     * Whether point-in-time recovery does not reach back to what is to be requested next. The full export is never
     * compared: as long as it is not complete its time is chosen anew, and afterwards it does not matter (W1, G1).
     *
     * @param toAsk intents that surely have no export; one that may have is not given up yet (T3)
     */
    public static boolean isThere(JobState state, PitrStatus.On on, List<TrackedExport> toAsk) {
        return needed(state, toAsk).anyMatch(from -> !on.reachesBackTo(from));
    }

    private static Stream<Instant> needed(JobState state, List<TrackedExport> toAsk) {
        Generation generation = state.generation();
        if (!generation.isFullComplete()) {
            return Stream.empty();
        }
        Stream<TrackedExport> unrequested = Stream.concat(
                toAsk.stream(),
                generation.trackedExports().stream().filter(tracked -> tracked.stage() instanceof Stage.Failed));
        return Stream.concat(unrequested.map(tracked -> tracked.span().needs()), generation.frontier().stream());
    }

    public static Kind cause(JobState state, PitrStatus.On on, Optional<TableFacts> table, Instant now) {
        boolean recreated = table.flatMap(TableFacts::id)
                .map(id -> state.generation()
                        .tableId()
                        .filter(known -> !known.equals(id))
                        .isPresent())
                .orElse(false);
        if (recreated) {
            return Kind.GAP_TABLE_RECREATED;
        }
        // a longer retention does not bring back what was gone before (Developer Guide, PointInTimeRecovery)
        int shorter = Math.min(on.days(), state.remembered().recoveryDays().orElse(on.days()));
        Instant slidingEnd = on.trusted(now).minus(Duration.ofDays(shorter));
        if (on.earliest().isAfter(slidingEnd.plus(TOLERANCE))) {
            return Kind.GAP_PITR_WAS_OFF;
        }
        int knownDays = state.remembered().recoveryDays().orElse(on.days());
        Instant knownEnd = on.trusted(now).minus(Duration.ofDays(knownDays));
        boolean stillThere = needed(state, List.of()).noneMatch(knownEnd::isAfter);
        return knownDays > on.days() && stillThere ? Kind.GAP_RETENTION_SHORTENED : Kind.GAP_FELL_BEHIND;
    }
}
