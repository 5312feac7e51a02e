package io.github.dcie.core.internal.facts;

import io.github.dcie.spi.CompletionCheck.Verdict;

/** What asking the user's check about an export gave (I2, F3). */
public sealed interface CheckResult {

    /** What becomes of an export that DynamoDB calls complete. */
    DescribeResult on(ExportFacts facts);

    /** Its verdict. */
    record Said(Verdict verdict) implements CheckResult {
        @Override
        public DescribeResult on(ExportFacts facts) {
            if (verdict instanceof Verdict.NotYet notYet) {
                return new DescribeResult.Seen(facts.waiting("the completion check waits: " + notYet.why()));
            }
            return new DescribeResult.Seen(
                    verdict instanceof Verdict.Reject reject ? facts.rejected("rejected: " + reject.reason()) : facts);
        }
    }

    /** The thread was interrupted in it (S16). */
    record Interrupted() implements CheckResult {
        @Override
        public DescribeResult on(ExportFacts facts) {
            return new DescribeResult.Seen(facts.waiting("interrupted in the completion check"));
        }
    }

    /** It threw, or answered null (S17). */
    record Failed(String message) implements CheckResult {
        @Override
        public DescribeResult on(ExportFacts facts) {
            return new DescribeResult.Unanswered(new Trouble(Trouble.Kind.PASSING, Trouble.COMPLETION_CHECK, message));
        }
    }

    /** What a throwable of the check means. */
    static CheckResult failed(Throwable thrown) {
        return thrown instanceof InterruptedException ? new Interrupted() : new Failed(Trouble.words(thrown));
    }
}
