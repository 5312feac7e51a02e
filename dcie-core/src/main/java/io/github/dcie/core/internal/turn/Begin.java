package io.github.dcie.core.internal.turn;

import io.github.dcie.core.internal.rules.Settings;
import java.time.Instant;

/**
 * What a step is given before it wants anything.
 *
 * @param settings what this process was configured with
 * @param name names this step among all that ever run
 * @param now the step's time, a whole second
 */
public record Begin(Settings settings, String name, Instant now) {}
