package io.github.dcie.core.internal.records;

import io.github.dcie.core.internal.chain.ExportFacts;

/** Where an export is written to. A consumer looks for a chain's exports in one place, and finds no other system's there. */
public record Location(String bucket, String prefix) {

    public static Location of(ExportFacts export) {
        // foo and foo/ are one prefix (observed)
        return new Location(
                export.bucket().orElse(""), export.prefix().orElse("").replaceFirst("/$", ""));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
