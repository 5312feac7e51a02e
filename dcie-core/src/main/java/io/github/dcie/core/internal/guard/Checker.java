package io.github.dcie.core.internal.guard;

import io.github.dcie.ExportJob;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Candidate;
import io.github.dcie.spi.CompletionCheck.Verdict;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the user's check about exports that DynamoDB calls complete, and puts its verdict into the chain's words (I2, F3). */
public final class Checker {

    private final CompletionCheck check;
    private final ExportJob job;
    private final BooleanSupplier timeIsOver;
    private final Consumer<Throwable> threw;

    /**
     * Asks as long as the step has time.
     *
     * @param threw hears of everything that the check throws (S17)
     */
    public Checker(CompletionCheck check, ExportJob job, BooleanSupplier timeIsOver, Consumer<Throwable> threw) {
        this.check = check;
        this.job = job;
        this.timeIsOver = timeIsOver;
        this.threw = threw;
    }

    /** What was seen of a place's export, with the check's verdict on it. */
    public DescribeResult checked(int generation, TrackedExport tracked, DescribeResult describeResult) {
        return describeResult instanceof DescribeResult.Seen seen
                ? checked(generation, tracked, seen.facts())
                : describeResult;
    }

    /** What was found for an intent, with the check's verdict on it; without a verdict it is at least found. */
    public LookupResult checked(int generation, Search search, LookupResult finding) {
        if (!(finding instanceof LookupResult.Found found)) {
            return finding;
        }
        return checked(generation, search.tracked(), found.facts()) instanceof DescribeResult.Seen seen
                ? new LookupResult.Found(seen.facts())
                : new LookupResult.Found(found.facts().waiting("the completion check gave no answer"));
    }

    private DescribeResult checked(int generation, TrackedExport tracked, ExportFacts facts) {
        if (!facts.fulfils(tracked.span())) {
            return new DescribeResult.Seen(facts);
        } else if (timeIsOver.getAsBoolean()) {
            return new DescribeResult.Seen(facts.waiting("no time is left in this step for the completion check"));
        }
        try {
            return new DescribeResult.Seen(verdict(check.check(candidate(generation, tracked, facts)), facts));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DescribeResult.Seen(facts.waiting("interrupted in the completion check"));
        } catch (Throwable e) { // S17
            threw.accept(e);
            return new DescribeResult.Unanswered(
                    new Trouble(Trouble.Kind.PASSING, Trouble.COMPLETION_CHECK, e.toString()));
        }
    }

    private static ExportFacts verdict(@Nullable Verdict verdict, ExportFacts facts) {
        if (verdict == null) {
            throw new IllegalStateException("the check answered null: expected accept, notYet or reject");
        }
        if (verdict instanceof Verdict.NotYet notYet) {
            return facts.waiting("the completion check waits: " + notYet.why());
        }
        return verdict instanceof Verdict.Reject reject ? facts.rejected("rejected: " + reject.reason()) : facts;
    }

    private Candidate candidate(int generation, TrackedExport tracked, ExportFacts facts) {
        return new Candidate(job.id(), job.table(), generation, tracked.span().window(), facts.completed(job.table()));
    }
}
