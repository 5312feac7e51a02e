package io.github.dcie.examples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Simulated time for people: {@code day 1 05:10}. */
final class When {

    /** When the shop opens: the beginning of day 1. */
    static final Instant OPENING = Instant.parse("2026-03-02T00:00:00Z");

    private When() {}

    static String text(Instant instant) {
        Duration since = Duration.between(OPENING, instant);
        String seconds = since.toSecondsPart() == 0 ? "" : String.format(Locale.ROOT, ":%02d", since.toSecondsPart());
        return String.format(
                        Locale.ROOT, "day %d %02d:%02d", since.toDays() + 1, since.toHoursPart(), since.toMinutesPart())
                + seconds;
    }

    static String text(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
