package io.github.dcie.admin;

/** What has become of an attempt to recover a state. Fixed. */
public sealed interface RecoveryOutcome {

    /**
     * The job has its state again; its next step goes on with the chain.
     *
     * @param finding what it rests on
     */
    record Recovered(RecoveryFinding finding) implements RecoveryOutcome {

        @Override
        public String toText() {
            return finding.toText() + "\nwritten: the next step goes on from there";
        }
    }

    /**
     * Nothing was written: there is nothing to recover, or the evidence does not say what was lost.
     *
     * @param finding what is known
     */
    record Refused(RecoveryFinding finding) implements RecoveryOutcome {

        @Override
        public String toText() {
            return finding.toText() + "\nnothing was written";
        }
    }

    /**
     * Nothing was written: somebody else has written a state meanwhile.
     *
     * @param finding what was known before
     */
    record Conflict(RecoveryFinding finding) implements RecoveryOutcome {

        @Override
        public String toText() {
            return finding.toText()
                    + "\nnothing was written: another process has written a state meanwhile; stop the job's steps and look"
                    + " again";
        }
    }

    /**
     * What it rests on.
     *
     * @return what is known
     */
    RecoveryFinding finding();

    /**
     * The outcome for people, several lines.
     *
     * @return a text that ends without a line break
     */
    String toText();
}
