package io.github.dcie;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one incremental export covers: {@code [from, to)}, whole seconds, 15 minutes to 24 hours long.
 *
 * <p>Both lengths are quotas of DynamoDB that cannot be raised (AWS General Reference, "DynamoDB endpoints and
 * quotas"); from is inclusive and to is exclusive ({@code IncrementalExportSpecification} in the API reference).
 *
 * @param from the first second that is covered
 * @param to the first second that is not covered any more
 */
public record ExportWindow(Instant from, Instant to) {

    /** The shortest window that DynamoDB exports: 15 minutes. */
    public static final Duration SHORTEST = Duration.ofMinutes(15);

    /** The longest window that DynamoDB exports: 24 hours. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /**
     * Checks the bounds.
     *
     * @param from the first second that is covered
     * @param to the first second that is not covered any more
     * @throws IllegalArgumentException if a bound has a fraction of a second, or the window is not 15 minutes to 24
     *     hours long
     */
    public ExportWindow {
        if (!isWholeSecond(from) || !isWholeSecond(to)) {
            throw new IllegalArgumentException("window [" + from + ", " + to
                    + "): expected whole seconds, as DynamoDB counts them; cut both bounds to the second");
        }
        Duration length = Duration.between(from, to);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("window [" + from + ", " + to + ") is " + length
                    + " long: expected 15 minutes to 24 hours; choose another end");
        }
    }

    /**
     * The window that begins at an instant and has a length.
     *
     * @param from the first second that is covered
     * @param length 15 minutes to 24 hours, whole seconds
     * @return the window
     * @throws IllegalArgumentException if that is not a legal window
     */
    public static ExportWindow of(Instant from, Duration length) {
        return new ExportWindow(from, from.plus(length));
    }

    /**
     * How long the window is.
     *
     * @return 15 minutes to 24 hours
     */
    public Duration length() {
        return Duration.between(from, to);
    }

    /**
     * Whether the next window begins where this one ends.
     *
     * @param next the other window
     * @return true if there is neither a hole nor an overlap between the two
     */
    public boolean isFollowedBy(ExportWindow next) {
        return to.equals(next.from);
    }

    private static boolean isWholeSecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
