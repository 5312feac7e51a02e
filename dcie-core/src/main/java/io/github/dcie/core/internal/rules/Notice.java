package io.github.dcie.core.internal.rules;

import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.core.internal.condition.ActiveCondition;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** An event that is pending; what it says is made when it is delivered, from what DynamoDB describes (K2, N2). */
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

    /** What it is; exhaustive. */
    default <R> R fold(
            Function<Export, R> export,
            Function<Start, R> start,
            Function<Begin, R> begin,
            Function<Still, R> still,
            Function<End, R> end) {
        if (this instanceof Export exported) {
            return export.apply(exported);
        } else if (this instanceof Start started) {
            return start.apply(started);
        } else if (this instanceof Begin began) {
            return begin.apply(began);
        }
        return this instanceof Still goesOn ? still.apply(goesOn) : end.apply((End) this);
    }
}
