package io.github.dcie.core.internal.timing;

import com.google.common.collect.Comparators;
import com.google.common.hash.Hashing;
import io.github.dcie.ExportJob;
import io.github.dcie.WindowAlignment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Spreads what would coincide (P4): DynamoDB describes ten tables a second and Parameter Store writes three parameters, while
 * jobs are created together, keep to the clock (W5), or come back together after an outage. Each job has its own second,
 * which follows from its id. Nothing else waits.
 */
public final class Jitter {

    private static final int PART = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Jitter() {}

    /** How long after the end of a window its request is worth a call: a while where windows end by the clock. */
    public static Duration ofWindow(ExportJob job) {
        return job.alignment() == WindowAlignment.CLOCK ? of(job) : Duration.ZERO;
    }

    /** By how much earlier a chain begins: windows of jobs that were created in one second so end at different ones. */
    public static Duration ofChain(ExportJob job) {
        return job.alignment() == WindowAlignment.CHAIN_START ? of(job) : Duration.ZERO;
    }

    /** By how much longer a job pauses: those that the same outage has stopped do not all come back in one second. */
    public static Duration ofPause(ExportJob job, Duration pause) {
        return within(job, pause.dividedBy(PART));
    }

    private static Duration of(ExportJob job) {
        return within(job, Comparators.min(job.windowSize().dividedBy(PART), LONGEST));
    }

    /** A whole number of seconds, always the same for a job. */
    private static Duration within(ExportJob job, Duration most) {
        int hash = Hashing.murmur3_32_fixed()
                .hashString(job.id().value(), StandardCharsets.UTF_8)
                .asInt();
        return Duration.ofSeconds(Integer.toUnsignedLong(hash) % Math.max(1, most.toSeconds()));
    }
}
