package io.github.dcie.core.internal.document;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Printable;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.Mutants;
import io.github.dcie.core.internal.model.States;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * F6: whatever stands where a document should, it is read as it was written or refused as damaged; and what is read makes
 * no step, plan or status throw anything else.
 */
class StateFuzzTest {

    private static final int MUTANTS = Integer.getInteger("dcie.fuzz.mutants", 100_000);
    private static final long SEED = Long.getLong("dcie.fuzz.seed", 15);
    private static final long AT_MOST = 50_000_000;

    /** So many of those that are read are stepped through, too: a step takes a thousand times as long as reading. */
    private static final int STEPPED = Integer.getInteger("dcie.fuzz.stepped", 1_500);

    private final Random random = new Random(SEED);

    @Test
    void aMutantIsReadAsItWasWrittenOrDamaged() throws Exception {
        List<String> documents = List.of(
                StateCodec.encode(States.typical()).text(),
                StateCodec.encode(States.largest()).text(),
                StateCodec.encode(States.random(random)).text(),
                StateCodec.encode(States.random(random)).text());
        int read = 0;
        int stepped = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = Mutants.of(documents.get(random.nextInt(documents.size())), random);
            long begun = System.nanoTime();
            Optional<JobState> state = read(mutant);
            if (System.nanoTime() - begun > AT_MOST && nanos(mutant) > AT_MOST) { // one of them may be the machine's
                throw new AssertionError("slow: " + mutant);
            }
            read += state.isPresent() ? 1 : 0;
            if (state.isPresent() && stepped < STEPPED) {
                stepped++;
                assertSteps(mutant);
            }
        }
        System.out.println("state documents: " + MUTANTS + " mutants, seed " + SEED + ", read " + read
                + ", stepped through " + stepped);
    }

    private static Optional<JobState> read(String mutant) {
        StateDocument document;
        try {
            document = new StateDocument(mutant);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no store hands it out
        }
        try {
            JobState state = StateCodec.decode(JOB.id(), document);
            assertThat(StateCodec.decode(JOB.id(), StateCodec.encode(state))).isEqualTo(state);
            return Optional.of(state);
        } catch (UnusableStateException e) {
            assertThat(e.getMessage()).isEqualTo(Printable.line(e.getMessage()));
            return Optional.empty();
        }
    }

    private static long nanos(String mutant) {
        long begun = System.nanoTime();
        read(mutant);
        return System.nanoTime() - begun;
    }

    /** A step, a plan and a status end in a value or in the documented exception. */
    private static void assertSteps(String mutant) throws Exception {
        ExportEmulator aws = ExportEmulator.withTable(JOB.table());
        InMemoryStateStore store = new InMemoryStateStore();
        store.write(
                JOB.id(),
                new StateWrite(
                        WriteId.random(),
                        io.github.dcie.spi.Revision.NONE,
                        new StateDocument(mutant),
                        Map.of(),
                        aws.clock().instant(),
                        Optional.empty()));
        ExportCoordinator exports = ExportCoordinator.builder(JOB, aws.client(), store)
                .clock(aws.clock())
                .notifier(event -> {})
                .build();
        try {
            exports.status().toText();
            exports.plan().toText();
            exports.advance();
            aws.clock().advance(Duration.ofHours(2));
            exports.advance();
        } catch (StateStoreException e) {
            assertThat(e).as(mutant).isInstanceOf(UnusableStateException.class);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(mutant, e);
        }
    }
}
