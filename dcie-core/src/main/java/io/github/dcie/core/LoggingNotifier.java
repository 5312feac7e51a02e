package io.github.dcie.core;

import io.github.dcie.ExportEvent;
import io.github.dcie.spi.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every event into the log at INFO: what a coordinator does with events when no other notifier is given. */
public final class LoggingNotifier implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingNotifier.class);

    /** The only kind there is. */
    public LoggingNotifier() {}

    @Override
    public void deliver(ExportEvent event) {
        LOG.info("job {} generation {}: {} [{}]", event.job(), event.generation(), event.summary(), event.id());
    }
}
