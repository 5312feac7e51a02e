package io.github.dcie.testkit.simulation;

import io.github.dcie.CatchUp;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportSignal;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultPlan.When;
import io.github.dcie.testkit.SimulatedCrash;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Makes moves. */
final class Life {

    static final Duration QUICK = Duration.ofMinutes(5);
    private static final Duration LONGEST_FOLLOW = Duration.ofHours(6);
    private static final Duration LONGEST_DUE = Duration.ofHours(1);
    /** DynamoDB has not forgotten what was requested since (90 days after its end it does). */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    /** What was not found for an hour, and asked for, may be gone (F7). */
    private static final Duration LONGEST_HIDDEN = Duration.ofMinutes(45);

    private static final Duration LATEST_CLOCK = Duration.ofHours(1);

    /** Clocks of a proxy. */
    private static final Duration YEARS_BACK = Duration.ofDays(-2_000);

    private static final Duration AHEAD = Duration.ofMinutes(4);

    private static final Duration MONTH = Duration.ofDays(30);
    private static final int PARTS_OF_A_FREEZE = 4;
    private static final List<String> REFUSALS = List.of(
            "ExpiredTokenException",
            "InvalidSignatureException",
            "RequestExpired",
            "UnknownOperationException",
            "ValidationException",
            "SomethingNewException");

    private static final List<String> OPERATIONS = List.of(
            "ExportTableToPointInTime", "DescribeExport", "DescribeContinuousBackups", "ListExports", "DescribeTable");
    private static final List<String> CODES =
            List.of("S3AccessDenied", "S3NoSuchBucket", "KmsNotFoundException", "SomethingNew");
    private static final List<Duration> WINDOW_SIZES =
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));

    private final Simulation world;
    private boolean hasHiddenExports;
    private boolean latestStands;

    Life(Simulation world) {
        this.world = world;
    }

    void make(Move move) {
        SimulatedProcess process = process(move.process());
        if (isStep(move.kind())) {
            // nobody calls again within the second, and what is told bears whole seconds
            world.waits(Duration.ofSeconds(1));
            // a step that is due has more effects at which something may happen
            if (move.kind() != Move.Kind.STEP && move.time().toSeconds() % 2 == 0) {
                waitUntilDue(process);
            }
        }
        switch (move.kind()) {
            case WAIT -> world.waits(move.time());
            case FOLLOW -> world.follow(shorter(move.time(), LONGEST_FOLLOW));
            case STEP -> process.step();
            case CRASH_BEFORE -> process.step(FaultPlan.onEffect(move.effect(), Fault.CRASH_BEFORE));
            case CRASH_AFTER -> process.step(FaultPlan.onEffect(move.effect(), Fault.CRASH_AFTER));
            case FAIL -> process.step(FaultPlan.onEffect(move.effect(), Fault.FAIL));
            case LOSE_REPLY -> process.step(FaultPlan.onEffect(move.effect(), Fault.LOSE_REPLY));
            case THROTTLE -> process.step(FaultPlan.onEffect(move.effect(), Fault.THROTTLE));
            case FREEZE_BEFORE -> process.step(at(move.effect(), When.BEFORE, () -> freeze(move.time())));
            case FREEZE_AFTER -> process.step(at(move.effect(), When.AFTER, () -> freeze(move.time())));
            case FREEZE_AND_CRASH ->
                process.step(at(move.effect(), When.AFTER, () -> {
                    freeze(move.time());
                    throw new SimulatedCrash("after a freeze");
                }));
            case OTHER_DIES_INSIDE -> otherDiesInside(move, process);
            case FREEZE_IN_CALL -> process.step(inCall(move.effect(), () -> freeze(move.time())));
            case FREEZE_CLOCK_STANDS -> freezeWithClock(move, process);
            case FREEZE_TIMER_STANDS ->
                process.step(inCall(move.effect(), () -> {
                    freeze(move.time());
                    process.timerStood(move.time());
                }));
            case THROW_ERROR -> process.step(Mishap.throwing(move.effect(), side(move), variety(Mishap.ERRORS, move)));
            case THROW_UNCHECKED ->
                process.step(Mishap.throwing(move.effect(), side(move), variety(Mishap.UNCHECKED, move)));
            case ANSWER_NULL -> process.step(Mishap.answeringNull(move.effect(), side(move)));
            case INTERLEAVE -> process.step(at(move.effect(), When.BEFORE, () -> world.passInside(Duration.ZERO, 1)));
            case CLOCK_JUMPS ->
                process.step(at(move.effect(), When.BEFORE, () -> {
                    world.faultStruck();
                    boolean ahead = move.time().toSeconds() % 2 == 0;
                    process.clockIsOff(
                            ahead
                                    ? move.time()
                                    : shorter(move.time(), LATEST_CLOCK).negated());
                }));
            case DELIVER_TWICE ->
                process.step((operation, call) -> operation.equals("deliver") ? Fault.LOSE_REPLY : Fault.NONE);
            case PAUSE_INSIDE -> {
                // every other time while a reset is being carried out (K6)
                if (move.time().toSeconds() % 2 == 1) {
                    world.reset();
                }
                process.step(at(move.effect(), When.BEFORE, world::pause));
            }
            default -> change(move, process);
        }
        world.check();
    }

    private void waitUntilDue(SimulatedProcess process) {
        Duration left = Duration.between(world.now(), process.callAt());
        if (!left.isNegative() && left.compareTo(LONGEST_DUE) <= 0) {
            world.waits(left);
        }
    }

    private static boolean isStep(Move.Kind kind) {
        return switch (kind) {
            case STEP,
                    CRASH_BEFORE,
                    CRASH_AFTER,
                    FAIL,
                    LOSE_REPLY,
                    THROTTLE,
                    FREEZE_BEFORE,
                    FREEZE_AFTER,
                    FREEZE_AND_CRASH,
                    OTHER_DIES_INSIDE,
                    FREEZE_IN_CALL,
                    FREEZE_CLOCK_STANDS,
                    FREEZE_TIMER_STANDS,
                    THROW_ERROR,
                    THROW_UNCHECKED,
                    ANSWER_NULL,
                    INTERLEAVE,
                    CLOCK_JUMPS,
                    DELIVER_TWICE,
                    PAUSE_INSIDE -> true;
            default -> false;
        };
    }

    private void change(Move move, SimulatedProcess process) {
        switch (move.kind()) {
            case MOVE_DESTINATION -> process.reconfigure(job -> moved(job, move));
            case CHANGE_OF_MIND -> changeOfMind(move, process);
            case EXPORTS_HIDDEN -> hideExports(shorter(move.time(), LONGEST_HIDDEN));
            case SIGNAL -> signal(move, process);
            case ESTIMATE_WRONG -> world.estimatesAreWrongBy(move.effect() % 2 == 0 ? 100 : 0.01);
            case RESTART -> process.restart();
            case RECONFIGURE -> process.reconfigure(job -> reconfigured(job, move));
            case CLOCK_OFF -> clock(process, Duration.ofSeconds(30L * (move.effect() % 9 - 4)));
            // longer than DynamoDB remembers a token (T3); beyond what is promised where its own clock stands still
            case CLOCK_BACK -> clock(process, Duration.ofHours(latestStands ? -1 : -3 - 2L * move.effect()));
            case CLOCK_AHEAD -> clock(process, MONTH);
            case CLOCK_RIGHT -> process.clockIsOff(process.usualSkew());
            case STORE_DOWN -> world.storeIsDown();
            case STORE_SLOW -> world.storeTakes(Duration.ofSeconds(5L * (move.effect() % 12)));
            case STORE_THROTTLED -> world.storeIsThrottled();
            case STORE_UP -> world.storeIsUp();
            case NOTIFIER_DOWN -> world.notifierIsDown();
            case NOTIFIER_SLOW -> world.notifierTakes(shorter(move.time(), Duration.ofHours(1)));
            case NOTIFIER_UP -> world.notifierIsUp();
            case PAUSE -> world.pause();
            case RESUME -> world.resume();
            case RESET -> world.reset();
            case WRITE -> world.writeAnItem();
            case MEND -> mend();
            default -> changeAws(move, world.aws(), world.job().table());
        }
    }

    private void otherDiesInside(Move move, SimulatedProcess process) {
        SimulatedProcess other = process(move.process() + 1);
        FaultPlan dies = move.time().toSeconds() / 2 % 2 == 0
                ? (operation, call) -> operation.equals("deliver") ? Fault.CRASH_AFTER : Fault.NONE
                : FaultPlan.onEffect(move.effect(), Fault.CRASH_AFTER);
        Runnable happens = () -> {
            world.waits(Watch.NOTICE_TAKEOVER.plus(move.time()));
            if (!other.isBusy()) {
                other.step(dies);
            }
        };
        process.step(
                move.effect() % 2 == 0 ? Mishap.atFirst("deliver", happens) : at(move.effect(), When.AFTER, happens));
        stepLater(other);
    }

    /** The clock does not show that the process was frozen. Afterwards it is set right again. */
    private void freezeWithClock(Move move, SimulatedProcess process) {
        Duration before = process.skew();
        process.step(inCall(move.effect(), () -> {
            freeze(move.time());
            if (process.usesTimer() && !latestStands) {
                process.clockIsOff(before.minus(move.time()));
            }
        }));
        process.clockIsOff(before);
    }

    private void changeOfMind(Move move, SimulatedProcess process) {
        SimulatedProcess other = process(move.process() + 1);
        world.reset();
        if (move.effect() % 3 == 0) {
            stepLater(other);
        }
        world.resume();
        stepLater(process);
        if (move.time().toSeconds() % 2 == 1) {
            world.pause();
        }
        stepLater(other);
    }

    private void signal(Move move, SimulatedProcess process) {
        List<EmulatedExport> all =
                world.aws().exportsSince(world.job().table(), world.now().minus(REMEMBERED));
        boolean forged = all.isEmpty() || move.effect() % 5 == 0;
        int older = move.effect() % 5 == 1 ? move.effect() : 0;
        String id = forged
                ? "01768385930622-efd1a093"
                : all.get(Math.max(0, all.size() - 1 - older)).arn().exportId();
        ExportSignal signal = ExportSignal.ofManifest(
                world.job().destination().bucket(), "AWSDynamoDB/" + id + "/manifest-summary.json");
        world.waits(Duration.ofSeconds(1));
        process.step(signal);
        if (move.effect() % 5 == 2) {
            world.waits(Duration.ofSeconds(1));
            process(move.process() + 1).step(signal);
        }
    }

    private void stepLater(SimulatedProcess process) {
        world.waits(Duration.ofSeconds(1));
        process.step();
    }

    /** The exports of the new chain begin where the history does, and that is not told in the same way each time. */
    private void jitter(ExportEmulator aws, TableArn table, Move move) {
        aws.switchRecoveryOff(table);
        world.waits(Duration.ofSeconds(move.effect()));
        aws.switchRecoveryOn(table);
        world.faultStruck();
        world.reset();
        SimulatedProcess process = process(move.process());
        stepLater(process);
        world.waits(Duration.ofMinutes(20));
        stepLater(process);
        aws.showEarliestLater(Duration.ofSeconds(1));
        stepLater(process);
        aws.showEarliestLater(Duration.ZERO);
    }

    private void changeAws(Move move, ExportEmulator aws, TableArn table) {
        String variety = "";
        switch (move.kind()) {
            case RECOVERY_OFF -> {
                aws.switchRecoveryOff(table);
                world.faultStruck();
            }
            case RECOVERY_ON -> aws.switchRecoveryOn(table);
            case FLAP -> {
                aws.switchRecoveryOff(table);
                world.waits(Duration.ofSeconds(move.effect()));
                aws.switchRecoveryOn(table);
                world.faultStruck();
            }
            case SHORTEN -> {
                aws.shortenRecovery(table, move.effect());
                variety = " to " + move.effect() + " days";
                world.faultStruck();
            }
            case FEW_DAYS -> {
                aws.shortenRecovery(table, 1 + move.effect() % 3);
                variety = " " + (1 + move.effect() % 3);
                world.faultStruck();
            }
            case RECOVERY_JITTERS -> jitter(aws, table, move);
            case RECOVERY_TIMES_HIDDEN -> {
                aws.hideRecoveryTimes();
                world.faultStruck();
            }
            case RECOVERY_TIMES_SHOWN -> aws.showRecoveryTimes();
            case DATES_HIDDEN -> {
                world.datesAreHidden();
                if (move.effect() % 3 != 0) {
                    aws.showDates();
                    aws.showDatesOffBy(move.effect() % 3 == 1 ? YEARS_BACK : AHEAD);
                    variety = " behind a proxy whose clock is wrong";
                }
            }
            case DATES_SHOWN -> world.datesAreShown();
            case RATE_LIMITED -> {
                int calls = calls(move);
                Duration per = move.time().toSeconds() % 2 == 0 ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
                aws.limitRate(operation(move), calls, per);
                variety = " " + operation(move) + " " + calls + " in " + per;
                world.faultStruck();
            }
            case RATES_FREE -> aws.limitNoRate();
            case CALLS_SLOW -> {
                aws.callsTake(number -> timeOfCall(move, number));
                world.faultStruck();
            }
            case CALLS_QUICK -> aws.callsTake(number -> Duration.ZERO);
            case PAGES_REFUSED -> {
                aws.refusePages(2 + move.effect() % 3);
                world.faultStruck();
            }
            case PAGES_TAKEN -> aws.takePages();
            case RECREATE -> {
                aws.recreate(table);
                aws.switchRecoveryOn(table);
                world.faultStruck();
            }
            case LATEST_STANDS -> {
                if (isAnyVeryLate()) {
                    return;
                }
                aws.latestStandsStill(table);
                latestStands = true;
                world.faultStruck();
            }
            case LATEST_GOES_ON -> {
                aws.latestGoesOn(table);
                latestStands = false;
            }
            case EXPORTS_TAKE -> {
                aws.exportsTake(move.time());
                variety = " " + move.time();
            }
            case EXPORTS_NEVER_END -> {
                aws.exportsTake(Duration.ofDays(7L * move.effect()));
                world.faultStruck();
            }
            case EXPORTS_ARE_QUICK -> aws.exportsTake(QUICK);
            case FAIL_EXPORT -> {
                variety = " " + CODES.get(move.effect() % CODES.size());
                aws.failNext(1, CODES.get(move.effect() % CODES.size()), "simulated");
            }
            case FAIL_EXPORT_SILENTLY -> aws.failNextWithoutReason(1);
            case UNKNOWN_STATUS -> aws.reportUnknownStatusOfNext(move.effect());
            case TRUE_STATUS -> trueStatus();
            case BUCKET_BROKEN -> aws.bucketProblem(bucket(), CODES.get(move.effect() % CODES.size()));
            case BUCKET_FINE -> aws.bucketIsFine(bucket());
            case DENY -> {
                variety = " " + operation(move) + deny(operation(move), move.effect() / OPERATIONS.size());
            }
            case ALLOW -> allow();
            case CALLS_FAIL -> {
                variety = " " + operation(move);
                aws.failCalls(operation(move));
            }
            case CALLS_MENDED -> OPERATIONS.forEach(aws::mendCalls);
            case QUOTA_FULL -> aws.limitExportsInFlight(0);
            case QUOTA_FREE -> aws.limitExportsInFlight(300);
            case TIMES_REFUSED -> world.timesAreRefused();
            case TIMES_ACCEPTED -> world.timesAreAccepted();
            case TOKEN_TAKEN -> aws.takeNextTokens(1);
            default -> throw new IllegalArgumentException(move + ": no such move");
        }
        world.say("DynamoDB: " + move.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + variety);
    }

    /** All that is wrong with the world is over; what is lost stays lost. */
    void mend() {
        world.storeIsUp();
        world.notifierIsUp();
        world.timesAreAccepted();
        ExportEmulator aws = world.aws();
        TableArn table = world.job().table();
        aws.switchRecoveryOn(table);
        aws.shortenRecovery(table, world.recoveryDays());
        aws.showRecoveryTimes();
        world.datesAreShown();
        aws.limitNoRate();
        aws.callsTake(number -> Duration.ZERO);
        aws.takePages();
        aws.latestGoesOn(table);
        latestStands = false;
        aws.exportsTake(QUICK);
        aws.failNoMore();
        aws.takeNextTokens(0);
        aws.bucketIsFine(bucket());
        allow();
        aws.limitExportsInFlight(300);
        aws.reportUnknownStatusOfNext(0);
        trueStatus();
        world.say("the world is mended");
    }

    /** Once in a life: twice, with nobody looking in between, is the same as for longer than an hour (F7). */
    private void hideExports(Duration time) {
        if (!hasHiddenExports) {
            hasHiddenExports = true;
            world.exportsHiddenFor(time);
        }
    }

    /**
     * A token's age is taken by the later of two clocks, with four hours of slack (T3, S14). That both are late by more is
     * beyond what is promised.
     */
    private boolean isAnyVeryLate() {
        return world.processes().stream()
                .anyMatch(process -> process.usualSkew().plus(LATEST_CLOCK).isNegative()
                        || process.skew().plus(LATEST_CLOCK).isNegative());
    }

    private void trueStatus() {
        world.aws()
                .exportsSince(world.job().table(), world.now().minus(REMEMBERED))
                .forEach(export -> world.aws().reportTrueStatus(export.arn()));
    }

    private void freeze(Duration time) {
        world.passInside(time, PARTS_OF_A_FREEZE);
    }

    private void clock(SimulatedProcess process, Duration skew) {
        world.faultStruck();
        process.clockIsOff(skew);
    }

    private ExportJob reconfigured(ExportJob job, Move move) {
        int choice = (int) (move.time().toSeconds() % 4);
        ExportJob.Builder changed = job.toBuilder();
        switch (move.effect() % 6) {
            case 0 -> changed.windowSize(WINDOW_SIZES.get(choice % WINDOW_SIZES.size()));
            case 1 -> changed.maxInFlight(1 + choice);
            case 2 -> changed.alignment(choice % 2 == 0 ? WindowAlignment.CLOCK : WindowAlignment.CHAIN_START);
            // window by window is slow, so it is seldom
            case 3 -> changed.catchUp(choice == 0 ? CatchUp.WINDOW_BY_WINDOW : CatchUp.MERGED_WINDOWS);
            case 4 -> changed.stuckAfter(Duration.ofHours(1 + 8L * choice));
            default -> {
                return world.job();
            }
        }
        return changed.build();
    }

    /** Two buckets, and two prefixes in the first one. */
    private ExportJob moved(ExportJob job, Move move) {
        S3Destination first = world.job().destination();
        S3Destination moved = switch (move.effect() % 4) {
            case 0 -> first;
            case 1 -> first.withPrefix("moved/a");
            case 2 -> first.withPrefix("moved/b");
            default -> S3Destination.bucket(first.bucket() + "-2");
        };
        return job.toBuilder().destination(moved).build();
    }

    /** As observed for two operations, documented for one, and fewer for the others. */
    private static int calls(Move move) {
        return switch (operation(move)) {
            case "ExportTableToPointInTime" -> 20;
            case "DescribeExport" -> 13 + move.effect() % 6;
            case "DescribeContinuousBackups" -> 10;
            default -> 1 + move.effect() % 3;
        };
    }

    private static Duration timeOfCall(Move move, long number) {
        return Duration.ofMillis(
                400 + Math.floorMod(31 * number * number + 7 * move.time().toSeconds(), 9_601));
    }

    private static When side(Move move) {
        return move.time().toSeconds() / 2 % 2 == 0 ? When.BEFORE : When.AFTER;
    }

    private static <T> T variety(List<T> varieties, Move move) {
        return varieties.get((int) (move.time().toSeconds() / 4 % varieties.size()));
    }

    private SimulatedProcess process(int number) {
        return world.process(number % world.processes().size());
    }

    private String bucket() {
        return world.job().destination().bucket();
    }

    /** By a policy, or by one of the checks that AWS makes before it looks at a request (F9). */
    private String deny(String operation, int how) {
        if (how % 2 == 0) {
            world.aws().denyAccess(operation);
            return "";
        }
        String code = REFUSALS.get(how / 2 % REFUSALS.size());
        world.aws().refuseCalls(operation, code, "simulated");
        return " " + code;
    }

    private void allow() {
        OPERATIONS.forEach(world.aws()::allowAccess);
        OPERATIONS.forEach(world.aws()::mendCalls);
    }

    private static String operation(Move move) {
        return OPERATIONS.get(move.effect() % OPERATIONS.size());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Something happens at one side of an effect; once, for it may itself come by here. */
    private static FaultPlan at(int effect, When side, Runnable happens) {
        return Mishap.at(effect, side, happens);
    }

    /** Something happens inside of a call of AWS, once: every other time of the first request for an export. */
    private static FaultPlan inCall(int effect, Runnable happens) {
        return new FaultPlan() {
            private int calls;
            private boolean happened;

            @Override
            public Fault next(String operation, long call) {
                return Fault.NONE;
            }

            @Override
            public void entered(String operation) {
                calls++;
                boolean now = effect % 2 == 0 ? operation.equals("ExportTableToPointInTime") : calls == 1 + effect / 2;
                if (now && !happened) {
                    happened = true;
                    happens.run();
                }
            }
        };
    }
}
