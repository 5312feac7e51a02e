package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of the published package's documentation, word by word. */
class PublishedExampleTest {

    private final ExportJob job = Worlds.JOB;

    @Test
    void runs() {
        InMemoryStateStore storage = new InMemoryStateStore();
        Simulation world = Simulation.of(
                        job,
                        parts -> ExportCoordinator.builder(parts.job(), parts.dynamoDb(), parts.store())
                                .notifier(parts.notifier())
                                .clock(parts.clock())
                                .build()::advance)
                .store(() -> InMemoryStateStore.sharing(storage)) // opened anew by each process that starts
                .processes(Duration.ZERO, Duration.ofSeconds(30))
                .seed(42)
                .build();

        world.note("a process dies after it has read its state");
        world.follow(Duration.ofHours(3));
        world.process(0).step(FaultPlan.onEffect(1, Fault.CRASH_AFTER));
        world.note("some days at random");
        world.liveAtRandom(200);
        world.settle();
        System.out.println(world.tally());

        assertThat(world.tally().violations()).isZero();
    }
}
