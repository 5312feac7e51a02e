package io.github.dcie.admin.internal.page;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a time is in the picture. What lies outside is drawn at its edge.
 *
 * @param from at the left edge
 * @param to at the right edge, later
 */
record TimeScale(Instant from, Instant to) {

    static final double WIDTH = 1_000;
    static final double LEFT = 116;
    static final double RIGHT = WIDTH - 16;

    double x(Instant time) {
        Instant seen = time.isBefore(from) ? from : time.isAfter(to) ? to : time;
        double share = (double) Duration.between(from, seen).toSeconds()
                / Duration.between(from, to).toSeconds();
        return LEFT + share * (RIGHT - LEFT);
    }

    /** How wide a span is, wherever it is. */
    double width(Duration span) {
        return (double) span.toSeconds() / Duration.between(from, to).toSeconds() * (RIGHT - LEFT);
    }
}
