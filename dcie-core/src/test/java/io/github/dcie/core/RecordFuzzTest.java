package io.github.dcie.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Printable;
import io.github.dcie.core.internal.model.Mutants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Q1: whatever somebody attaches to a report, it is run again, reported as different, or refused as documented. */
class RecordFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 10_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 17);

    @Test
    void aMutantIsRunDiffersOrIsRefused() throws Exception {
        List<String> lines = new ArrayList<>();
        Stage stage = new Stage(builder -> builder.recorder(lines::add));
        for (int steps = 0; steps < 60; steps++) {
            stage.stepAfter(Duration.ofMinutes(1));
        }
        Random random = new Random(SEED);
        int same = 0;
        int different = 0;
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = Mutants.of(lines.get(random.nextInt(lines.size())), random);
            try {
                if (RecordedStep.of(mutant).difference().isEmpty()) {
                    same++;
                } else {
                    different++;
                }
            } catch (IllegalArgumentException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + SEED + ", not documented: " + Printable.line(mutant), e);
            }
        }
        System.out.println("records: " + MUTANTS + " mutants, seed " + SEED + ", the same " + same + ", different "
                + different + ", refused " + refused);
        assertThat(different).isPositive();
        assertThat(refused).isPositive();
    }
}
