package io.github.dcie.house.model;

import java.util.Map;

/** A rule that is taken out of the model: an invariant that no such thing breaks would say nothing. */
enum PlantedBug {
    /** A failed export counts as complete (F3). */
    FAILED_IS_DONE("failedIsDone", "Failure.cfg", "I2"),

    /** An export is requested before its intent is durable (S6). */
    REQUEST_FIRST("requestFirst", "Crash.cfg", "Durable"),

    /** Writes are not conditional (S6, R5). */
    NO_CONDITION("noCondition", "Crash.cfg", "I6"),

    /** The next attempt has the token of the one before (T1). */
    TOKEN_NO_ATTEMPT("tokenNoAttempt", "Failure.cfg", "Own"),

    /** A reset is acknowledged although it was taken back (K6). */
    BLIND_ACKNOWLEDGEMENT("blindAck", "Reset.cfg", "PauseKept");

    private final String bug;
    private final String configuration;
    private final String breaks;

    PlantedBug(String bug, String configuration, String breaks) {
        this.bug = bug;
        this.configuration = configuration;
        this.breaks = breaks;
    }

    String configuration() {
        return configuration;
    }

    Map<String, String> constants() {
        return Map.of("Bug", "{\"" + bug + "\"}");
    }

    /** The invariant that notices. */
    String breaks() {
        return breaks;
    }
}
