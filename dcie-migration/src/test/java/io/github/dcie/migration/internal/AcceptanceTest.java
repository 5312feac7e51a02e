package io.github.dcie.migration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.migration.Claim.Subject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    @Test
    void whatIsThereToBeLookedAtIsNotAccepted() {
        assertThat(Arrays.stream(Subject.values()).filter(subject -> !Acceptance.isPossible(subject)))
                .containsExactly(Subject.LAST_EXPORT, Subject.TABLE, Subject.RECOVERY);
    }
}
