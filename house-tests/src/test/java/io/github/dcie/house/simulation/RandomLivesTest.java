package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.WindowAlignment;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.SimulationFailure;
import io.github.dcie.testkit.simulation.Tally;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Very many random lives, each of some hundred moves, and then settled. {@code -Ddcie.simulation.steps} is the number of
 * steps, {@code -Ddcie.simulation.seed} the first life's seed.
 */
class RandomLivesTest {

    private static final long STEPS = Long.getLong("dcie.simulation.steps", 200_000);
    private static final long SEED = Long.getLong("dcie.simulation.seed", 20_260_101);
    private static final int STEPS_OF_A_LIFE = 400;

    @Test
    void everyPromiseIsKeptInEveryLife() {
        Tally tally = Tally.none();
        for (long seed = SEED; tally.steps() < STEPS; seed++) {
            tally = tally.plus(live(seed));
        }
        System.out.println(tally);
    }

    @Test
    void theSameSeedIsTheSameLife() {
        Simulation one = world(SEED);
        Simulation same = world(SEED);
        one.liveAtRandom(STEPS_OF_A_LIFE);
        same.liveAtRandom(STEPS_OF_A_LIFE);

        assertThat(same.transcript()).hasToString(one.transcript().toString());
    }

    private static Tally live(long seed) {
        Simulation world = world(seed);
        try {
            world.liveAtRandom(STEPS_OF_A_LIFE);
            world.settle();
            return world.tally();
        } catch (SimulationFailure failure) {
            throw new AssertionError(
                    "to live this life alone: -Dtest=RandomLivesTest -Ddcie.simulation.seed=" + seed
                            + " -Ddcie.simulation.steps=1\n" + failure.getMessage(),
                    failure);
        }
    }

    static Simulation world(long seed) {
        InMemoryStateStore storage = storage(seed);
        return world(seed, () -> InMemoryStateStore.sharing(storage), () -> storage.lose(Worlds.JOB.id()));
    }

    static InMemoryStateStore storage(long seed) {
        return new Random(seed).nextBoolean() ? new InMemoryStateStore() : InMemoryStateStore.numberingRequests();
    }

    static Simulation world(long seed, Supplier<StateStore> stores, Runnable losing) {
        Random random = new Random(~seed);
        ExportJob job = Worlds.JOB.toBuilder()
                .maxInFlight(1 + random.nextInt(4))
                .alignment(random.nextBoolean() ? WindowAlignment.CLOCK : WindowAlignment.CHAIN_START)
                .build();
        ExportEmulator aws = ExportEmulator.builder()
                .table(job.table())
                .tokensAreChecked(
                        random.nextBoolean()
                                ? ExportEmulator.TokenCheck.BEFORE_THE_RULES
                                : ExportEmulator.TokenCheck.AFTER_THE_RULES)
                .build();
        aws.visibleAfter(Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextInt(300)));
        // every other life without wrong clocks at first, so that I5 is checked
        Duration skew = Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextInt(241) - 120);
        boolean signalled = random.nextInt(4) == 0;
        return (signalled ? Worlds.signalled(job) : Worlds.of(job))
                .emulator(aws)
                .store(stores)
                .losing(losing)
                .processes(Duration.ZERO, skew)
                .seed(seed)
                .recoveryDays(random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 35)
                .build();
    }
}
