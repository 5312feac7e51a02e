package io.github.dcie.core.internal.facts;

import io.github.dcie.Condition;
import io.github.dcie.ExportJob;
import io.github.dcie.core.internal.condition.ConditionType;
import io.github.dcie.core.internal.condition.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call that gave no answer about the thing asked for.
 *
 * @param kind what it was refused for, or whether it heals by itself (F9)
 * @param operation which call
 * @param words AWS's own
 */
public record Trouble(Kind kind, String operation, String words) {

    /** The operations, by AWS's names; a trouble with one ends when the same one is answered. */
    public static final String DESCRIBE_EXPORT = "DescribeExport";

    public static final String LIST_EXPORTS = "ListExports";
    public static final String DESCRIBE_CONTINUOUS_BACKUPS = "DescribeContinuousBackups";
    public static final String DESCRIBE_TABLE = "DescribeTable";
    public static final String EXPORT_TABLE = "ExportTableToPointInTime";

    /** The user's own check counts as a call. */
    public static final String COMPLETION_CHECK = "CompletionCheck";

    private static final List<String> OPERATIONS = List.of(
            DESCRIBE_EXPORT, LIST_EXPORTS, DESCRIBE_CONTINUOUS_BACKUPS, DESCRIBE_TABLE, EXPORT_TABLE, COMPLETION_CHECK);

    /** The conditions that a refused or unanswered call is told as. */
    public static final List<Condition.Kind> CONDITIONS = List.of(
            Condition.Kind.ACCESS_DENIED,
            Condition.Kind.CREDENTIALS_REFUSED,
            Condition.Kind.CLOCK_SKEWED,
            Condition.Kind.UNKNOWN_OPERATION,
            Condition.Kind.CALL_REJECTED,
            Condition.Kind.SERVICE_TROUBLE);

    /** What kind of trouble. */
    public enum Kind {
        /** Throttling, a server fault, a time limit, a broken connection: it may or may not have been applied (F1). */
        PASSING(Optional.empty()),
        /** The caller lacks a permission. */
        ACCESS_DENIED(Optional.of(Condition.Kind.ACCESS_DENIED)),
        /** The credentials are missing, expired, unknown or wrong. */
        CREDENTIALS(Optional.of(Condition.Kind.CREDENTIALS_REFUSED)),
        /** The signature is too old or from the future: the caller's clock is wrong. */
        CLOCK(Optional.of(Condition.Kind.CLOCK_SKEWED)),
        /** What answers does not know the operation. */
        UNKNOWN_OPERATION(Optional.of(Condition.Kind.UNKNOWN_OPERATION)),
        /** What was sent is called malformed. */
        MALFORMED(Optional.of(Condition.Kind.CALL_REJECTED)),
        /** An answer that only means "not yet": nothing is wrong, and it is said so (F4). */
        WAITING(Optional.empty());

        private final Optional<Condition.Kind> condition;

        Kind(Optional<Condition.Kind> condition) {
            this.condition = condition;
        }

        /** The condition that begins at once; empty if it must last first, or is none. */
        public Optional<Condition.Kind> condition() {
            return condition;
        }
    }

    /**
     * Whether a condition's words are about an operation. Words that name none of those that are called here, which an
     * editor or another version has written, are about each: no answer would ever end their condition otherwise.
     */
    public static boolean concerns(Optional<String> code, String operation) {
        List<String> named = OPERATIONS.stream()
                .filter(called ->
                        code.filter(words -> words.startsWith(called + ":")).isPresent())
                .toList();
        return named.isEmpty() || named.contains(operation);
    }

    /** The same, where the step has got further nevertheless: nothing is wrong. */
    public Trouble withProgress() {
        return kind == Kind.PASSING ? new Trouble(Kind.WAITING, operation, words) : this;
    }

    /** What a throwable says. Its methods are the user's code, too (S17). */
    public static String words(Throwable thrown) {
        try {
            return Optional.ofNullable(thrown.toString())
                    .orElse(thrown.getClass().getName());
        } catch (Throwable e) { // S17
            return thrown.getClass().getName() + ", which cannot say what it is";
        }
    }

    /** What is wrong with the call, for people, before it is a condition of a job. */
    public Condition describe(Instant now, ExportJob job) {
        Condition.Kind told = kind.condition().orElse(Condition.Kind.SERVICE_TROUBLE);
        return ConditionType.of(told).describe(now, Optional.of(Words.cut(toString())), job);
    }

    @Override
    public String toString() {
        return operation + ": " + words;
    }
}
