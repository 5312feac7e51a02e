package io.github.dcie;

import static io.github.dcie.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Condition.Heals;
import io.github.dcie.Condition.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {

    private static Condition of(Kind kind, Optional<String> code) {
        return new Condition(kind, NOON, "it is off", "switch it on", code);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSaysHowItEnds(Kind kind) {
        assertThat(kind.heals()).isNotNull();
        assertThat(of(kind, Optional.empty()).heals()).isEqualTo(kind.heals());
    }

    @Test // G2
    void fourKindsAreGaps() {
        assertThat(Kind.values())
                .filteredOn(Kind::isGap)
                .containsExactly(
                        Kind.GAP_PITR_WAS_OFF,
                        Kind.GAP_FELL_BEHIND,
                        Kind.GAP_RETENTION_SHORTENED,
                        Kind.GAP_TABLE_RECREATED);
    }

    @Test // G4: no gap heals by itself, and what is called a gap is one
    void onlyAResetGetsOverAGap() {
        assertThat(Kind.values())
                .filteredOn(Kind::isGap)
                .extracting(Kind::heals)
                .containsOnly(Heals.BY_RESET);
        assertThat(Arrays.stream(Kind.values()).filter(kind -> kind.name().startsWith("GAP_")))
                .allMatch(Kind::isGap);
    }

    @Test
    void theRestThatNeedsAReset() {
        assertThat(Kind.values())
                .filteredOn(kind -> kind.heals() == Heals.BY_RESET && !kind.isGap())
                .containsExactly(Kind.FULL_EXPORT_REJECTED); // F3
    }

    @Test // K5: a lost state is recovered from DynamoDB's records; a full export again would be billed
    void aLostStateIsRecovered() {
        assertThat(Kind.values())
                .filteredOn(kind -> kind.heals() == Heals.BY_RECOVERY)
                .containsExactly(Kind.STATE_LOST);
    }

    @Test // F1, F2, F8
    void whatHealsByItself() {
        assertThat(Kind.values())
                .filteredOn(kind -> kind.heals() == Heals.BY_ITSELF)
                .containsExactly(Kind.SERVICE_TROUBLE, Kind.EXPORT_STUCK, Kind.EXPORT_TIME_REFUSED, Kind.QUOTA_REACHED);
    }

    @Test // G3: until T0 is chosen, and as far as the chain can tell, it ends when PITR is on again
    void pitrOffIsNoGapYet() {
        assertThat(Kind.PITR_OFF.isGap()).isFalse();
        assertThat(Kind.PITR_OFF.heals()).isEqualTo(Heals.WHEN_FIXED);
    }

    @Test
    void itsTextHasTheRemedy() {
        assertThat(of(Kind.PITR_OFF, Optional.of("DISABLED")))
                .hasToString("PITR_OFF since 2026-01-14T12:00:00Z: it is off (DISABLED); what to do: switch it on");
        assertThat(of(Kind.TABLE_GONE, Optional.empty()))
                .hasToString("TABLE_GONE since 2026-01-14T12:00:00Z: it is off; what to do: switch it on");
    }
}
