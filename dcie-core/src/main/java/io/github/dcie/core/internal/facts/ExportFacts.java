package io.github.dcie.core.internal.facts;

import com.google.common.base.Strings;
import io.github.dcie.CompletedExport;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.S3Object;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.spi.CompletionCheck.Candidate;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An export as DynamoDB describes it. A full export that somebody began without naming its type is described without
 * one (observed), and counts as full.
 *
 * @param remark why it failed, why it counts as something else than DynamoDB says, or what cannot be seen of it
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
        Optional<String> bucketOwner,
        Optional<String> manifest,
        Optional<ExportFormat> format,
        Optional<ExportView> view,
        OptionalLong itemCount,
        OptionalLong billedBytes,
        Optional<String> remark) {

    /** The least id of an export that was requested then or later: an id begins with that time in milliseconds (observed). */
    public static String leastId(Instant requestedAt) {
        return Strings.padStart(Long.toString(requestedAt.toEpochMilli()), 14, '0');
    }

    /** How far DynamoDB is. */
    public enum Progress {
        IN_PROGRESS,
        COMPLETED,
        FAILED,
        /** DynamoDB calls it complete and has billed it, and it is no good (F3). */
        REJECTED,
        /** DynamoDB calls it complete, and it holds only what its filter selects: no part of a chain of everything (W7). */
        FILTERED,
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

    /** Whether DynamoDB calls it complete and says all that is told of a completed export (I2). */
    public boolean isWhollyComplete() {
        return progress == Progress.COMPLETED && isWhole();
    }

    /** Whether DynamoDB calls it complete without saying where it is: not yet what it says (F6). */
    public boolean isHalfComplete() {
        return progress == Progress.COMPLETED && !isWhole();
    }

    /** Whether it is complete and what was planned, so that only the user's own check is left to be asked (I2). */
    public boolean fulfils(Span span) {
        return isWhollyComplete() && covers(span);
    }

    /** Whether nothing more will come of it than is known. */
    public boolean isOver() {
        return isFailed() || isWhollyComplete();
    }

    /** What is told of it; {@linkplain #isWhole whole} facts only. */
    public CompletedExport completed(TableArn table) {
        return new CompletedExport(
                ExportArn.of(table, exportId),
                new S3Object(bucket.orElseThrow(), manifest.orElseThrow()),
                prefix,
                format.orElseThrow(),
                itemCount.orElse(0),
                billedBytes.orElse(0),
                startedAt.orElseThrow(),
                endedAt.orElseThrow());
    }

    /** What the user's check is asked about; {@linkplain #fulfils fulfilling} facts only. */
    public Candidate candidate(ExportJob job, int generation, Span span) {
        return new Candidate(job.id(), job.table(), generation, span.window(), completed(job.table()));
    }

    /** Whether it is over and nothing came of it that a chain could use. */
    public boolean isFailed() {
        return progress == Progress.FAILED || progress == Progress.REJECTED || progress == Progress.FILTERED;
    }

    /** The same export, counted as in progress: DynamoDB calls it complete, but something is still waited for. */
    public ExportFacts waiting(String why) {
        return with(Progress.IN_PROGRESS, why);
    }

    /** The same export, counted as failed: DynamoDB calls it complete, but it is no good. */
    public ExportFacts rejected(String reason) {
        return with(Progress.REJECTED, reason);
    }

    private ExportFacts with(Progress newProgress, String newRemark) {
        return new ExportFacts(
                exportId,
                newProgress,
                type,
                token,
                tableId,
                startedAt,
                endedAt,
                exportTime,
                from,
                to,
                bucket,
                prefix,
                bucketOwner,
                manifest,
                format,
                view,
                itemCount,
                billedBytes,
                Optional.of(newRemark));
    }

    /** Whether DynamoDB says that it was asked for with another token: then it is not this attempt's export (T1). */
    public boolean hasOtherTokenThan(Token expected) {
        return token.filter(actual -> !actual.equals(expected.value())).isPresent();
    }

    /** Whether it covers exactly that: DynamoDB's times, cut to the second (I2). */
    public boolean covers(Span span) {
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
