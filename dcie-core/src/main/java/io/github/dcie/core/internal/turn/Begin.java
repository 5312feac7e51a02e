package io.github.dcie.core.internal.turn;

import io.github.dcie.core.internal.rules.Settings;
import java.time.Instant;
import java.util.Optional;

/**
 * What a step is given before it wants anything.
 *
 * @param settings what this process was configured with
 * @param name names this step among all that ever run
 * @param now the step's time, a whole second
 * @param signalled the id of the export that a signal says may be complete (P3)
 */
public record Begin(Settings settings, String name, Instant now, Optional<String> signalled) {

    /** A step without a signal. */
    public Begin(Settings settings, String name, Instant now) {
        this(settings, name, now, Optional.empty());
    }
}
