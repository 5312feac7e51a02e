package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.ExportJob;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fleet in simulated time: every job is called when it asked to be, by the first worker that is free, and keeps that
 * worker for as long as its calls take. First steps are made when the plan says so, by whoever sets the jobs up, and keep
 * no worker.
 */
final class Fleet {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEED = 1;

    private final SimulatedClock clock = SimulatedClock.startingAt(BEGIN);
    private final StepTime time = new StepTime(clock);
    private final FleetPlan plan;
    private final Period period;
    private final List<Account> accounts = new ArrayList<>();
    private final Pool pool;
    private final PriorityQueue<Call> calls =
            new PriorityQueue<>(Comparator.comparing(Call::due).thenComparing(Call::number));
    private long steps;

    Fleet(FleetPlan plan) {
        this.plan = plan;
        Instant measuredFrom = BEGIN.plus(plan.warmUp());
        this.period = new Period(measuredFrom, measuredFrom.plus(plan.measured()));
        this.pool = new Pool(plan.workers(), period);
        for (int i = 0; i < plan.accounts(); i++) {
            accounts.add(new Account(i, plan.tables(), plan.alignment(), clock, time, new Meter(period)));
        }
    }

    /** A job's next call. */
    private record Call(Instant due, long number, ExportCoordinator job, Caller caller) {}

    /** Who makes a call. */
    private enum Caller {
        SET_UP,
        POOL
    }

    /** Lets it live until the end of the time measured. */
    FleetResult run() {
        // jobs that are due in one second are called in this order, which is that of no account
        List<Integer> order = IntStream.range(0, plan.jobs()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, new Random(SEED));
        for (Account account : accounts) {
            List<ExportJob> jobs = account.jobs();
            for (int i = 0; i < jobs.size(); i++) {
                Instant due = BEGIN.plus(plan.beginning().delay(i, jobs.size()));
                calls.add(new Call(due, order.get(calls.size()), account.coordinator(jobs.get(i)), Caller.SET_UP));
            }
        }
        for (Call next = calls.remove(); make(next); next = calls.remove()) {
            steps++;
        }
        clock.advanceTo(period.to());
        return new FleetResult(plan, period, accounts, pool, timeliness(), steps);
    }

    private Timeliness timeliness() {
        Timeliness all = new Timeliness(period);
        for (Account account : accounts) {
            account.jobs().forEach(job -> all.add(job, account.exports(job)));
        }
        return all;
    }

    /** Makes a call, unless it lies beyond the time measured. */
    private boolean make(Call call) {
        Instant from = call.caller() == Caller.POOL ? pool.beginsAt(call.due()) : latest(call.due(), clock.instant());
        if (!from.isBefore(period.to())) {
            return false;
        }
        clock.advanceTo(from);
        time.begin();
        Instant again = step(call.job());
        Duration taken = time.taken();
        if (call.caller() == Caller.POOL) {
            pool.worked(call.due(), from, taken);
        }
        calls.add(new Call(latest(again, from.plus(taken)), call.number(), call.job(), Caller.POOL));
        return true;
    }

    private static Instant step(ExportCoordinator job) {
        try {
            return job.advance().callAgainAt();
        } catch (StateStoreException e) {
            throw new IllegalStateException("a store without faults has failed", e);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
