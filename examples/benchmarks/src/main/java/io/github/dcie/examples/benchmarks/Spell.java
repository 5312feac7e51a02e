package io.github.dcie.examples.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class Spell {

    private Spell() {}

    static String of(Duration time) {
        long minutes = time.plusSeconds(30).toMinutes();
        if (time.compareTo(Duration.ofMinutes(10)) < 0 && time.toSeconds() % 60 != 0) {
            return time.toSeconds() < 60
                    ? time.toSeconds() + " s"
                    : String.format(Locale.ROOT, "%d:%02d min", time.toMinutes(), time.toSecondsPart());
        } else if (minutes < 100) {
            return minutes + " min";
        } else if (minutes < 48 * 60) {
            return String.format(Locale.ROOT, "%.1f h", minutes / 60.0);
        }
        return String.format(Locale.ROOT, "%.1f days", minutes / 1440.0);
    }
}
