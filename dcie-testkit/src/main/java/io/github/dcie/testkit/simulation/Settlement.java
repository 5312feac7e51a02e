package io.github.dcie.testkit.simulation;

import io.github.dcie.CatchUp;
import io.github.dcie.Chain;
import io.github.dcie.Condition;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobStatus;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** I7: the last fault is over, and the job recovers with a bounded number of exports and steps. */
final class Settlement {

    private static final Duration LARGEST_SKEW = Duration.ofMinutes(2);

    /** Beyond size, settle and the export's own time: looks at running exports, late clocks. */
    private static final Duration SLACK = Duration.ofMinutes(15);

    /** Tokens in somebody else's use are free after 8 hours; what was refused for long is asked again slowly. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(2);

    private static final Duration PER_EXPORT = Duration.ofMinutes(30);
    private static final int STEPS = 100;
    private static final int STEPS_PER_EXPORT = 30;

    private final Simulation world;
    private final Duration size;
    private final Instant begun;
    private boolean reset;

    Settlement(Simulation world) {
        this.world = world;
        this.begun = world.now();
        this.size = world.processes().stream()
                .map(process -> process.job().windowSize())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    void settle() {
        world.note("all trouble ends");
        world.life().mend();
        for (SimulatedProcess process : world.processes()) {
            if (process.skew().abs().compareTo(LARGEST_SKEW) > 0) {
                process.clockIsOff(Duration.ZERO);
            }
            // two destinations at once are a condition that nobody but their operator can end (K9)
            if (!process.job().destination().equals(world.job().destination())) {
                process.reconfigure(job ->
                        job.toBuilder().destination(world.job().destination()).build());
            }
        }
        if (world.isHeld()) {
            world.resume();
        }
        endRunningExports();

        long stepsBefore = world.steps();
        int exportsBefore = world.oracle().exports().count();
        Optional<JobStatus> first = follow(Duration.ofHours(1), status -> true);
        long allowed = first.map(this::exportsNeeded).orElse(1L);
        Duration longest = LONGEST_WAIT.plus(PER_EXPORT.multipliedBy(allowed));
        Optional<JobStatus> settled = follow(longest, status -> isSettled(status) || mustReset(status));
        if (settled.filter(this::mustReset).isPresent()) {
            reset = true;
            world.reset();
            settled = follow(longest, this::isSettled);
        }
        if (settled.isEmpty()) {
            world.violated("I7: not settled within " + longest + " after the last fault; "
                    + world.status().map(JobStatus::toText).orElse("no status"));
            world.check();
        }

        int exports = world.oracle().exports().count() - exportsBefore;
        allowed += Duration.between(begun, world.now()).dividedBy(smallestSize()) + 1;
        if (exports > allowed) {
            world.violated("I7: " + exports + " exports to settle, allowed are " + allowed);
        }
        long steps = world.steps() - stepsBefore;
        long allowedSteps = world.processes().size() * (STEPS + STEPS_PER_EXPORT * allowed);
        if (steps > allowedSteps) {
            world.violated("I7: " + steps + " steps to settle, allowed are " + allowedSteps);
        }
        settled.ifPresent(status -> world.oracle().checkAll(status));
        world.check();
    }

    private Optional<JobStatus> follow(Duration atMost, Predicate<JobStatus> what) {
        return world.follow(world.now().plus(atMost), what);
    }

    /** An export that would take weeks was a fault, too. */
    private void endRunningExports() {
        Instant soon = world.now().plus(Life.QUICK);
        for (EmulatedExport export : world.aws().exports(world.job().table())) {
            if (export.state() == State.IN_PROGRESS && export.endsAt().isAfter(soon)) {
                world.aws().complete(export.arn());
            }
        }
    }

    private boolean mustReset(JobStatus status) {
        return !reset
                && status.conditions().stream()
                        .map(Condition::heals)
                        .anyMatch(heals -> heals == Condition.Heals.BY_RESET || heals == Condition.Heals.BY_RECOVERY);
    }

    private boolean isSettled(JobStatus status) {
        Duration least = size.plus(world.job().settleDelay()).plus(Life.QUICK).plus(SLACK);
        return status.conditions().isEmpty()
                && status.pendingEvents() == 0
                && status.watermark()
                        .filter(mark -> Duration.between(mark, world.now()).compareTo(least) <= 0)
                        // a loss of history before the trouble's end is seen when what lies behind it is requested
                        .filter(mark -> !mark.isBefore(begun))
                        .isPresent();
    }

    /** Without the windows that come due meanwhile. */
    private long exportsNeeded(JobStatus status) {
        long behind = status.chain()
                .map(Chain::frontier)
                .map(frontier ->
                        Math.max(0, Duration.between(frontier, world.now()).dividedBy(smallestSize())))
                .orElse(0L);
        long inFlight = world.processes().stream()
                .mapToInt(process -> process.job().maxInFlight())
                .max()
                .orElseThrow();
        long perExport = world.processes().stream()
                .mapToLong(process -> most(process.job()))
                .min()
                .orElseThrow();
        return status.openExports().size() + (behind + perExport - 1) / perExport + inFlight + 1;
    }

    /** How many of the smallest windows an export has at least that catches up. */
    private long most(ExportJob job) {
        return job.catchUp() == CatchUp.WINDOW_BY_WINDOW
                ? 1
                : ExportWindow.LONGEST.dividedBy(job.windowSize())
                        * job.windowSize().dividedBy(smallestSize());
    }

    private Duration smallestSize() {
        return world.processes().stream()
                .map(process -> process.job().windowSize())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
