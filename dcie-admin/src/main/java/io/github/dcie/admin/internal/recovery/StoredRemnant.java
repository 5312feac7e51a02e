package io.github.dcie.admin.internal.recovery;

import io.github.dcie.core.internal.model.JobState;

/** What the store still has of a job's state. */
public sealed interface StoredRemnant {

    /** Positively nothing. */
    record Nothing() implements StoredRemnant {}

    /** Something that cannot be read. */
    record Damaged() implements StoredRemnant {}

    /** A state: the newest one, an old one, or one that only says that the state was lost. */
    record Kept(JobState state) implements StoredRemnant {}
}
