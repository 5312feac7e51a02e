package io.github.dcie.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

    @Test // R4
    void revisionsBeginWith1AndGrowByOne() {
        assertThat(Revision.NONE.number()).isZero();
        assertThat(Revision.NONE.next()).isEqualTo(new Revision(1)).hasToString("1");
        assertThat(new Revision(41).next()).isEqualTo(new Revision(42));
    }

    @Test // numbers, not texts, are compared
    void theyAreOrderedByNumber() {
        assertThat(new Revision(10)).isGreaterThan(new Revision(9)).isEqualByComparingTo(new Revision(10));
        assertThat(Revision.NONE).isLessThan(new Revision(1));
        assertThat(new Revision(Long.MAX_VALUE)).isGreaterThan(new Revision(0));
    }

    @ParameterizedTest // F6
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeOneIsNamedWithTheRuleAndTheWayOut(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Revision(number))
                .withMessageContainingAll("revision " + number, "expected 0 or more", "Revision.NONE");
    }

    @Test // it never begins again at the bottom
    void theLastRevisionHasNoNext() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Revision(Long.MAX_VALUE).next());
    }
}
