package io.github.dcie.house.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Chain;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportType;
import io.github.dcie.JobStatus;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.UnusableStateException.Reason;
import io.github.dcie.admin.LastDelivered;
import io.github.dcie.admin.RecoveryFinding;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.RecoveryOutcome;
import io.github.dcie.admin.RecoveryOutcome.Recovered;
import io.github.dcie.admin.StateRecovery;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.simulation.Move;
import io.github.dcie.testkit.simulation.SimulatedProcess;
import io.github.dcie.testkit.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * After random lives the state is lost and recovered: the chain goes on where it was, and all settles with I1 to I9 kept and
 * nothing billed twice.
 */
class RecoveredLivesTest {

    private static final int LIVES = Integer.getInteger("dcie.recovery.lives", 150);
    private static final long SEED = Long.getLong("dcie.simulation.seed", 20_260_101);
    private static final int STEPS_OF_A_LIFE = 200;

    /** Longer than a step's budget, and than DynamoDB takes to list an export. */
    private static final int STEPS_ON_AN_EDITED_STATE = 3;

    private static final Duration STANDS_STILL = Duration.ofMinutes(10);

    /** What becomes of a state. */
    @FunctionalInterface
    private interface Loss {
        Runnable in(BackedUpStorage storage, Random random);
    }

    private static final Loss EDITED = (storage, random) -> () -> storage.edit(random);

    private static final List<Loss> LOSSES = List.of(
            (storage, random) -> storage::delete,
            (storage, random) -> storage::damage,
            (storage, random) -> () -> storage.restore(random.nextInt(storage.writes()) + 1),
            (storage, random) -> () -> storage.restore(Math.max(1, storage.writes() - 1 - random.nextInt(20))),
            EDITED);

    private final Map<String, Integer> refused = new TreeMap<>();
    private int anchored;

    @Test // K5, I1 to I9
    void theChainGoesOnWhereItWas() throws StateStoreException, IOException {
        int recovered = 0;
        for (long seed = SEED; seed < SEED + LIVES; seed++) {
            BackedUpStorage storage = new BackedUpStorage(RandomLivesTest.storage(seed));
            Loss loss = LOSSES.get((int) (seed % LOSSES.size()));
            Simulation world = RandomLivesTest.world(seed, storage::open, loss.in(storage, new Random(seed)));
            world.liveAtRandom(STEPS_OF_A_LIFE);
            world.live(List.of(new Move(Move.Kind.MEND, 0, 1, Duration.ZERO)));
            world.waits(STANDS_STILL);
            try {
                recovered += recover(world, storage, loss) ? 1 : 0;
            } catch (RuntimeException | AssertionError failure) {

                throw new AssertionError(
                        "seed " + seed + ": live it alone with -Ddcie.recovery.lives=1 -Ddcie.simulation.seed=" + seed,
                        failure);
            }
        }
        System.out.println("lost and recovered " + recovered + " of " + LIVES + " states, " + anchored
                + " with the last told export, refused " + refused);
        assertThat(recovered).isGreaterThan(LIVES / 2);
    }

    private boolean recover(Simulation world, BackedUpStorage storage, Loss loss)
            throws StateStoreException, IOException {
        if (storage.open().read(Worlds.JOB.id()).document().isEmpty()) {
            refused.merge("it had none", 1, Integer::sum);
            return false;
        }
        Optional<JobStatus> before = world.status();
        Optional<LastDelivered> told = lastDelivered(world);
        StateRecovery recovery = recovery(world, storage, Optional.empty());
        assertThat(recovery.inspect().health()).as(recovery.inspect().toText()).isEqualTo(StateHealth.SOUND);
        world.stateIsLost();
        if (loss == EDITED) {
            liveOn(world);
            deleteWhatIsNotOurs(recovery, storage);
        }
        RecoveryFinding without = recovery.inspect();
        if (told.filter(last -> last.sequence() % 2 == 1
                        || !without.isPossible()
                        || contradicts(last, without.recovered().flatMap(JobStatus::chain)))
                .isPresent()) {
            recovery = recovery(world, storage, told);
            anchored++;
        }
        RecoveryOutcome outcome = recovery.recover();
        if (without.health() != StateHealth.SOUND && without.health() != StateHealth.NOT_FOUND_OUT) {
            assertThat(outcome.finding().health())
                    .as("what a consumer knows hides no loss")
                    .isEqualTo(without.health());
        }
        world.note(outcome.toText());
        if (!(outcome instanceof Recovered)) {
            refused.merge(outcome.finding().obstacles().get(0).kind().name(), 1, Integer::sum);
            if (outcome.finding().health() != StateHealth.SOUND) {
                storage.delete(); // as the obstacle says
            }
            world.settle();
            return false;
        }
        world.stateIsRecovered();
        assertThat(recovery.inspect().health()).isEqualTo(StateHealth.SOUND);
        Chain chain = outcome.finding().recovered().flatMap(JobStatus::chain).orElseThrow();
        before.flatMap(JobStatus::chain)
                .filter(last -> last.start().equals(chain.start()))
                .ifPresent(last -> assertThat(chain.watermark().orElse(Instant.MIN))
                        .isAfterOrEqualTo(last.watermark().orElse(Instant.MIN)));
        world.settle();
        int after = world.status().flatMap(JobStatus::chain).orElseThrow().generation();
        if (after == chain.generation() && chain.watermark().isPresent()) {
            assertThat(world.aws().exports(Worlds.TABLE))
                    .filteredOn(export -> export.type() == ExportType.FULL_EXPORT
                            && export.state() == EmulatedExport.State.COMPLETED
                            && export.exportTime().isAfter(chain.start()))
                    .isEmpty();
        }
        return true;
    }

    /** The processes believe of an edited state what DynamoDB confirms, and do no harm (I2, T1). */
    private static void liveOn(Simulation world) {
        for (int i = 0; i < STEPS_ON_AN_EDITED_STATE; i++) {
            world.processes().forEach(SimulatedProcess::step);
            world.waits(STANDS_STILL);
        }
    }

    /** Where table or format were edited, the state says whose it is: a person deletes it, or corrects the job. */
    private static void deleteWhatIsNotOurs(StateRecovery recovery, BackedUpStorage storage)
            throws StateStoreException, IOException {
        try {
            recovery.inspect();
        } catch (UnusableStateException e) {
            assertThat(e.reason()).isIn(Reason.OTHER_TABLE, Reason.UNKNOWN_FORMAT);
            storage.delete();
        }
    }

    /** A generation that was reset before DynamoDB had accepted its full export has left no trace but in events. */
    private static boolean contradicts(LastDelivered last, Optional<Chain> counted) {
        return counted.filter(chain -> last.start().equals(chain.start())
                        ? last.generation() != chain.generation()
                        : last.generation() >= chain.generation())
                .isPresent();
    }

    private static StateRecovery recovery(Simulation world, BackedUpStorage storage, Optional<LastDelivered> told) {
        StateRecovery.Builder builder = StateRecovery.builder(
                        Worlds.JOB, world.aws().client(), storage.open())
                .clock(world.clock());
        told.ifPresent(builder::lastDelivered);
        return builder.build();
    }

    static Optional<LastDelivered> lastDelivered(Simulation world) {
        List<FullExportCommitted> fulls = world.events().events(FullExportCommitted.class);
        List<ExportCommitted> all = world.events().events(ExportCommitted.class);
        return fulls.isEmpty()
                ? Optional.empty()
                : Optional.of(LastDelivered.of(fulls.get(fulls.size() - 1).exportTime(), all.get(all.size() - 1)));
    }
}
