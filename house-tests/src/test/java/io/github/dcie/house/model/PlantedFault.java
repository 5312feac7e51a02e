package io.github.dcie.house.model;

import java.util.Locale;

/** A fault that somebody might put into the coordinator: which text of which file of dcie-core becomes what. */
enum PlantedFault {
    /** The export is asked for before its intent is durable (S6, T2). */
    ASKS_FIRST("step/Step.java", "if (turn.isChanged()) {", "requested(turn); if (turn.isChanged()) {"),

    /** A step delivers what belongs to another one (N1). */
    TELLS_WHAT_IS_ANOTHERS(
            "turn/Turn.java", "return isMine() ? pending() : List.of();", "return isMine() ? pending() : pending();"),

    /** A failed export counts as complete (F3, I2). */
    FAILED_IS_COMPLETE(
            "rules/Sightings.java",
            "new Failed(now, tracked.stage().export())",
            "new Completed(tracked.stage().export().orElseThrow())"),

    /** The next attempt has the token of the one before (T1, T3). */
    ATTEMPT_NOT_IN_TOKEN("facts/Token.java", ".putInt(attempt)", ".putInt(attempt - attempt)"),

    /** Who marks "delivered" takes the events from whoever delivers them meanwhile (N1). */
    MARKS_BLINDLY(
            "turn/Turn.java",
            "delivered, failure, now()));",
            "delivered, failure, now()).withLease(new io.github.dcie.core.internal.model.DeliveryLease.Nobody()));"),

    /** A reset stays asked after it was carried out (K6). */
    RESET_NOT_ACKNOWLEDGED(
            "turn/Turn.java",
            ".acknowledging(operator)\n                .did(StepAction.Kind.RESET",
            ".did(StepAction.Kind.RESET"),

    /** Windows are planned behind one that has failed (W6). */
    PLANS_BEHIND_A_FAILURE("rules/Agenda.java", "&& generation.failing().isEmpty()\n", "\n"),

    /** Windows are committed while another step delivers (S4, N1). */
    COMMITS_WHILE_ANOTHER_TELLS(
            "turn/Observing.java",
            "if (turn.isAnotherDelivering()) {",
            "if (turn.isAnotherDelivering() && turn == null) {"),

    /** An old intent is requested without a look for its export (T3). */
    LOOKS_FOR_NOTHING(
            "turn/Outlook.java", "mayAsk(tracked) && isDoubtful(tracked, on)", "mayAsk(tracked) && tracked == null"),

    /** No look at the budget behind the signature (S15). */
    NO_DEADLINE("dynamodb/Deadline.java", "if (timeIsOver.getAsBoolean()) {", "if (timeIsOver == null) {"),

    /** A merged window is one shorter than what is over (W4). */
    SHORT_WINDOW(
            "rules/Windows.java",
            "multipliedBy(Math.min(over, most()))",
            "multipliedBy(Math.max(1, Math.min(over, most()) - (over > 2 ? 1 : 0)))"),

    /** A step goes on after it has lost the race (S6, S11). */
    GOES_ON_AFTER_A_LOST_RACE(
            "step/Step.java",
            "== WriteResult.LOST_RACE) { // S6",
            "== WriteResult.LOST_RACE && stored == null) { // S6");

    private final String file;
    private final String text;
    private final String fault;

    PlantedFault(String file, String text, String fault) {
        this.file = file;
        this.text = text;
        this.fault = fault;
    }

    /** What the names of its traces begin with. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT) + "__";
    }

    /** The file, below the core's internal package. */
    String file() {
        return file;
    }

    /**
     * The file's source with the fault in it.
     *
     * @throws IllegalStateException if the text that the fault replaces is not there once
     */
    String planted(String source) {
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException(
                    this + " replaces \"" + text + "\", which is not in " + file + " once: say what it is now");
        }
        return source.replace(text, fault);
    }
}
