package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.Explored;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.SmallScope;
import io.github.dcie.testkit.simulation.SmallScopeFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Short stories, told in all ways in which two processes can interleave, die and freeze, up to a budget; after each, I1 to
 * I9 are checked. With {@code -Ddcie.scope=deep} the budgets are larger, and it takes long.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallScopeTest {

    private static final boolean DEEP = "deep".equals(System.getProperty("dcie.scope"));

    /** Longer than the notice takeover and than a step's budget. */
    private static final Duration MINUTES = Duration.ofMinutes(3);

    /** Longer than DynamoDB remembers a token (T3). */
    private static final Duration HOURS = Duration.ofHours(9);

    private long runs;
    private long stories;
    private long violations;

    @ParameterizedTest
    @MethodSource("io.github.dcie.house.simulation.ShortStories#inMemory")
    void everyStoryEndsWellInEveryWay(SmallScope story) {
        stories++;
        explore(DEEP ? story.switches(3).crashes(1) : story.switches(2).crashes(1));
        explore(
                DEEP
                        ? story.switches(2).crashes(1).freezes(1, MINUTES, HOURS)
                        : story.switches(1).freezes(1, MINUTES, HOURS));
    }

    static Stream<Simulation.Builder> jobs() {
        return Stream.of(Worlds.of(Worlds.JOB), Worlds.signalled(Worlds.JOB));
    }

    @ParameterizedTest // else the signals would be about nothing
    @MethodSource("jobs")
    void aWindowRunsBeforeASignalComes(Simulation.Builder job) {
        Simulation world = job.emulator(ShortStories.quick()).build();

        ShortStories.windowIsWaitedFor(world);

        assertThat(world.aws().exports(Worlds.TABLE))
                .extracting(export -> export.window().isPresent())
                .containsExactly(false, true);
    }

    // that the stories are long enough to see something: R5 is broken, a stale write overwrites
    @Test
    void aStoreWithoutConditionsIsFoundOut() {
        SmallScope scope = ShortStories.firstFullExport(() -> {
                    InMemoryStateStore storage = new InMemoryStateStore();
                    return Worlds.of(Worlds.JOB)
                            .emulator(ShortStories.quick())
                            .store(() -> new Unconditional(storage))
                            .build();
                })
                .switches(1);

        assertThatExceptionOfType(SmallScopeFailure.class)
                .isThrownBy(scope::explore)
                .satisfies(failure -> assertThatExceptionOfType(SmallScopeFailure.class)
                        .isThrownBy(() -> scope.replay(failure.choices()))
                        .withMessageContaining(failure.choices().toString()));
    }

    private record Unconditional(StateStore store) implements StateStore {

        @Override
        public StoredState read(JobId job) throws StateStoreException {
            return store.read(job);
        }

        @Override
        public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
            return store.write(
                    job,
                    new StateWrite(
                            write.id(),
                            store.read(job).revision(),
                            write.document(),
                            write.readable(),
                            write.at(),
                            write.acknowledges()));
        }

        @Override
        public void request(JobId job, OperatorAction action) throws StateStoreException {
            store.request(job, action);
        }
    }

    private void explore(SmallScope story) {
        violations++;
        Explored explored = story.explore();
        violations--;
        runs += explored.runs();
        System.out.println(explored);
    }

    @AfterAll
    void sum() {
        System.out.println(String.format(
                Locale.ROOT, "explored %,d runs of %d stories, violations: %d", runs, stories, violations));
    }
}
