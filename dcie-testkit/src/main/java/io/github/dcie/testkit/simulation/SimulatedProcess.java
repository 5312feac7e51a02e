package io.github.dcie.testkit.simulation;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportSignal;
import io.github.dcie.StateStoreException;
import io.github.dcie.testkit.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A process of a simulation: a stepper with a clock, a store, a client and a notifier of its own. Not thread-safe, as the
 * whole simulation is not; from inside a fault plan's boundary other processes may make steps, the same one may not.
 */
public final class SimulatedProcess {

    private final Simulation world;
    private final String name;
    private final Duration usualSkew;
    private final Watch watch;
    private ExportJob job;
    private Duration skew;
    private Stepper stepper;
    private Instant callAt;
    private boolean busy;
    private Optional<ExportSignal> signalled = Optional.empty();
    private Duration timerStood = Duration.ZERO;
    private boolean usesTimer;

    SimulatedProcess(Simulation world, String name, ExportJob job, Duration skew) {
        this.world = world;
        this.name = name;
        this.job = job;
        this.usualSkew = skew;
        this.skew = skew;
        this.watch = new Watch(world, this);
        this.callAt = world.now();
        this.stepper = world.start(this);
    }

    /**
     * What the transcript calls it.
     *
     * @return "A", "B", …
     */
    public String name() {
        return name;
    }

    /**
     * The job as this process is configured.
     *
     * @return the job
     */
    public ExportJob job() {
        return job;
    }

    /**
     * The process's clock.
     *
     * @return a view of the world's clock, wrong by {@link #clockIsOff}
     */
    public InstantSource clock() {
        return () -> world.now().plus(skew);
    }

    /**
     * The timer of the process's machine: it knows nothing of clocks that are wrong or set, and does not count while the
     * machine is suspended.
     *
     * @return nanoseconds since the simulation began, less the time for which the timer stood
     */
    public long nanoTime() {
        return Duration.between(world.begun(), world.now()).minus(timerStood).toNanos();
    }

    /** The timer as the process sees it. */
    long readTimer() {
        usesTimer = true;
        return nanoTime();
    }

    /** Whether the process has ever looked at its timer. */
    boolean usesTimer() {
        return usesTimer;
    }

    /** The machine was suspended: its timer did not count. */
    void timerStood(Duration time) {
        timerStood = timerStood.plus(time);
    }

    /**
     * Makes a step to which nothing happens that does not happen to the whole world.
     *
     * @return its outcome; empty if the store failed
     * @throws SimulationFailure if a promise was broken
     * @throws IllegalStateException if this process is in the midst of a step
     */
    public Optional<AdvanceOutcome> step() {
        return step(FaultPlan.none());
    }

    /**
     * Makes a step. If the process dies, it is restarted.
     *
     * @param faults what happens at the step's effects; effects that a plan counts are this step's
     * @return its outcome; empty if the process died or the store failed
     * @throws SimulationFailure if a promise was broken
     * @throws IllegalStateException if this process is in the midst of a step
     */
    public Optional<AdvanceOutcome> step(FaultPlan faults) {
        return step(faults, () -> {});
    }

    /**
     * Makes a step because of a signal.
     *
     * @param signal that an export may be complete
     * @return its outcome; empty if the process died or the store failed
     * @throws SimulationFailure if a promise was broken
     * @throws IllegalStateException if this process is in the midst of a step
     */
    public Optional<AdvanceOutcome> step(ExportSignal signal) {
        signalled = Optional.of(signal);
        try {
            return step();
        } finally {
            signalled = Optional.empty();
        }
    }

    /** Makes a step; the last boundary, behind the last effect, is reached if the step comes so far. */
    Optional<AdvanceOutcome> step(FaultPlan faults, Runnable lastBoundary) {
        if (busy) {
            throw new IllegalStateException("process " + name + " is in the midst of a step; let another one make it");
        }
        busy = true;
        try {
            return world.step(this, faults, lastBoundary);
        } finally {
            busy = false;
        }
    }

    /** Stops the process and starts it: what it knew but what is stored is gone. */
    public void restart() {
        world.say(name + " is restarted");
        startAnew();
    }

    void startAnew() {
        stepper = world.start(this);
    }

    /**
     * Starts the process with another configuration.
     *
     * @param change gives the new one; id and table must be the same
     */
    public void reconfigure(UnaryOperator<ExportJob> change) {
        ExportJob changed = change.apply(job);
        if (!changed.id().equals(job.id()) || !changed.table().equals(job.table())) {
            throw new IllegalArgumentException(
                    "changed to job " + changed.id() + " of " + changed.table() + ": expected id and table to stay");
        }
        job = changed;
        world.reconfigured(this);
        startAnew();
    }

    /**
     * The process's clock is wrong from now on, also in the midst of a step.
     *
     * @param by positive if it is ahead, negative if it is late
     */
    public void clockIsOff(Duration by) {
        if (!skew.equals(by)) {
            skew = by;
            world.clockWasSet(this);
            if (busy) {
                watch.clockWasSet();
            }
        }
    }

    Duration skew() {
        return skew;
    }

    Duration usualSkew() {
        return usualSkew;
    }

    Watch watch() {
        return watch;
    }

    Stepper stepper() {
        return stepper;
    }

    AdvanceOutcome advance() throws StateStoreException {
        return signalled.isPresent() ? stepper.advance(signalled.get()) : stepper.advance();
    }

    boolean isBusy() {
        return busy;
    }

    /** When its next step is due, by the world's clock. */
    Instant callAt() {
        return callAt;
    }

    void callAt(Instant next) {
        callAt = next;
    }

    @Override
    public String toString() {
        return "process " + name;
    }
}
