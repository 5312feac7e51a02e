package io.github.dcie.testkit.simulation;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.OperatorAction;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;

/** Stands at every effect of one process: lets the step's faults and the world's strike, and takes note of all of it. */
final class Watch implements FaultPlan {

    /** A step that stood still for longer may not have written what it delivered: its budget is a minute (S15). */
    private static final Duration HARMLESS_FREEZE = Duration.ofSeconds(30);

    /** A notifier that answers within this time has no event twice (N1, I6). */
    static final Duration NOTICE_TAKEOVER = Duration.ofMinutes(2);

    private final Simulation world;
    private final SimulatedProcess process;
    private FaultPlan plan = FaultPlan.none();
    private Optional<Error> dead = Optional.empty();
    private Optional<Instant> callBegun = Optional.empty();
    private boolean diesAfter;
    private long number;
    private Instant begunByClock = Instant.MIN;
    private long begunByTimer;
    private Duration looked = Duration.ZERO;
    private long lastWrite;
    private Optional<OperatorRequest> read = Optional.empty();
    private boolean sawSpentReset;
    private List<String> seen = new ArrayList<>();
    private List<ExportEvent> told = new ArrayList<>();
    private Instant begun = Instant.MIN;
    private Duration frozen = Duration.ZERO;
    private int reads;
    private int writes;
    private int deliveries;
    private int awsCalls;
    private int requests;
    private boolean disturbed;
    private boolean explaining;
    private boolean timesRefused;
    private long pauseSeen;

    Watch(Simulation world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    static boolean isStore(String operation) {
        return operation.equals("read") || operation.equals("write") || operation.equals("request");
    }

    void begin(FaultPlan planOfStep) {
        plan = planOfStep;
        seen = new ArrayList<>();
        told = new ArrayList<>();
        begun = world.now();
        begunByClock = clock();
        begunByTimer = process.nanoTime();
        looked = Duration.ZERO;
        number = world.steps();
        dead = Optional.empty();
        callBegun = Optional.empty();
        diesAfter = false;
        lastWrite = 0;
        read = Optional.empty();
        sawSpentReset = false;
        frozen = Duration.ZERO;
        reads = 0;
        writes = 0;
        deliveries = 0;
        awsCalls = 0;
        requests = 0;
        disturbed = false;
        explaining = false;
        timesRefused = false;
    }

    /** The calls that this process's store makes itself. */
    FaultPlan insideStore() {
        pauseSeen = 0;
        return new FaultPlan() {
            private boolean diesAfterCall;

            @Override
            public Fault next(String operation, long call) {
                Fault fault = plan.next(operation, call);
                if (fault != Fault.NONE) {
                    strike(operation, fault);
                    explaining = true;
                }
                diesAfterCall = fault == Fault.CRASH_AFTER;
                return withoutCrash(operation, fault);
            }

            @Override
            public void reached(String operation, When when) {
                requireAlive();
                if (when == When.BEFORE) {
                    seen.add(operation);
                    diesAfterCall = false;
                }
                let(operation, when);
                if (when == When.AFTER && diesAfterCall) {
                    throw died(new SimulatedCrash("after " + operation));
                }
            }

            @Override
            public void failed(String operation, Throwable why) {
                mark("!" + name(why));
            }
        };
    }

    @Override
    public Fault next(String operation, long call) {
        Fault planned = plan.next(operation, call);
        Fault world = this.world.weather().fault(operation);
        Fault fault = planned == Fault.NONE ? world : planned;
        if (fault != Fault.NONE) {
            strike(operation, fault);
        }
        diesAfter = fault == Fault.CRASH_AFTER;
        return withoutCrash(operation, fault);
    }

    /**
     * A library that catches everything must not survive its process: who is dead dies again at whatever it does, and
     * nothing comes of it.
     */
    private Fault withoutCrash(String operation, Fault fault) {
        if (fault == Fault.CRASH_BEFORE) {
            throw died(new SimulatedCrash("before " + operation));
        }
        return fault == Fault.CRASH_AFTER ? Fault.NONE : fault;
    }

    private Error died(Error how) {
        dead = dead.or(() -> Optional.of(how));
        return how;
    }

    /** The process is dead, and not only the call that saw it. */
    void dies(Error how) {
        died(how);
    }

    /** What the process died of in this step, whatever the step makes of it. */
    Optional<Error> death() {
        return dead;
    }

    private void requireAlive() {
        if (dead.isPresent()) {
            throw dead.get();
        }
    }

    @Override
    public void entered(String operation) {
        requireAlive();
        requireTime(operation);
        Instant before = world.now();
        long turns = world.turns();
        try {
            plan.entered(operation);
        } catch (SimulatedCrash e) {
            throw died(e);
        }
        if (world.now().isAfter(before) || world.turns() != turns) {
            seen.add(operation);
            took("-in-call", before, turns);
        }
    }

    private void strike(String operation, Fault fault) {
        mark("!" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        disturbed = true;
        world.faultStruck();
        // what was delivered may not be known to have been delivered
        boolean lost = fault == Fault.LOSE_REPLY || fault == Fault.CRASH_BEFORE || fault == Fault.CRASH_AFTER;
        explaining |= isStore(operation)
                || (lost && operation.equals("deliver"))
                || fault == Fault.CRASH_BEFORE
                || fault == Fault.CRASH_AFTER;
    }

    @Override
    public void reached(String operation, When when) {
        requireAlive();
        if (when == When.BEFORE) {
            requireTime(operation);
            count(operation);
            diesAfter = false;
            if (operation.equals("deliver")) {
                world.oracle().claims().delivers(this, world.largestSkew());
            }
        } else {
            if (isAws(operation)) {
                tookItself();
                world.lookAtRecovery();
            }
            slow(operation);
        }
        let(operation, when);
        if (when == When.BEFORE) {
            callBegun = Optional.of(world.now());
        } else if (diesAfter) {
            throw died(new SimulatedCrash("after " + operation));
        }
    }

    private static boolean isAws(String operation) {
        return !isStore(operation) && !operation.equals("deliver") && !operation.equals("check");
    }

    /** Calls of AWS may take a time by themselves. */
    private void tookItself() {
        Duration time = Duration.between(callBegun.orElse(world.now()), world.now());
        callBegun = Optional.empty();
        if (!time.isZero()) {
            mark("~slow");
            disturbed = true;
            world.faultStruck();
            frozen = frozen.plus(time);
            explaining |= frozen.compareTo(HARMLESS_FREEZE) > 0;
        }
    }

    /**
     * S15: a step over its budget begins no request, write or delivery, by its clock or by its timer, whichever shows
     * more. What was delivered is written in a time of its own, from the read that it builds on.
     */
    private void requireTime(String operation) {
        if (operation.equals("read")) {
            looked = deliveries > 0 ? elapsedByProcess() : Duration.ZERO;
        }
        boolean limited = operation.equals("write")
                || operation.equals("deliver")
                || operation.equals("ExportTableToPointInTime");
        Duration time = elapsedByProcess().minus(operation.equals("write") ? looked : Duration.ZERO);
        if (limited
                && world.stepBudget().filter(most -> time.compareTo(most) > 0).isPresent()) {
            world.violated("S15: " + operation + " " + time + " after the step began: " + seen);
        }
    }

    private Duration elapsedByProcess() {
        Duration byClock = Duration.between(begunByClock, clock());
        Duration byTimer = Duration.ofNanos(process.nanoTime() - begunByTimer);
        return process.usesTimer() && byTimer.compareTo(byClock) > 0 ? byTimer : byClock;
    }

    /** Something may happen at an effect boundary. */
    private void let(String operation, When when) {
        Instant before = world.now();
        long turns = world.turns();
        try {
            plan.reached(operation, when);
        } catch (RuntimeException | Error e) {
            threw(operation, when, e);
            throw e;
        } finally {
            took(side(when), before, turns);
        }
    }

    /** The plan's own boundary has: the process died there, or its call fails. */
    private void threw(String operation, When when, Throwable why) {
        String what = why instanceof SimulatedCrash ? "crash" : name(why);
        if (why instanceof SimulatedCrash || why instanceof Lane.Abandoned) {
            dies((Error) why);
        }
        mark("!" + what + side(when));
        disturbed = true;
        world.faultStruck();
        explaining |= why instanceof SimulatedCrash
                || isStore(operation)
                || (operation.equals("deliver") && when == When.AFTER);
    }

    private static String side(When when) {
        return when == When.BEFORE ? "-before" : "-after";
    }

    private void took(String side, Instant before, long turns) {
        Duration passed = Duration.between(before, world.now());
        boolean others = world.turns() != turns;
        if (passed.isZero() && !others) {
            return;
        }
        mark((passed.isZero() ? "~others" : "~frozen") + side);
        disturbed = true;
        world.faultStruck();
        frozen = frozen.plus(passed);
        explaining |= frozen.compareTo(HARMLESS_FREEZE) > 0 || (others && isTakenOver());
    }

    private void slow(String operation) {
        Duration time = world.weather().delay(operation);
        if (time.isZero()) {
            return;
        }
        mark("~slow");
        disturbed = true;
        world.faultStruck();
        long turns = world.turns();
        world.passInside(time, 1);
        explaining |= world.turns() != turns && isTakenOver();
        if (operation.equals("deliver")) {
            explaining |= time.plus(world.largestSkew()).compareTo(NOTICE_TAKEOVER) > 0;
        } else {
            frozen = frozen.plus(time);
            explaining |= frozen.compareTo(HARMLESS_FREEZE) > 0;
        }
    }

    /** Another process, by its clock, may have taken this one for dead. */
    private boolean isTakenOver() {
        return elapsed().plus(world.largestSkew()).compareTo(NOTICE_TAKEOVER) > 0;
    }

    @Override
    public void failed(String operation, Throwable why) {
        plan.failed(operation, why);
        mark("!" + name(why));
        world.faultStruck();
        timesRefused |= operation.equals("ExportTableToPointInTime")
                && (why instanceof InvalidExportTimeException
                        || why instanceof PointInTimeRecoveryUnavailableException);
        explaining |= isStore(operation);
    }

    private static String name(Throwable why) {
        String name = why instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorCode()
                : why.getClass().getSimpleName();
        return name.replaceAll("(Exception|Error)$", "");
    }

    private void count(String operation) {
        seen.add(operation);
        switch (operation) {
            case "read" -> reads++;
            case "write" -> writes++;
            case "request", "check" -> {}
            case "deliver" -> deliveries++;
            case "ExportTableToPointInTime" -> {
                awsCalls++;
                requests++;
            }
            default -> awsCalls++;
        }
    }

    /** Adds something to the call that is being made. */
    void mark(String what) {
        int last = seen.size() - 1;
        if (last >= 0) {
            seen.set(last, seen.get(last) + what);
        }
    }

    /** The process died behind its last effect. */
    void diedAtTheEnd() {
        mark("!crash-after");
        disturbed = true;
        world.faultStruck();
    }

    /** A read of this process has shown what a person has asked. */
    void read(OperatorRequest asked) {
        read = Optional.of(asked);
        sawSpentReset |= world.oracle().spent().isSpentReset(asked);
        if (asked.action() == OperatorAction.PAUSE) {
            pauseSeen = world.paused() ? world.requests() : pauseSeen;
        }
    }

    /** A write of this process was applied. */
    void wrote(StateWrite applied) {
        long write = world.countWrite();
        world.oracle().claims().wrote(write);
        world.oracle().spent().wrote(read, sawSpentReset(), applied.readable());
        if (deliveries > 0) {
            world.oracle().claims().released(this);
        } else {
            lastWrite = write;
        }
    }

    /** The check of this process has rejected an export that DynamoDB has billed. */
    void rejected(ExportArn export) {
        world.oracle().exports().rejected(export, world.now());
    }

    /** What a call of the store or the check is to answer, if it is to answer nothing. */
    Optional<Mishap> answersNothing() {
        Optional<Mishap> now =
                plan instanceof Mishap mishap && mishap.answersNull() ? Optional.of(mishap) : Optional.empty();
        now.ifPresent(mishap -> {
            mark("!null");
            disturbed = true;
            explaining = true;
            world.faultStruck();
        });
        return now;
    }

    /** Whether it was shown a spent reset; a step that goes on meanwhile may have carried out another one. */
    boolean sawSpentReset() {
        return sawSpentReset && !world.isAnotherStepRunning();
    }

    /** The number of the step. */
    long number() {
        return number;
    }

    /** The number of the last write before the first delivery; 0 if there was none. */
    long lastWrite() {
        return lastWrite;
    }

    Instant begunByClock() {
        return begunByClock;
    }

    Instant clock() {
        return process.clock().instant();
    }

    /** Whether this process, since it was started, has seen the pause that was the operator's request of this number. */
    boolean hasSeen(long request) {
        return pauseSeen == request;
    }

    /** The process's clock was set in the midst of a step. */
    void clockWasSet() {
        disturbed = true;
        explaining = true;
    }

    /** The calls of this step, in order, with what happened to them. */
    List<String> seen() {
        return seen;
    }

    /** An event got through and was taken. */
    void told(ExportEvent event) {
        told.add(event);
    }

    /** The events that were received from this step, in order. */
    List<ExportEvent> told() {
        return told;
    }

    Duration elapsed() {
        return Duration.between(begun, world.now());
    }

    int reads() {
        return reads;
    }

    int writes() {
        return writes;
    }

    int deliveries() {
        return deliveries;
    }

    int awsCalls() {
        return awsCalls;
    }

    int requests() {
        return requests;
    }

    boolean isUndisturbed() {
        return !disturbed;
    }

    /** Whether an event may be delivered once more because of what happened in this step. */
    boolean isExplaining() {
        return explaining;
    }

    /** Whether DynamoDB has refused a request for its times or for recovery. */
    boolean wereTimesRefused() {
        return timesRefused;
    }
}
