package io.github.dcie.testkit.simulation;

import java.time.Duration;
import java.util.List;

/**
 * How much may still happen in a run.
 *
 * @param switches how often another process may be given the turn
 * @param crashes how many processes may die
 * @param freezes how many may be frozen
 * @param times for how long each, one of these
 */
record Allowed(int switches, int crashes, int freezes, List<Duration> times) {

    Allowed {
        times = List.copyOf(times);
    }

    Allowed after(Option chosen) {
        if (chosen instanceof Option.SwitchTo) {
            return new Allowed(switches - 1, crashes, freezes, times);
        } else if (chosen instanceof Option.Crash) {
            return new Allowed(switches, crashes - 1, freezes, times);
        } else if (chosen instanceof Option.Freeze) {
            return new Allowed(switches, crashes, freezes - 1, times);
        }
        return this;
    }
}
