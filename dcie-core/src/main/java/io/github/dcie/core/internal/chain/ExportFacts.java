package io.github.dcie.core.internal.chain;

import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An export as DynamoDB describes it. A full export that somebody began without naming its type is described without
 * one (observed), and counts as full.
 */
public record ExportFacts(
        String exportId,
        Progress progress,
        ExportType type,
        Optional<String> token,
        Optional<String> tableId,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> exportTime,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> bucket,
        Optional<String> prefix,
        Optional<String> manifest,
        Optional<ExportFormat> format,
        Optional<ExportView> view,
        OptionalLong itemCount,
        OptionalLong billedBytes,
        Optional<String> failure) {

    /** How far DynamoDB is. */
    public enum Progress {
        IN_PROGRESS,
        COMPLETED,
        FAILED,
        /** A status that this version does not know: still in progress, never success (F4). */
        UNKNOWN
    }

    /** Whether it says all that is told of a completed export (N2). */
    public boolean isWhole() {
        return bucket.isPresent()
                && manifest.isPresent()
                && format.isPresent()
                && startedAt.isPresent()
                && endedAt.isPresent();
    }

    /** Whether it is over and nothing came of it. */
    public boolean isFailed() {
        return progress == Progress.FAILED;
    }

    /** Whether it covers exactly that: DynamoDB's times, cut to the second (I2). */
    boolean covers(Span span) {
        if (type != span.type()) {
            return false;
        }
        return span.window()
                .map(window -> isSecond(from, window.from()) && isSecond(to, window.to()))
                .orElseGet(() -> isSecond(exportTime, span.end()));
    }

    private static boolean isSecond(Optional<Instant> reported, Instant expected) {
        return reported.map(instant -> instant.getEpochSecond() == expected.getEpochSecond())
                .orElse(false);
    }
}
