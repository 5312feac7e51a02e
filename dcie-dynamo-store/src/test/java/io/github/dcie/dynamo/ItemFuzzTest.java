package io.github.dcie.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever an item has become: a state, or the one exception that is documented, in a line of words, at once. */
final class ItemFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 20_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 20_261_130);
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final int WARM_UP = 500;

    private final JobId job = JobId.of("orders");
    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();

    @Test
    void itemThatTheMutantsAreMadeFromIsRead() throws Exception {
        assertThat(Tables.onPlain(new MutatedItem(new Random(SEED), 0))
                        .read(job)
                        .revision()
                        .number())
                .isEqualTo(42);
    }

    @Test
    void mutantGivesAStateOrTheDocumentedException() {
        System.out.println("items mutated with seed " + SEED);
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
        DynamoStateStore store = Tables.onPlain(new MutatedItem(dice, 1 + dice.nextInt(3)));
        long begun = thread.getCurrentThreadCpuTime();
        boolean isRead = isDone(mutant, () -> store.read(job));
        isDone(
                mutant,
                () -> store.write(
                        job, Writes.expecting(store.read(job).revision().number())));
        isDone(mutant, () -> store.write(job, Writes.expecting(0)));
        isDone(mutant, () -> {
            store.request(job, OperatorAction.PAUSE);
            return "asked";
        });
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
