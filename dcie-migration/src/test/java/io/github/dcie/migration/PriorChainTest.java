package io.github.dcie.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What another system says of its chain, claim by claim. */
class PriorChainTest {

    private static final Claim STOPPED = new Claim(Subject.STOPPED, Verdict.PROVEN, "it is paused");
    private static final Claim NORMAL = new Claim(Subject.FLAGS, Verdict.PROVEN, "workflow-state is NORMAL");
    private static final Claim FAILED = new Claim(Subject.FLAGS, Verdict.UNPROVEN, "workflow-initiated is false");

    @Test
    void whatIsSaidOfASubjectIsFoundInItsOrder() {
        PriorChain chain = new PriorChain("it", Optional.empty(), Optional.empty(), List.of(NORMAL, STOPPED, FAILED));

        assertThat(chain.about(Subject.FLAGS)).containsExactly(NORMAL, FAILED);
        assertThat(chain.about(Subject.TABLE)).isEmpty();
    }

    @Test
    void theListIsItsOwn() {
        List<Claim> claims = new ArrayList<>(List.of(STOPPED));
        PriorChain chain = new PriorChain("it", Optional.empty(), Optional.empty(), claims);
        claims.clear();

        assertThat(chain.claims()).containsExactly(STOPPED);
    }

    @Test
    void theWorstVerdictCounts() {
        Claim unknown = new Claim(Subject.TABLE, Verdict.UNKNOWN, "no answer");
        Claim lie = new Claim(Subject.WINDOWS, Verdict.FALSE, "a hole");

        assertThat(Claim.worst(List.of())).isEqualTo(Verdict.PROVEN);
        assertThat(Claim.worst(List.of(STOPPED, NORMAL))).isEqualTo(Verdict.PROVEN);
        assertThat(Claim.worst(List.of(FAILED, STOPPED))).isEqualTo(Verdict.UNPROVEN);
        assertThat(Claim.worst(List.of(FAILED, unknown, STOPPED))).isEqualTo(Verdict.UNKNOWN);
        assertThat(Claim.worst(List.of(lie, unknown))).isEqualTo(Verdict.FALSE);
    }

    @Test
    void aClaimIsALine() {
        assertThat(FAILED.toText()).isEqualTo("UNPROVEN FLAGS: workflow-initiated is false");
        assertThat(new Claim(Subject.FLAGS, Verdict.FALSE, "x\r\n\u001b[31m\u202e").toText())
                .isEqualTo("FALSE FLAGS: x\\u000d\\u000a\\u001b[31m\\u202e");
    }
}
