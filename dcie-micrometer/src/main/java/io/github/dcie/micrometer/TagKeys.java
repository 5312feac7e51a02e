package io.github.dcie.micrometer;

import java.util.Set;

/** The keys of this library's own tags. */
final class TagKeys {

    /** Not "job": that is Prometheus's own label of a scraped target. */
    static final String JOB = "job.id";

    static final String KIND = "kind";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";
    static final String TYPE = "type";

    static final Set<String> ALL = Set.of(JOB, KIND, OUTCOME, REASON, TYPE);

    private TagKeys() {}
}
