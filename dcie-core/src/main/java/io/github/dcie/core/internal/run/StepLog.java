package io.github.dcie.core.internal.run;

import io.github.dcie.ExportEvent;
import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.guard.Reported;
import io.github.dcie.core.internal.guard.Thrown;
import io.github.dcie.core.internal.step.Turn;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.WriteResult;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log tells: INFO once for what an operator wants to know, DEBUG for the rest. Used by one step. */
final class StepLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.dcie.core.ExportCoordinator");

    private static final Set<StepAction.Kind> QUIET = Set.of(
            StepAction.Kind.NOTE,
            StepAction.Kind.PLAN,
            StepAction.Kind.NOTIFY,
            StepAction.Kind.ANSWERED,
            StepAction.Kind.CONTINUE);

    private final JobId job;
    private int told;

    StepLog(JobId job) {
        this.job = job;
    }

    void wrote(Turn turn, Revision expected, WriteResult result) {
        if (result == WriteResult.LOST_RACE) {
            LOG.debug("job {}: lost the race for revision {}", job, expected.next());
            return;
        }
        LOG.debug("job {}: wrote revision {}", job, expected.next());
        int generation = turn.state().generation().number();
        for (StepAction action : turn.actions().subList(told, turn.actions().size())) {
            if (QUIET.contains(action.kind())) {
                LOG.debug("job {} generation {}: {}", job, generation, action);
            } else {
                LOG.info("job {} generation {}: {}", job, generation, action);
            }
        }
        told = turn.actions().size();
        turn.newConditions().forEach(condition -> LOG.info("job {} generation {}: {}", job, generation, condition));
    }

    void couldNotMark(StateStoreException e) {
        LOG.debug("job {}: what was delivered could not be marked; it is tried once more", job, Reported.of(e));
    }

    /** Why the notifier did not take the event; empty if it did. Whatever it throws means the same: still owed (S17). */
    Optional<String> deliver(Notifier notifier, ExportEvent event, Thrown thrown) {
        try {
            notifier.deliver(event);
            LOG.debug("job {}: delivered {}", job, event.id());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("job {}: interrupted while delivering {}", job, event.id(), Reported.of(e));
            return Optional.of("interrupted");
        } catch (Throwable e) { // S17
            thrown.accept(e);
            LOG.debug(
                    "job {}: the notifier did not take {}; it is delivered again later",
                    job,
                    event.id(),
                    Reported.of(e));
            return Optional.of(e.toString());
        }
    }
}
