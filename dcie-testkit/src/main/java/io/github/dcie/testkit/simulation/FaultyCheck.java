package io.github.dcie.testkit.simulation;

import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.testkit.internal.Effects;
import java.io.IOException;

/** A process's completion check, with its faults; it may answer null. */
final class FaultyCheck implements CompletionCheck {

    private final CompletionCheck check;
    private final Watch watch;
    private final Effects effects;

    FaultyCheck(CompletionCheck check, Watch watch) {
        this.check = check;
        this.watch = watch;
        this.effects = new Effects(watch);
    }

    @Override
    public Verdict check(Candidate candidate) throws Exception {
        return effects.<Verdict, Exception>perform(
                "check",
                () -> watch.answersNothing().isPresent() ? nothing() : verdict(candidate),
                fault -> new IOException("simulated " + fault + " at check of "
                        + candidate.export().arn()));
    }

    private Verdict verdict(Candidate candidate) throws Exception {
        Verdict verdict = check.check(candidate);
        if (verdict instanceof Verdict.Reject) {
            watch.rejected(candidate.export().arn());
        }
        return verdict;
    }

    @SuppressWarnings("NullAway") // what user code should never do
    private static Verdict nothing() {
        return null;
    }
}
