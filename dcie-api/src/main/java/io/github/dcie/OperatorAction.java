package io.github.dcie;

/** What a person has asked of a job. A step never overwrites it; only carrying out a reset sets it back (K6). */
public enum OperatorAction {
    /** Go on. */
    RUN,
    /** Stop everything but reading the state. Exports that run already end unobserved and are taken up on resume. */
    PAUSE,
    /** Begin a new chain with a full export; carried out once. */
    RESET_WITH_FULL_EXPORT_AGAIN
}
