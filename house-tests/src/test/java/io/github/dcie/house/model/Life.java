package io.github.dcie.house.model;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.InMemoryStateStore;
import io.github.dcie.testkit.SimulatedCrash;
import io.github.dcie.testkit.simulation.SimulatedProcess;
import io.github.dcie.testkit.simulation.Simulation;
import io.github.dcie.testkit.simulation.SimulationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;

/** Two processes over one store in the simulator, with a pencil that notes in which order effects happen. */
final class Life {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");

    private static final S3Destination ONE_BUCKET = S3Destination.bucket("acme-exports");
    private static final S3Destination OTHER_BUCKET = S3Destination.bucket("acme-exports-2");

    private static final Duration BEFORE_THE_FIRST_STEP = Duration.ofHours(1);

    private final Duration unit;
    private final ExportJob job;
    private final Instant base;
    private final ExportEmulator aws = ExportEmulator.withTable(TABLE);
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final Simulation world;
    private final Deque<LivedStep> running = new ArrayDeque<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private BooleanSupplier refuses = () -> false;
    private Interruption interruption = (who, kind, side) -> {};

    /** Something that happens at an effect's side: another step, time, a death. */
    @FunctionalInterface
    interface Interruption {
        void at(String who, Kind kind, Side side);
    }

    /** What is done in a life. */
    @FunctionalInterface
    interface Script {
        void live(Life life);
    }

    Life(Scale scale, Coordinators coordinators) {
        unit = scale.unit();
        job = ExportJob.builder(JobId.of("orders"), TABLE, ONE_BUCKET)
                .windowSize(unit)
                .catchUp(scale.catchUp())
                .build();
        aws.clock().advance(BEFORE_THE_FIRST_STEP);
        base = aws.clock().instant();
        aws.exportsTake(unit.dividedBy(2));
        world = Simulation.of(job, parts -> coordinators.start(parts, this::recorded))
                .emulator(aws)
                .store(() -> store)
                .stepBudget(Duration.ofSeconds(60))
                .build();
    }

    /**
     * Lives, as far as the simulator's oracle lets it: a fault that was planted may end a life, and what was noted until
     * then is what the model is asked about.
     */
    static Trace lived(String name, Scale scale, Coordinators coordinators, Script script) {
        Life life = new Life(scale, coordinators);
        try {
            script.live(life);
        } catch (SimulationFailure failure) {
            if (coordinators instanceof RealCoordinators) {
                throw failure;
            }
        }
        return new Trace(name, new Projection(life.job, life.base, life.aws.exports()).events(life.moments));
    }

    private void recorded(String line) {
        running.element().recorded(line);
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    /** A unit passes. */
    void tick() {
        passes(unit);
        note("tick", "");
        noteEnds();
    }

    /** Less than a unit passes. */
    void passes(Duration time) {
        world.waits(time);
    }

    /** What has become of exports meanwhile happens to the model's world, too. */
    void noteEnds() {
        List<EmulatedExport> all = aws.exports();
        for (int i = 0; i < all.size(); i++) {
            EmulatedExport export = all.get(i);
            if (export.state() != EmulatedExport.State.IN_PROGRESS
                    && ended.add(export.arn().exportId())) {
                String how = export.state() == EmulatedExport.State.COMPLETED ? "ok" : "bad";
                note("end", "x |-> " + (i + 1) + ", s |-> \"" + how + "\"");
            }
        }
    }

    void flap() {
        aws.switchRecoveryOff(TABLE);
        aws.switchRecoveryOn(TABLE);
        note("flap", "");
    }

    void pause() {
        world.pause();
        noteAsked(OperatorAction.PAUSE);
    }

    void resume() {
        world.resume();
        noteAsked(OperatorAction.RUN);
    }

    void reset() {
        world.reset();
        noteAsked(OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN);
    }

    private void noteAsked(OperatorAction action) {
        note("operate", "a |-> \"" + Projection.name(action) + "\"");
    }

    private void note(String kind, String fields) {
        moments.add(new Moment.OfWorld(Event.of(kind, fields)));
    }

    /** A process is started with its other configuration: with the other bucket (K8). */
    void reconfigure(String who) {
        process(who)
                .reconfigure(was -> was.toBuilder()
                        .destination(was.destination().equals(ONE_BUCKET) ? OTHER_BUCKET : ONE_BUCKET)
                        .build());
        note("config", "x |-> \"" + who + "\"");
    }

    private SimulatedProcess process(String who) {
        return world.process(who.charAt(0) - 'a');
    }

    /** The next export fails. */
    void nextFails() {
        aws.failNext(1, "S3AccessDenied", "no");
    }

    /** Exports that are requested from now on take so long. */
    void exportsTake(Duration time) {
        aws.exportsTake(time);
    }

    Duration unit() {
        return unit;
    }

    boolean isPaused() {
        try {
            return store.read(job.id()).operator().action() == OperatorAction.PAUSE;
        } catch (StateStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many steps are being made, each in the midst of the one before. */
    int depth() {
        return running.size();
    }

    void refuses(BooleanSupplier when) {
        refuses = when;
    }

    void interrupted(Interruption by) {
        interruption = by;
    }

    /** Something that happens once, at that side of the nth effect of a kind from now on. */
    void once(String who, Kind kind, int nth, Side side, Runnable what) {
        Interruption others = interruption;
        int[] seen = {0};
        interruption = (process, effect, at) -> {
            if (process.equals(who) && effect == kind && at == side && ++seen[0] == nth) {
                what.run();
            }
            others.at(process, effect, at);
        };
    }

    static void dies() {
        throw new SimulatedCrash("as scripted");
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    /** A process makes a step. */
    void step(String who) {
        world.waits(Duration.ofSeconds(1));
        LivedStep step = new LivedStep(who);
        running.push(step);
        try {
            boolean returned = process(who).step(new Pencil(step)).isPresent();
            moments.add(returned ? new Moment.Returned(step) : new Moment.Died(step));
        } finally {
            running.pop();
        }
    }

    /** Both processes make steps in so many units, and once more. */
    void rounds(int units) {
        for (int i = 0; i < units; i++) {
            step("a");
            step("b");
            tick();
        }
        step("a");
        step("b");
    }

    /** Notes the boundaries of a step's effects, and lets the life's interruptions strike there. */
    private final class Pencil implements FaultPlan {

        private final LivedStep step;
        private int exportsBefore;
        private boolean failed;

        Pencil(LivedStep step) {
            this.step = step;
        }

        @Override
        public void entered(String operation) {
            if (Kind.ofOperation(operation).equals(Optional.of(Kind.ASK))) {
                moments.add(new Moment.Begun(step, Kind.ASK));
                interruption.at(step.who(), Kind.ASK, Side.BEFORE);
            }
        }

        @Override
        public Fault next(String operation, long call) {
            exportsBefore = aws.exports().size();
            failed = false;
            if (Kind.ofOperation(operation).equals(Optional.of(Kind.TELL)) && refuses.getAsBoolean()) {
                moments.add(new Moment.Refused(step));
                return Fault.FAIL;
            }
            return Fault.NONE;
        }

        @Override
        public void failed(String operation, Throwable why) {
            failed = true;
            if (why instanceof ExportConflictException) {
                moments.add(new Moment.Conflicted(step));
            }
        }

        @Override
        public void reached(String operation, When when) {
            Kind.ofOperation(operation).ifPresent(kind -> reached(kind, when));
        }

        private void reached(Kind kind, When when) {
            if (when == When.BEFORE && kind == Kind.ASK) {
                interruption.at(step.who(), kind, Side.SIGNED);
            } else if (when == When.BEFORE) {
                interruption.at(step.who(), kind, Side.BEFORE);
                moments.add(new Moment.Begun(step, kind));
            } else {
                int exports = aws.exports().size();
                if (!failed) {
                    moments.add(new Moment.Happened(step, kind, exports, exports > exportsBefore));
                }
                interruption.at(step.who(), kind, Side.AFTER);
            }
        }
    }
}
