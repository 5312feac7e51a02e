package io.github.dcie.testkit;

import io.github.dcie.ExportEvent;
import io.github.dcie.spi.Notifier;
import io.github.dcie.testkit.internal.Effects;
import java.io.IOException;

/**
 * A notifier with faults: what a {@link FaultPlan} says happens to its {@code deliver}. A failure or a lost reply is an
 * {@link IOException}; an event whose reply is lost was delivered.
 *
 * <p>Thread-safe if the notifier is.
 */
public final class FaultyNotifier implements Notifier {

    private final Notifier notifier;
    private final Effects effects;

    /**
     * A notifier that hands on to another one what its plan lets through.
     *
     * @param notifier the notifier
     * @param plan what goes wrong
     */
    public FaultyNotifier(Notifier notifier, FaultPlan plan) {
        this.notifier = notifier;
        this.effects = new Effects(plan);
    }

    @Override
    public void deliver(ExportEvent event) throws Exception {
        effects.<ExportEvent, Exception>perform(
                "deliver",
                () -> {
                    notifier.deliver(event);
                    return event;
                },
                fault -> new IOException("simulated " + fault + " at deliver of " + event.id()));
    }
}
