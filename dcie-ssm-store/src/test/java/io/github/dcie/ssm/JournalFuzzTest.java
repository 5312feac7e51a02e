package io.github.dcie.ssm;

import static io.github.dcie.ssm.Writes.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.StateStoreException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a journal has become: a state, or the one exception that is documented, in a line of words, at once. */
class JournalFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 20_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 20_261_130);
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final int WARM_UP = 500;

    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();

    private static SsmStateStore store(MutatedJournal journal) {
        return SsmStateStore.builder(journal)
                .clock(InstantSource.fixed(Writes.AT))
                .timer(() -> 0)
                .build();
    }

    @Test
    void theJournalThatTheMutantsAreMadeFromIsRead() throws Exception {
        assertThat(store(new MutatedJournal(new Random(SEED), 0))
                        .read(JOB)
                        .revision()
                        .number())
                .isEqualTo(MutatedJournal.NEWEST);
    }

    @Test
    void aMutantGivesAStateOrTheDocumentedException() {
        System.out.println("journals mutated with seed " + SEED);
        long read = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            Judged first = judge(mutant);
            Duration took = first.took();
            if (took.compareTo(LONGEST) >= 0) {
                took = judge(mutant).took(); // one of two may be the machine's
            }
            read += first.isRead() ? 1 : 0;
            assertThat(mutant < WARM_UP || took.compareTo(LONGEST) < 0)
                    .as("mutant %s of seed %s took %s", mutant, SEED, took)
                    .isTrue();
        }
        assertThat(read).as("mutants that are a state").isBetween(MUTANTS / 10L, MUTANTS * 9L / 10);
    }

    private record Judged(boolean isRead, Duration took) {}

    private Judged judge(int mutant) {
        Random dice = new Random(SEED + mutant);
        SsmStateStore store = store(new MutatedJournal(dice, 1 + dice.nextInt(4)));
        long begun = thread.getCurrentThreadCpuTime();
        boolean isRead = isDone(mutant, () -> store.read(JOB));
        isDone(mutant, () -> store.write(JOB, Writes.expecting(dice.nextBoolean() ? MutatedJournal.NEWEST : 0)));
        return new Judged(isRead, Duration.ofNanos(thread.getCurrentThreadCpuTime() - begun));
    }

    private interface Task {
        Object perform() throws StateStoreException;
    }

    private static boolean isDone(int mutant, Task task) {
        try {
            task.perform();
            return true;
        } catch (StateStoreException e) {
            assertThat(e.getMessage())
                    .as("mutant %s of seed %s", mutant, SEED)
                    .hasSizeLessThan(2_000)
                    .matches("[^\\p{Cc}\\p{Cf}]*");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("mutant " + mutant + " of seed " + SEED, e);
        }
    }
}
