package io.github.dcie.core.internal.guard;

import io.github.dcie.ExportJob;
import io.github.dcie.core.internal.facts.CheckResult;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Candidate;
import io.github.dcie.spi.CompletionCheck.Verdict;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user's check about exports that DynamoDB calls complete, outside a step (I2, F3).
 *
 * @param threw hears of everything that the check throws (S17)
 */
public record Checker(CompletionCheck check, ExportJob job, Consumer<Throwable> threw) {

    /** What was seen of a tracked export, with the check's verdict on it. */
    public DescribeResult checked(int generation, TrackedExport tracked, DescribeResult describeResult) {
        return describeResult instanceof DescribeResult.Seen seen
                        && seen.facts().fulfils(tracked.span())
                ? asked(seen.facts().candidate(job, generation, tracked.span())).on(seen.facts())
                : describeResult;
    }

    private CheckResult asked(Candidate candidate) {
        try {
            return new CheckResult.Said(verdict(check, candidate));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CheckResult.failed(e);
        } catch (Throwable e) { // S17
            threw.accept(e);
            return CheckResult.failed(e);
        }
    }

    /** The check's verdict; throws whatever the check throws. */
    public static Verdict verdict(CompletionCheck check, Candidate candidate) throws Exception {
        @Nullable Verdict verdict = check.check(candidate);
        if (verdict == null) {
            throw new IllegalStateException("the check answered null: expected accept, notYet or reject");
        }
        return verdict;
    }
}
