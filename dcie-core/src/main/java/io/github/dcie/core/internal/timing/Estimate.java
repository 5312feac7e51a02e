package io.github.dcie.core.internal.timing;

import com.google.common.base.Preconditions;
import java.time.Duration;

/**
 * How long a job's exports of one type take: a running mean and a running mean deviation of the last ones, in whole seconds
 * (P2). A new duration moves each by an eighth.
 */
public record Estimate(long mean, long deviation) {

    private static final int SHARE = 8;

    /** After the first export nothing is known of the deviation; it is taken to be so many times smaller than the mean. */
    private static final int FIRST = 4;

    /** An estimate whose deviation is a larger part of the mean says nothing about when to look. */
    private static final int STEADY = 7;

    /** Durations are of another kind if they are shorter by so many deviations, and shorter than half the mean. */
    private static final int OTHER_KIND = 6;

    /** No export is known to take longer: DynamoDB keeps a table's history for 35 days. */
    private static final Duration LONGEST = Duration.ofDays(35);

    public Estimate {
        Preconditions.checkArgument(
                mean >= 1 && mean <= LONGEST.toSeconds() && deviation >= 0 && deviation <= mean,
                "an export is expected to take %s s, give or take %s: expected 1 to %s, and no more than that",
                mean,
                deviation,
                LONGEST.toSeconds());
    }

    /** Of the first duration; one that no export has is cut to the nearest that one has. */
    public static Estimate of(Duration first) {
        long seconds = legal(first);
        return new Estimate(seconds, seconds / FIRST);
    }

    /** With one more duration. Far shorter ones begin a new estimate, as waiting for the old one costs freshness each time. */
    public Estimate and(Duration next) {
        long seconds = legal(next);
        long error = Math.abs(seconds - mean);
        if (seconds < Math.min(mean / 2, mean - OTHER_KIND * deviation)) {
            return of(next);
        }
        long newMean = mean + Math.round((double) (seconds - mean) / SHARE);
        // down to nothing, where all take as long
        long newDeviation = deviation + Math.floorDiv(error - deviation, SHARE);
        return new Estimate(newMean, Math.min(newMean, newDeviation));
    }

    /** Whether it says when an export is worth a look. */
    public boolean isSteady() {
        return deviation * STEADY <= mean;
    }

    private static long legal(Duration duration) {
        return Math.max(1, Math.min(LONGEST.toSeconds(), duration.toSeconds()));
    }
}
