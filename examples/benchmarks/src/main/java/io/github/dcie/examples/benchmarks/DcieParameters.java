package io.github.dcie.examples.benchmarks;

import java.time.Instant;
import java.util.Optional;

/** The five parameters of a DCIE deployment. An absent one is empty. */
final class DcieParameters {

    /** {@code workflow-initiated}: how far the full export is, as far as its worker got to say so. */
    enum Initiated {
        ABSENT,
        NULL,
        TRUE,
        FALSE
    }

    /** {@code workflow-state}. */
    enum State {
        NORMAL,
        PITR_GAP
    }

    /** {@code workflow-action}. */
    enum Action {
        RUN,
        PAUSE,
        RESET_WITH_FULL_EXPORT_AGAIN
    }

    Optional<Instant> fullExportTime = Optional.empty();
    Optional<Instant> lastIncrementalExportTime = Optional.empty();
    Initiated initiated = Initiated.ABSENT;
    State state = State.NORMAL;
    Action action = Action.RUN;

    DcieParameters copy() {
        DcieParameters copy = new DcieParameters();
        copy.fullExportTime = fullExportTime;
        copy.lastIncrementalExportTime = lastIncrementalExportTime;
        copy.initiated = initiated;
        copy.state = state;
        copy.action = action;
        return copy;
    }

    /** Where the next window begins. */
    Optional<Instant> cursor() {
        return lastIncrementalExportTime.or(() -> fullExportTime);
    }
}
