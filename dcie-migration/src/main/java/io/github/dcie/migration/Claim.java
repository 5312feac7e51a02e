package io.github.dcie.migration;

import io.github.dcie.Printable;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that another system's state claims of its chain, and what became of it when it was checked.
 *
 * @param subject what it is about
 * @param verdict what the check gave
 * @param message why, and what to do if it is not proven; a sentence without line breaks
 */
public record Claim(Subject subject, Verdict verdict, String message) {

    /**
     * Makes the words fit for one line.
     *
     * @param subject what it is about
     * @param verdict what the check gave
     * @param message why, and what to do if it is not proven; what is not printable is escaped
     */
    public Claim {
        message = Printable.line(message);
    }

    /** What is claimed, whether in so many words or by being there. May grow. */
    public enum Subject {
        /** The other system has stopped and does not go on by itself. */
        STOPPED,
        /** What the other system's flags say fits together. */
        FLAGS,
        /** The chain's full export is complete. */
        FULL_EXPORT,
        /** The export that ends at the cursor is complete. */
        LAST_EXPORT,
        /** Everything between the full export and the cursor is exported. */
        WINDOWS,
        /** All of that was exported from the table that is there now. */
        TABLE,
        /** Point-in-time recovery reaches back to where the chain would go on. */
        RECOVERY,
        /** The job that is to go on with the chain has no state yet, and has exported nothing. */
        JOB
    }

    /** What a check gave, from best to worst. Fixed. */
    public enum Verdict {
        /** It is so. */
        PROVEN,
        /** Nothing shows it and nothing speaks against it. Of some subjects a person may accept it. */
        UNPROVEN,
        /** It could not be found out now: a call gave no answer. It is to be checked again, and cannot be accepted. */
        UNKNOWN,
        /** It is not so. It cannot be accepted. */
        FALSE
    }

    /**
     * The worst of some verdicts.
     *
     * @param claims any number of claims
     * @return PROVEN if there is none
     */
    public static Verdict worst(List<Claim> claims) {
        return claims.stream()
                .map(Claim::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PROVEN);
    }

    /**
     * The claim for people.
     *
     * @return one line
     */
    public String toText() {
        return verdict + " " + subject + ": " + message;
    }
}
