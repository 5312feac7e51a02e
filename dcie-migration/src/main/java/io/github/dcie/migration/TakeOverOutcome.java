package io.github.dcie.migration;

import java.time.Instant;

/** What has become of an attempt to take a chain over. Fixed. */
public sealed interface TakeOverOutcome {

    /**
     * The job has its first state; its next step goes on with the chain.
     *
     * @param finding what it rests on
     * @param start the second at which the first window begins
     */
    record Begun(TakeOverFinding finding, Instant start) implements TakeOverOutcome {

        @Override
        public String toText() {
            return "job " + finding.job() + " goes on at " + start + " with the chain of " + finding.source();
        }
    }

    /**
     * Nothing was written: the chain cannot go on at the starting point that was asked for.
     *
     * @param finding what is true of the chain
     * @param why what speaks against it, and what to do
     */
    record Refused(TakeOverFinding finding, String why) implements TakeOverOutcome {

        @Override
        public String toText() {
            return why;
        }
    }

    /**
     * Nothing was written: the job has a state already, perhaps that of an earlier take-over.
     *
     * @param why which one, and what to do
     */
    record StateExists(String why) implements TakeOverOutcome {

        @Override
        public String toText() {
            return why;
        }
    }

    /**
     * The outcome for people.
     *
     * @return a sentence without line breaks
     */
    String toText();
}
