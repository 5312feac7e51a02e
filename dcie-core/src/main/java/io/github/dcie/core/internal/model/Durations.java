package io.github.dcie.core.internal.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How long this job's exports take (P2). A wrong estimate costs calls or lateness, never more.
 *
 * @param windows incremental exports
 * @param full full exports
 */
public record Durations(Optional<Estimate> windows, Optional<Estimate> full) {

    public static final Durations UNKNOWN = new Durations(Optional.empty(), Optional.empty());

    /** What is expected of an export. */
    public Optional<Estimate> of(Span span) {
        return span.window().isPresent() ? windows : full;
    }

    /** With one more export that took so long. */
    Durations and(Span span, Duration took) {
        Optional<Estimate> next = of(span).map(estimate -> estimate.and(took)).or(() -> Optional.of(Estimate.of(took)));
        return span.window().isPresent() ? new Durations(next, full) : new Durations(windows, next);
    }
}
