package io.github.dcie.core.internal.rules;

import com.google.common.hash.Hashing;
import io.github.dcie.ExportJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How long after its window is due a job is worth a call. Jobs that were created together have windows that end together,
 * as have all that keep to the clock (W5), while DynamoDB describes ten tables a second and Parameter Store writes three
 * parameters: so each job has its own second, which follows from its id.
 */
public final class Jitter {

    private static final int PART = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Jitter() {}

    /** A whole number of seconds, always the same for a job; less than a fifth of a window and than five minutes. */
    public static Duration of(ExportJob job) {
        Duration part = job.windowSize().dividedBy(PART);
        long seconds = (part.compareTo(LONGEST) < 0 ? part : LONGEST).toSeconds();
        int hash = Hashing.murmur3_32_fixed()
                .hashString(job.id().value(), StandardCharsets.UTF_8)
                .asInt();
        return Duration.ofSeconds(Integer.toUnsignedLong(hash) % seconds);
    }
}
