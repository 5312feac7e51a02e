package io.github.dcie.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Many short lives of a journal, for what begins wrong stays wrong. */
class JournalLivesTest {

    private static final int LIVES = Integer.getInteger("dcie.ssm.lives", 400);
    private static final int TURNS = 10;

    @Test
    void nothingIsWonTwiceNorAbsentThatIsThere() {
        long written = 0;
        for (long seed = 1; seed <= LIVES; seed++) {
            try {
                written += new JournalLife(seed).live(TURNS);
            } catch (AssertionError e) {
                throw new AssertionError("life with seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(written).as("lives in which things happen").isGreaterThan(5L * LIVES);
    }
}
