package io.github.dcie.core.internal.facts;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.TrackedExport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The client token of a request (T1): the same for the same attempt at the same span of the same chain, so that asking
 * again gives the same export, and recognisable as this job's. Not of the time of asking, and deliberately not of
 * bucket, prefix, format or view: those may change between two processes.
 */
public record Token(String value) {

    /** What the tokens of all exports of a job on a table begin with. */
    public static String prefix(JobId job, TableArn table) {
        return "d1-" + hex(hash().putBytes(text(job.value())).putBytes(text(table.value())), 8) + "-";
    }

    public static Token of(JobId job, TableArn table, Instant start, TrackedExport tracked) {
        return of(job, table, start, tracked.span(), tracked.attempt());
    }

    /** The token of an attempt at a span of the chain that begins at that time. */
    public static Token of(JobId job, TableArn table, Instant start, Span span, int attempt) {
        Hasher all = hash().putBytes(text(job.value()))
                .putBytes(text(table.value()))
                .putLong(start.getEpochSecond())
                .putBytes(text(span.type().name()))
                .putLong(span.needs().getEpochSecond())
                .putLong(span.end().getEpochSecond())
                .putInt(attempt);
        return new Token(prefix(job, table) + hex(all, 24));
    }

    private static Hasher hash() {
        return Hashing.sha256().newHasher();
    }

    // ends with a byte that no UTF-8 text has, so that two texts side by side are never taken for two others
    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] ended = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        ended[bytes.length] = (byte) 0xff;
        return ended;
    }

    private static String hex(Hasher hasher, int digits) {
        HashCode code = hasher.hash();
        return code.toString().substring(0, digits);
    }
}
