/**
 * A simulator of whole lives of an export job, for whoever writes a store, a notifier or a scheduler: processes that die
 * and freeze, clocks that are wrong, a DynamoDB, a store and a notifier in trouble, an operator; and an oracle that checks
 * the library's promises after every step.
 *
 * <pre>{@code
 * InMemoryStateStore storage = new InMemoryStateStore();
 * Simulation world = Simulation.of(
 *                 job,
 *                 parts -> ExportCoordinator.builder(parts.job(), parts.dynamoDb(), parts.store())
 *                                 .notifier(parts.notifier())
 *                                 .clock(parts.clock())
 *                                 .build()
 *                         ::advance)
 *         .store(() -> InMemoryStateStore.sharing(storage)) // opened anew by each process that starts
 *         .processes(Duration.ZERO, Duration.ofSeconds(30))
 *         .seed(42)
 *         .build();
 *
 * world.note("a process dies after it has read its state");
 * world.follow(Duration.ofHours(3));
 * world.process(0).step(FaultPlan.onEffect(1, Fault.CRASH_AFTER));
 * world.note("some days at random");
 * world.liveAtRandom(200);
 * world.settle();
 * System.out.println(world.tally());
 * }</pre>
 *
 * <p>A short story can be told in all ways in which it can go: {@link io.github.dcie.testkit.simulation.SmallScope}.
 */
@NullMarked
package io.github.dcie.testkit.simulation;

import org.jspecify.annotations.NullMarked;
