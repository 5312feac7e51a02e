package io.github.dcie.core.internal.chain;

/**
 * A call that gave no answer about the thing asked for.
 *
 * @param kind whether it heals by itself
 * @param operation which call
 * @param words AWS's own
 */
public record Trouble(Kind kind, String operation, String words) {

    /** The operations, by AWS's names; a trouble with one ends when the same one is answered. */
    public static final String DESCRIBE_EXPORT = "DescribeExport";

    public static final String LIST_EXPORTS = "ListExports";
    public static final String DESCRIBE_CONTINUOUS_BACKUPS = "DescribeContinuousBackups";
    public static final String EXPORT_TABLE = "ExportTableToPointInTime";

    /** The user's own check counts as a call. */
    public static final String COMPLETION_CHECK = "CompletionCheck";

    /** What kind of trouble. */
    public enum Kind {
        /** Throttling, a server fault, a time limit, a broken connection: it may or may not have been applied (F1). */
        PASSING,
        /** AWS refuses the call. */
        ACCESS_DENIED,
        /** An answer that only means "not yet": nothing is wrong, and it is said so (F4). */
        WAITING
    }

    @Override
    public String toString() {
        return operation + ": " + words;
    }
}
