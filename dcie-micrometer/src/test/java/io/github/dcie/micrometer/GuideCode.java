package io.github.dcie.micrometer;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.StateStoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of docs/metrics.md; never run, compared with the guide's text. */
final class GuideCode {

    private static final Logger log = LoggerFactory.getLogger(GuideCode.class);

    /** As much of the coordinator, which this module does not see, as the code uses. */
    private interface Coordinator {

        ExportJob job();

        AdvanceOutcome advance() throws StateStoreException;
    }

    private GuideCode() {}

    @SuppressWarnings("unused")
    private static void code(MeterRegistry registry, Coordinator exports, ScheduledExecutorService timer)
            throws StateStoreException {
        ExportMetrics metrics = ExportMetrics.create(registry);
        AdvanceOutcome outcome = metrics.step(exports.job().id(), exports::advance);

        Runnable task = () -> {
            try {
                metrics.step(exports.job().id(), exports::advance);
            } catch (StateStoreException e) {
                log.info(e.getMessage()); // counted; call again
            } catch (Throwable e) { // an Error, too: the scheduler would drop the task
                log.error("the step failed; it is tried again on schedule", e);
            }
        };
        timer.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MINUTES);
    }
}
