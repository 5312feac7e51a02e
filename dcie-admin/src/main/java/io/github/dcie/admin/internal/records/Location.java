package io.github.dcie.admin.internal.records;

import io.github.dcie.S3Destination;
import io.github.dcie.core.internal.facts.ExportFacts;
import java.util.Optional;

/** Where an export is written to. A consumer looks for a chain's exports in one place, and finds no other system's there. */
public record Location(String bucket, String prefix) {

    /** Where an export was written to. */
    public static Location of(ExportFacts export) {
        return of(export.bucket().orElse(""), export.prefix());
    }

    /** Where a job writes to. */
    public static Location of(S3Destination destination) {
        return of(destination.bucket(), destination.prefix());
    }

    // foo and foo/ are one prefix (observed)
    private static Location of(String bucket, Optional<String> prefix) {
        return new Location(bucket, prefix.orElse("").replaceFirst("/$", ""));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
