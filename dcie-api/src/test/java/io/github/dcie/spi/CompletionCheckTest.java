package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.dcie.Samples;
import io.github.dcie.spi.CompletionCheck.Candidate;
import io.github.dcie.spi.CompletionCheck.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionCheckTest {

    private static final Candidate CANDIDATE = new Candidate(
            Samples.ORDERS,
            Samples.IDENTITY.arn(),
            2,
            Optional.empty(),
            Samples.fullExportCommitted().export());

    @Test
    void unlessAskedOtherwiseEverythingIsAccepted() throws Exception {
        assertThat(CompletionCheck.acceptAll().check(CANDIDATE)).isEqualTo(Verdict.accept());
    }

    @Test
    void verdictsSayWhy() {
        assertThat(Verdict.notYet("no manifest")).isEqualTo(new Verdict.NotYet("no manifest"));
        assertThat(Verdict.reject("12 items")).isEqualTo(new Verdict.Reject("12 items"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void aReasonIsNeeded() {
        assertThatNullPointerException().isThrownBy(() -> Verdict.notYet(null)).withMessage("why");
        assertThatNullPointerException().isThrownBy(() -> Verdict.reject(null)).withMessage("reason");
    }
}
