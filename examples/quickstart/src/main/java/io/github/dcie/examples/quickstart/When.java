package io.github.dcie.examples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Simulated time for people: {@code day 1 05:10}. */
final class When {

    /** When the shop opens: the beginning of day 1. */
    static final Instant OPENING = Instant.parse("2026-03-02T00:00:00Z");

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private When() {}

    static String text(Instant instant) {
        long since = Duration.between(OPENING, instant).toSeconds();
        long day = Math.floorDiv(since, DAY); // exports reach back to before the opening, to day 0
        Duration time = Duration.ofSeconds(Math.floorMod(since, DAY));
        String seconds = time.toSecondsPart() == 0 ? "" : String.format(Locale.ROOT, ":%02d", time.toSecondsPart());
        return String.format(Locale.ROOT, "day %d %02d:%02d", day + 1, time.toHoursPart(), time.toMinutesPart())
                + seconds;
    }

    static String text(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
