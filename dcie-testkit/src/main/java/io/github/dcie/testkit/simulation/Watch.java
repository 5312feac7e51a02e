package io.github.dcie.testkit.simulation;

import io.github.dcie.ExportEvent;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private FaultPlan plan = FaultPlan.none();
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

    Watch(Simulation world) {
        this.world = world;
    }

    static boolean isStore(String operation) {
        return operation.equals("read") || operation.equals("write") || operation.equals("request");
    }

    void begin(FaultPlan planOfStep) {
        plan = planOfStep;
        seen = new ArrayList<>();
        told = new ArrayList<>();
        begun = world.now();
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
            @Override
            public Fault next(String operation, long call) {
                Fault fault = plan.next(operation, call);
                if (fault != Fault.NONE) {
                    strike(operation, fault);
                    explaining = true;
                }
                return fault;
            }

            @Override
            public void reached(String operation, When when) {
                if (when == When.BEFORE) {
                    seen.add(operation);
                }
                let(operation, when);
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
        return fault;
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
        if (when == When.BEFORE) {
            count(operation);
        } else {
            slow(operation);
        }
        let(operation, when);
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
            took(when, before, turns);
        }
    }

    /** The plan's own boundary has: the process died there, or its call fails. */
    private void threw(String operation, When when, Throwable why) {
        String what = why instanceof SimulatedCrash ? "crash" : name(why);
        mark("!" + what + (when == When.BEFORE ? "-before" : "-after"));
        disturbed = true;
        world.faultStruck();
        explaining |= why instanceof SimulatedCrash
                || isStore(operation)
                || (operation.equals("deliver") && when == When.AFTER);
    }

    private void took(When when, Instant before, long turns) {
        Duration passed = Duration.between(before, world.now());
        boolean others = world.turns() != turns;
        if (passed.isZero() && !others) {
            return;
        }
        mark((passed.isZero() ? "~others" : "~frozen") + (when == When.BEFORE ? "-before" : "-after"));
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
            case "request" -> {}
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

    /** A read of this process has shown that the job is paused. */
    void sawPause() {
        pauseSeen = world.paused() ? world.requests() : pauseSeen;
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
