package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.ParameterStoreEmulator;
import io.github.dcie.testkit.Staleness;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.SimulationFailure;
import io.github.dcie.testkit.simulation.Tally;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random lives on Parameter Store: reads up to 44 minutes old, each parameter by itself, short and empty pages, puts that
 * collide; and at each of the store's own calls a process may die or freeze, and a reply be lost. As
 * {@link RandomLivesTest}, with {@code -Ddcie.simulation.ssm.steps} and {@code -Ddcie.simulation.ssm.seed}.
 */
class ParameterStoreLivesTest {

    private static final long STEPS = Long.getLong("dcie.simulation.ssm.steps", 60_000);
    private static final long SEED = Long.getLong("dcie.simulation.ssm.seed", 20_260_101);
    private static final int STEPS_OF_A_LIFE = 400;

    /** What is assumed of Parameter Store is 45. */
    private static final Duration STALE_AT_MOST = Duration.ofMinutes(44);

    @Test
    void everyPromiseIsKeptInEveryLife() {
        Tally tally = Tally.none();
        for (long seed = SEED; tally.steps() < STEPS; seed++) {
            tally = tally.plus(live(seed));
        }
        System.out.println("on Parameter Store: " + tally);
        assertThat(tally.exports()).isGreaterThan(STEPS / 100);
    }

    private static Tally live(long seed) {
        Simulation world = world(seed);
        try {
            world.liveAtRandom(STEPS_OF_A_LIFE);
            world.settle();
            return world.tally();
        } catch (SimulationFailure failure) {
            throw new AssertionError(
                    "to live this life alone: -Dtest=ParameterStoreLivesTest -Ddcie.simulation.ssm.seed=" + seed
                            + " -Ddcie.simulation.ssm.steps=1\n" + failure.getMessage(),
                    failure);
        }
    }

    static Simulation world(long seed) {
        Random random = new Random(~seed);
        ExportEmulator aws = ExportEmulator.builder().table(Worlds.JOB.table()).build();
        ParameterStoreEmulator ssm = ParameterStoreEmulator.at(aws.clock());
        if (random.nextBoolean()) {
            ssm.pagesAreShort(seed);
        }
        if (random.nextBoolean()) {
            ssm.updatesCollide(seed, 20);
        }
        // from none to half of all reads
        int stale = random.nextInt(4) == 0 ? 0 : random.nextInt(500);
        ssm.readsAreStale(Staleness.seeded(seed, stale, STALE_AT_MOST));
        Duration skew = Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextInt(241) - 120);
        return ParameterStoreWorlds.in(Worlds.of(Worlds.JOB), aws, ssm)
                .processes(Duration.ZERO, skew)
                .seed(seed)
                .build();
    }
}
