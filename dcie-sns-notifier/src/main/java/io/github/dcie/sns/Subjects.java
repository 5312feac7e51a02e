package io.github.dcie.sns;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainEvent;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ConditionEvent;
import io.github.dcie.ExportType;

/**
 * What stands in the subject of an e-mail: what happened, then the job id. Where AWS's guidance tells the same, its words
 * come first, so that rules on them go on working (N5). What is over has none of its words: a rule that rings on them must
 * not ring again.
 */
final class Subjects {

    /** "Less than 100 characters long" (API reference, Publish). */
    private static final int LONGEST = 99;

    private static final String CUT = "...";

    private Subjects() {}

    /** Printable ASCII, as the names in it are; it begins with a letter. */
    static String of(ExportEvent event) {
        String subject = what(event) + ": " + event.job();
        return subject.length() <= LONGEST ? subject : subject.substring(0, LONGEST - CUT.length()) + CUT;
    }

    private static String what(ExportEvent event) {
        if (event instanceof ConditionEnded over) {
            return over.condition().kind() + " is over";
        } else if (event instanceof ConditionEvent about) {
            return trouble(about);
        }
        return event instanceof ChainEvent ? "New export chain" : outcome(event);
    }

    private static String trouble(ConditionEvent event) {
        Condition condition = event.condition();
        if (condition.kind().isGap()) {
            return "Incremental export start time outside PITR window";
        } else if (condition.kind() == Kind.PITR_OFF) {
            return "PITR Disabled";
        } else if (condition.kind() == Kind.EXPORT_FAILING) {
            return outcome(event);
        }
        return condition.kind() + (event instanceof ConditionContinues ? " continues" : " began");
    }

    private static String outcome(ExportEvent event) {
        return event.exportType() == ExportType.FULL_EXPORT ? "Full export outcome" : "Incremental export outcome";
    }
}
