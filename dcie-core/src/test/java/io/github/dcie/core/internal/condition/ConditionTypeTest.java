package io.github.dcie.core.internal.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition;
import io.github.dcie.Condition.Kind;
import io.github.dcie.core.internal.model.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of conditions is whole (K1, N3). */
class ConditionTypeTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsInTheTable(Kind kind) {
        ConditionType type = ConditionType.of(kind);
        Condition told = type.describe(Instant.EPOCH, Optional.empty(), Samples.JOB);

        assertThat(type.kind()).isEqualTo(kind);
        assertThat(type.latches())
                .isEqualTo(kind.isGap() || kind == Kind.STATE_LOST || kind == Kind.FULL_EXPORT_REJECTED);
        // a variable that nothing fills would show its braces
        assertThat(told.summary() + told.remedy()).doesNotContain("{", "}");
    }

    @Test
    void codesDiffer() {
        assertThat(Arrays.stream(ConditionType.values()).map(ConditionType::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]{2}"));
    }
}
