package io.github.dcie.migration.internal;

import io.github.dcie.migration.Claim.Subject;

/** What a person may accept although nothing shows it. */
public final class Acceptance {

    private Acceptance() {}

    /**
     * Whether a subject may be accepted. The last export must be proven, for the first window continues it; table and
     * recovery are there to be looked at.
     */
    public static boolean isPossible(Subject subject) {
        return switch (subject) {
            case STOPPED, FLAGS, FULL_EXPORT, WINDOWS, JOB -> true;
            case LAST_EXPORT, TABLE, RECOVERY -> false;
        };
    }
}
