package io.github.dcie;

import java.time.Duration;
import java.util.stream.Collectors;

/**
 * A job's status in one word, for health endpoints and dashboards; see {@link JobStatus#health}.
 *
 * @param level the word
 * @param why the reason, on one line; never empty
 */
public record Health(Level level, String why) {

    /** How a job is. Fixed. */
    public enum Level {
        /** What is exported is as new as it should be, and nothing is the matter. */
        OK,
        /**
         * Steps can go on, but the exports are older than they should be, nothing is complete yet, or something is the
         * matter that does not stop new exports. A job begins with it.
         */
        BEHIND,
        /** Nothing new is requested until a condition ends; the reason has its remedy. */
        BLOCKED
    }

    static Health of(JobStatus status, Duration longestLag) {
        if (longestLag.isNegative() || longestLag.isZero()) {
            throw new IllegalArgumentException(
                    "longestLag " + longestLag + ": expected more than nothing, such as three window sizes");
        }
        boolean blocked = status.phase() == JobStatus.Phase.BLOCKED
                // counts as a pause, but nobody has asked for one
                || status.conditions().stream()
                        .anyMatch(condition -> condition.kind() == Condition.Kind.UNKNOWN_OPERATOR_ACTION);
        if (blocked || !status.conditions().isEmpty()) {
            return new Health(blocked ? Level.BLOCKED : Level.BEHIND, troubles(status));
        }
        boolean late = status.lag().map(lag -> lag.compareTo(longestLag) > 0).orElse(true);
        return new Health(late ? Level.BEHIND : Level.OK, age(status, longestLag));
    }

    private static String troubles(JobStatus status) {
        String conditions =
                status.conditions().stream().map(Condition::toString).collect(Collectors.joining("; and "));
        return conditions
                + status.historyLostAt()
                        .map(when -> "; changes are lost for good on " + when)
                        .orElse("");
    }

    private static String age(JobStatus status, Duration longestLag) {
        String paused = status.phase() == JobStatus.Phase.PAUSED ? "paused by an operator; " : "";
        return paused
                + status.watermark()
                        .map(mark -> "watermark " + mark + ", lag "
                                + status.lag().orElse(Duration.ZERO) + ", expected at most " + longestLag)
                        .orElse("no full export is complete yet (" + status.phase() + ")");
    }
}
