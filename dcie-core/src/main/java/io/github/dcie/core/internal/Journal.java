package io.github.dcie.core.internal;

import io.github.dcie.ExportEvent;
import io.github.dcie.JobId;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.chain.Turn;
import io.github.dcie.spi.Notifier;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.WriteResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log tells: INFO once for what an operator wants to know, DEBUG for the rest. Used by one step. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.dcie.core.ExportCoordinator");

    private final JobId job;
    private int told;

    Journal(JobId job) {
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
            if (action.kind() == StepAction.Kind.PLAN || action.kind() == StepAction.Kind.NOTIFY) {
                LOG.debug("job {} generation {}: {}", job, generation, action);
            } else {
                LOG.info("job {} generation {}: {}", job, generation, action);
            }
        }
        told = turn.actions().size();
        turn.newConditions().forEach(condition -> LOG.info("job {} generation {}: {}", job, generation, condition));
    }

    /** Whether the notifier took the event. Whatever it throws means the same: still owed. */
    boolean delivers(Notifier notifier, ExportEvent event) {
        try {
            notifier.deliver(event);
            LOG.debug("job {}: delivered {}", job, event.id());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("job {}: interrupted while delivering {}", job, event.id(), e);
            return false;
        } catch (Exception e) { // the contract of Notifier.deliver
            LOG.debug("job {}: the notifier did not take {}; it is delivered again later", job, event.id(), e);
            return false;
        }
    }
}
