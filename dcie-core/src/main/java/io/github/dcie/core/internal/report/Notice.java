package io.github.dcie.core.internal.report;

import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.core.internal.condition.ActiveCondition;
import java.time.Instant;
import java.util.Optional;

/** An event that is owed; what it says is made when it is delivered, from what DynamoDB describes (K2, N2). */
public sealed interface Notice {

    /**
     * A committed export.
     *
     * @param generation its chain
     * @param start the chain's full export's time
     * @param sequence its position in the chain
     * @param exportId its id
     * @param previousExportId the export before it
     */
    record Export(int generation, Instant start, long sequence, String exportId, Optional<String> previousExportId)
            implements Notice {}

    /** A chain that begins. */
    record Start(int generation, Cause cause, Instant start) implements Notice {}

    /** The beginning of a condition. */
    record Begin(ActiveCondition active) implements Notice {}

    /**
     * A condition goes on.
     *
     * @param active the condition
     * @param at when that was to be told again
     */
    record Still(ActiveCondition active, Instant at) implements Notice {}

    /** The end of a condition. */
    record End(ActiveCondition active) implements Notice {}
}
