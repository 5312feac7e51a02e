package io.github.dcie.micrometer;

import java.util.Optional;

/** What is measured of a job. docs/metrics.md has a row for each; a test compares the two. */
enum ExportMeter {
    LAG("dcie.lag", "seconds", "How old the watermark is now"),
    WINDOWS_BEHIND("dcie.windows.behind", "How many windows the chain was behind at the last step"),
    WINDOWS_OPEN("dcie.windows.open", "Windows planned and not yet both committed and announced"),
    HISTORY_LEFT("dcie.history.left", "seconds", "How long until changes are lost for good"),
    BLOCKED("dcie.blocked", "1 if the last step answered Blocked, else 0"),
    CONDITION("dcie.condition", "1 while the condition holds, else 0"),
    EVENTS_PENDING("dcie.events.pending", "Events pending for the notifier"),
    EXPORTS("dcie.exports", "Exports announced as committed, and attempts seen to fail"),
    EXPORTS_BILLED("dcie.exports.billed", "bytes", "Bytes billed for the announced exports"),
    EXPORT_DURATION("dcie.export.duration", "How long DynamoDB took for the announced exports"),
    STEP_DURATION("dcie.step.duration", "How long the steps took"),
    STEP_AGE("dcie.step.age", "seconds", "How long ago a step last had an answer");

    private final String meter;
    private final Optional<String> unit;
    private final String description;

    ExportMeter(String meter, String unit, String description) {
        this.meter = meter;
        this.unit = Optional.of(unit);
        this.description = description;
    }

    /** A plain number, or a timer, whose unit is the registry's. */
    ExportMeter(String meter, String description) {
        this.meter = meter;
        this.unit = Optional.empty();
        this.description = description;
    }

    String meter() {
        return meter;
    }

    Optional<String> unit() {
        return unit;
    }

    String description() {
        return description;
    }
}
