package io.github.dcie.core;

/** What a job without state does (K5). */
public enum FirstRun {
    /** It begins a chain with a full export. */
    START_FULL_EXPORT,
    /** It requests nothing: a wrong table name must not look like a new job. */
    REQUIRE_STATE
}
