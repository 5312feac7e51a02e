package io.github.dcie;

import java.time.Instant;
import java.util.Optional;

/**
 * An export of the chain that is planned and not yet both committed and announced.
 *
 * @param window what it covers; empty for the full export
 * @param attempt 1, or more after failures
 * @param state how far it is
 * @param arn the export's ARN, once DynamoDB has accepted it
 * @param since when it was planned, when DynamoDB began it, or when it was seen to fail; for an export that is complete
 *     the time of the status, for it is not kept
 */
public record OpenExport(
        Optional<ExportWindow> window, int attempt, State state, Optional<ExportArn> arn, Instant since) {

    /** How far an export is. May grow. */
    public enum State {
        /** The intent is stored; DynamoDB may or may not have been asked. */
        PLANNED,
        /** DynamoDB has accepted it. */
        RUNNING,
        /** DynamoDB says COMPLETED; something before it in the chain is not complete. */
        COMPLETED,
        /** Complete, and so is everything before it; its notice is pending. */
        COMMITTED,
        /** This attempt failed; the next one follows. */
        FAILED
    }

    /**
     * The kind of export.
     *
     * @return incremental if it has a window
     */
    public ExportType type() {
        return window.isPresent() ? ExportType.INCREMENTAL_EXPORT : ExportType.FULL_EXPORT;
    }

    @Override
    public String toString() {
        return window.map(w -> "window " + w).orElse("full export") + ", attempt " + attempt + ", " + state + " since "
                + since + arn.map(a -> ", " + a).orElse("");
    }
}
