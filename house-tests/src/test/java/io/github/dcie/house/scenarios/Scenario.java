package io.github.dcie.house.scenarios;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.Stepper;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A named story, and what must come of it. Every story ends with {@link Simulation#settle()}, so the invariants are
 * checked whatever the story itself asserts, and its transcript is a golden file.
 *
 * @param name its id and a few words, such as {@code A1-full-export-fails}; the name of the golden file
 * @param job the job as it is first configured
 * @param world changes to the usual world: two processes with right clocks, a store in memory
 * @param coordinator changes to the coordinators' usual options
 * @param story what happens, with its assertions
 */
record Scenario(
        String name,
        ExportJob job,
        UnaryOperator<Simulation.Builder> world,
        UnaryOperator<ExportCoordinator.Builder> coordinator,
        Consumer<Simulation> story) {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final ExportJob JOB = ExportJob.of(JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports"));

    static Scenario of(String name, Consumer<Simulation> story) {
        return new Scenario(name, JOB, UnaryOperator.identity(), UnaryOperator.identity(), story);
    }

    Scenario withJob(UnaryOperator<ExportJob> change) {
        return new Scenario(name, change.apply(job), world, coordinator, story);
    }

    Scenario withWorld(UnaryOperator<Simulation.Builder> change) {
        return new Scenario(name, job, change, coordinator, story);
    }

    Scenario withCoordinator(UnaryOperator<ExportCoordinator.Builder> change) {
        return new Scenario(name, job, world, change, story);
    }

    private Stepper start(ProcessParts parts, StateStore store) {
        ExportCoordinator.Builder builder = ExportCoordinator.builder(parts.job(), parts.dynamoDb(), store)
                .notifier(parts.notifier())
                .completionCheck(parts.check())
                .clock(parts.clock());
        return coordinator.apply(builder).build()::advance;
    }

    /** Plays the story to its end. */
    Simulation play() {
        return play(UnaryOperator.identity());
    }

    /** Plays the story to its end in another world, as far as the story does not make its own. */
    Simulation play(UnaryOperator<Simulation.Builder> other) {
        return play(world.apply(other.apply(Simulation.of(job, parts -> start(parts, parts.store()))))
                .build());
    }

    /** Plays the story to its end, and takes down what becomes of the state. */
    void play(Transitions seen) {
        play(world.apply(Simulation.of(job, parts -> seen.watching(start(parts, seen.watching(parts.store())))))
                .build());
    }

    private Simulation play(Simulation simulation) {
        try {
            simulation.note(name);
            story.accept(simulation);
            simulation.settle();
            return simulation;
        } catch (AssertionError | RuntimeException failure) { // a test's report shows a number for it
            throw new AssertionError(
                    "story " + name + " (alone: -Dtest=ScenariosTest -Ddcie.story=" + name + "): "
                            + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
