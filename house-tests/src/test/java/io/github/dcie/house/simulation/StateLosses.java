package io.github.dcie.house.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.AdvanceOutcome.Blocked;
import io.github.dcie.Condition;
import io.github.dcie.ExportSignal;
import io.github.dcie.StateStoreException;
import io.github.dcie.admin.RecoveryFinding.StateHealth;
import io.github.dcie.admin.RecoveryOutcome;
import io.github.dcie.admin.RecoveryOutcome.Recovered;
import io.github.dcie.admin.StateRecovery;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyNotifier;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.simulation.ProcessParts;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.Stepper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Processes whose state is lost once, before one of all their effects, and recovered between two steps. */
final class StateLosses {

    /** What becomes of the state, and when somebody recovers it. */
    enum Kind {
        /** It is deleted, and recovered before the next step begins. */
        DELETED,
        /** It is deleted, and recovered when a step has told so. */
        DELETED_AND_TOLD,
        /** Something unreadable is written over it. */
        DAMAGED,
        /** It is what it was two writes ago. */
        ROLLED_BACK,
        /** It is what it was at first. */
        ROLLED_BACK_TO_THE_FIRST
    }

    private final int point;
    private final Kind kind;
    private final BackedUpStorage storage = new BackedUpStorage(new InMemoryStateStore());
    private int effects;
    private int effectsOfTheStory;
    private Optional<Simulation> world = Optional.empty();
    private boolean isLost;
    private Optional<RecoveryOutcome> outcome = Optional.empty();

    /**
     * One loss.
     *
     * @param point before which effect, 0 for none
     */
    StateLosses(int point, Kind kind) {
        this.point = point;
        this.kind = kind;
    }

    Simulation.Builder storage(Simulation.Builder world, ExportEmulator aws) {
        return world.emulator(aws).store(storage::open).losing(this::lose);
    }

    private void lose() {
        switch (kind) {
            case DELETED, DELETED_AND_TOLD -> storage.delete();
            case DAMAGED -> storage.damage();
            case ROLLED_BACK -> storage.restore(Math.max(0, storage.writes() - 2));
            case ROLLED_BACK_TO_THE_FIRST -> storage.restore(Math.min(1, storage.writes()));
        }
    }

    void happenIn(Simulation simulation) {
        world = Optional.of(simulation);
    }

    void storyIsOver() {
        effectsOfTheStory = effects;
    }

    /** How many effects the story has. */
    int effectsOfTheStory() {
        return effectsOfTheStory;
    }

    Optional<RecoveryOutcome> outcome() {
        return outcome;
    }

    Stepper start(ProcessParts parts) {
        return new Recovering(Worlds.start(counted(parts)));
    }

    Stepper startSignalled(ProcessParts parts) {
        return new Recovering(Worlds.startSignalled(counted(parts)));
    }

    private ProcessParts counted(ProcessParts parts) {
        FaultPlan counting = (operation, number) -> {
            effect();
            return Fault.NONE;
        };
        return new ProcessParts(
                parts.job(),
                counted(parts.dynamoDb()),
                new FaultyStateStore(parts.store(), counting),
                new FaultyNotifier(parts.notifier(), counting),
                parts.clock(),
                parts.check(),
                parts.nanoTime());
    }

    /** Makes the steps of another, and recovers the state before or after one. */
    private final class Recovering implements Stepper {

        private final Stepper stepper;

        Recovering(Stepper stepper) {
            this.stepper = stepper;
        }

        @Override
        public AdvanceOutcome advance() throws StateStoreException {
            before();
            return behind(stepper.advance());
        }

        @Override
        public AdvanceOutcome advance(ExportSignal signal) throws StateStoreException {
            before();
            return behind(stepper.advance(signal));
        }

        private void before() throws StateStoreException {
            if (kind != Kind.DELETED_AND_TOLD) {
                recoverOnce();
            }
        }

        private AdvanceOutcome behind(AdvanceOutcome answer) throws StateStoreException {
            if (answer instanceof Blocked blocked && blocked.condition().kind() == Condition.Kind.STATE_LOST) {
                recoverOnce();
            }
            return answer;
        }
    }

    private DynamoDbClient counted(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    boolean isCall = method.getParameterCount() == 1;
                    if (isCall) {
                        effect();
                    }
                    try {
                        return method.invoke(client, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void effect() {
        effects++;
        if (effects == point) {
            world.orElseThrow().stateIsLost();
            isLost = true;
        }
    }

    private void recoverOnce() throws StateStoreException {
        if (!isLost) {
            return;
        }
        try {
            Simulation simulation = world.orElseThrow();
            StateRecovery recovery = StateRecovery.builder(
                            Worlds.JOB, simulation.aws().client(), storage.open())
                    .clock(simulation.clock())
                    .build();
            RecoveryOutcome now = recovery.recover();
            simulation.note("recovery: " + now.toText());
            outcome = Optional.of(now);
            if (now.finding().health() == StateHealth.DAMAGED && !now.finding().isPossible()) {
                storage.delete(); // as the finding says
            }
            if (now instanceof Recovered || now.finding().health() == StateHealth.SOUND) {
                isLost = false;
                simulation.stateIsRecovered();
                StateHealth after = recovery.inspect().health();
                if (after != StateHealth.SOUND) {
                    throw new AssertionError(
                            "recovered, and then: " + recovery.inspect().toText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
