package io.github.dcie.core.internal.timing;

import io.github.dcie.ExportType;
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
    public Optional<Estimate> of(ExportType type) {
        return type == ExportType.FULL_EXPORT ? full : windows;
    }

    /** With one more export that took so long. */
    public Durations and(ExportType type, Duration took) {
        Optional<Estimate> next = of(type).map(estimate -> estimate.and(took)).or(() -> Optional.of(Estimate.of(took)));
        return type == ExportType.FULL_EXPORT ? new Durations(windows, next) : new Durations(next, full);
    }
}
