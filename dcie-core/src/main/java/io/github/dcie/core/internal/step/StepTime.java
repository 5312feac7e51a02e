package io.github.dcie.core.internal.step;

import io.github.dcie.core.internal.rules.Settings;
import java.time.Instant;

/**
 * Which step, and when.
 *
 * @param settings what this process was configured with
 * @param step names this step among all that ever run
 * @param now the step's time by the local clock, a whole second
 * @param trusted the same, put right by DynamoDB's clock once that is known; two processes agree on it to some minutes
 */
record StepTime(Settings settings, String step, Instant now, Instant trusted) {

    StepTime trusting(Instant time) {
        return new StepTime(settings, step, now, time);
    }
}
