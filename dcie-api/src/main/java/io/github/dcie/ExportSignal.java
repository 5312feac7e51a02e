package io.github.dcie;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hint that an export may be complete: S3 holds its {@code manifest-summary.json}. It makes a step look at that one export
 * now. It proves nothing, since the order in which DynamoDB writes an export's files is not documented. A signal that is late,
 * or of another table's export, costs one read of the state. A forged or early one costs one write and up to six looks at the
 * running exports within a quarter of an hour, and nothing else. A lost one is made up for by the schedule's next look.
 *
 * @param bucket the bucket of the manifest
 * @param key the manifest's key: {@code <prefix>/AWSDynamoDB/<export id>/manifest-summary.json}
 */
public record ExportSignal(String bucket, String key) {

    private static final Pattern MANIFEST =
            Pattern.compile("(?:.{0,1024}/)?AWSDynamoDB/([0-9A-Za-z_.-]{1,64})/manifest-summary\\.json");

    /**
     * Checks the key.
     *
     * @param bucket the bucket of the manifest
     * @param key the manifest's key
     * @throws IllegalArgumentException if it is not that of an export's summary
     */
    public ExportSignal {
        Objects.requireNonNull(bucket, "bucket");
        if (id(key).isEmpty()) {
            throw new IllegalArgumentException("key " + Printable.line(key)
                    + ": expected <prefix>/AWSDynamoDB/<export id>/manifest-summary.json; signal no other objects");
        }
    }

    /**
     * The signal of an object that was written.
     *
     * @param bucket the object's bucket
     * @param key its key, not URL-encoded
     * @return the signal
     * @throws IllegalArgumentException if the key is not that of an export's summary
     */
    public static ExportSignal ofManifest(String bucket, String key) {
        return new ExportSignal(bucket, key);
    }

    /** The signal of an object, if it is an export's summary. */
    static Optional<ExportSignal> of(String bucket, String key) {
        return id(key).map(id -> new ExportSignal(bucket, key));
    }

    private static Optional<String> id(String key) {
        Matcher manifest = MANIFEST.matcher(key);
        return manifest.matches() ? Optional.of(manifest.group(1)) : Optional.empty();
    }

    /**
     * Which export it is about.
     *
     * @return the last part of the export's ARN
     */
    public String exportId() {
        return id(key).orElseThrow();
    }

    /**
     * Whether the object lies where a job's exports are written, for who has several jobs; those that share a bucket and a
     * prefix cannot be told apart by it.
     *
     * @param job the job
     * @return whether bucket and prefix are the job's
     */
    public boolean isAt(ExportJob job) {
        String folder = job.destination()
                .prefix()
                .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
                .orElse("");
        return bucket.equals(job.destination().bucket())
                && key.equals(folder + "AWSDynamoDB/" + exportId() + "/manifest-summary.json");
    }
}
