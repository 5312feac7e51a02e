package io.github.dcie.admin.internal.page;

import io.github.dcie.admin.CatalogExport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the page says of times and of exports. */
final class Words {

    private Words() {}

    /** In its two greatest units: {@code 3 d 2 h}. */
    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3_600, "h", seconds % 3_600 / 60, "min")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    private static String two(long great, String greatUnit, long small, String smallUnit) {
        return great + " " + greatUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** Everything of an export that fits on a line. */
    static String of(CatalogExport export) {
        return export
                + export.from()
                        .map(from -> ", covers " + of(Duration.between(from, export.to())))
                        .orElse("")
                + export.requestedAt().map(time -> ", requested " + time).orElse("")
                + took(export).map(time -> ", took " + of(time)).orElse("")
                + export.completed()
                        .map(done -> ", " + done.itemCount() + " items")
                        .orElse("");
    }

    /** How long DynamoDB took to write it. */
    static Optional<Duration> took(CatalogExport export) {
        return export.completed()
                .map(done -> Duration.between(begun(export).orElse(done.startedAt()), done.completedAt()));
    }

    static Optional<Instant> begun(CatalogExport export) {
        return export.requestedAt().or(() -> export.completed().map(done -> done.startedAt()));
    }
}
