package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.testkit.EmulatedExport;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of a fleet.
 *
 * @param plan the fleet
 * @param period the time measured
 * @param accounts its accounts
 * @param pool who made the steps
 * @param timeliness when its windows were requested
 * @param steps how many steps there were, those that were not measured included
 */
record FleetResult(
        FleetPlan plan, Period period, List<Account> accounts, Pool pool, Timeliness timeliness, long steps) {

    /** The most calls that any account had in so many seconds. */
    int most(Operation operation, int seconds) {
        return accounts.stream()
                .mapToInt(account -> account.meter().most(operation, seconds))
                .max()
                .orElse(0);
    }

    /** In which part of all accounts' seconds there were more calls than the limit. */
    double shareAboveLimit(Operation operation) {
        int limit = operation.limit().orElseThrow();
        long above = accounts.stream()
                .mapToLong(account -> account.meter().secondsAbove(operation, limit))
                .sum();
        return (double) above / accounts.size() / period.length().toSeconds();
    }

    /** Calls of all accounts for each window that was requested. */
    double perWindow(Operation operation) {
        return (double) calls(operation) / timeliness.windows();
    }

    /** Calls a second of an account, on average. */
    double perSecond(Operation operation) {
        return (double) calls(operation) / accounts.size() / period.length().toSeconds();
    }

    long calls(Operation operation) {
        return accounts.stream()
                .mapToLong(account -> account.meter().count(operation))
                .sum();
    }

    /** The most incremental exports of any account that were in flight at once. */
    int mostInFlight() {
        return accounts.stream().mapToInt(this::mostInFlight).max().orElse(0);
    }

    private int mostInFlight(Account account) {
        List<EmulatedExport> exports = new ArrayList<>();
        account.jobs().forEach(job -> exports.addAll(account.exports(job)));
        return InFlight.most(exports, period);
    }
}
