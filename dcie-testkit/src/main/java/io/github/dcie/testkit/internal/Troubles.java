package io.github.dcie.testkit.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongFunction;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What a service does with calls beside its rules: it denies, fails, limits, delays and hides. Thread-safe. */
public final class Troubles {

    private final Set<String> denied = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final Map<String, DynamoDbException> refused = new HashMap<>();
    private final Map<String, RateLimit> rates = new HashMap<>();
    private LongFunction<Duration> callTimes = number -> Duration.ZERO;
    private long calls;
    private Instant exportsHiddenUntil = Instant.MIN;
    private boolean timesHidden;
    private boolean datesHidden;
    private Duration datesOffBy = Duration.ZERO;
    private Duration earliestLater = Duration.ZERO;
    private OptionalInt pagesRefusedFrom = OptionalInt.empty();

    Troubles() {}

    /**
     * An operation is denied.
     *
     * @param operation its name
     */
    public synchronized void deny(String operation) {
        denied.add(operation);
    }

    /**
     * An operation is allowed again.
     *
     * @param operation its name
     */
    public synchronized void allow(String operation) {
        denied.remove(operation);
    }

    /**
     * An operation answers with a server fault.
     *
     * @param operation its name
     */
    public synchronized void fail(String operation) {
        failing.add(operation);
    }

    /**
     * An operation answers again.
     *
     * @param operation its name
     */
    public synchronized void mend(String operation) {
        failing.remove(operation);
        refused.remove(operation);
    }

    /**
     * An operation is refused with an error that is none of the service's own.
     *
     * @param operation its name
     * @param code the error's code
     * @param message the error's message
     */
    public synchronized void refuse(String operation, String code, String message) {
        refused.put(operation, ServiceErrors.unmodelled(code, message));
    }

    /**
     * Calls of an operation are throttled.
     *
     * @param operation its name
     * @param callsAtOnce how many pass
     * @param per in which time
     */
    public synchronized void limit(String operation, int callsAtOnce, Duration per) {
        if (callsAtOnce < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(
                    callsAtOnce + " calls in " + per + ": expected 1 or more, in a positive time");
        }
        rates.put(operation, new RateLimit(callsAtOnce, per));
    }

    /** No calls are throttled. */
    public synchronized void limitNothing() {
        rates.clear();
    }

    /**
     * How long calls take.
     *
     * @param times by the number of the call, 1 is the first from now on
     */
    public synchronized void callsTake(LongFunction<Duration> times) {
        callTimes = times;
        calls = 0;
    }

    /**
     * Exports are not found by DescribeExport.
     *
     * @param until from when on they are found again
     */
    public synchronized void exportsAreHidden(Instant until) {
        exportsHiddenUntil = until;
    }

    /**
     * Recovery is on, and its times are not shown.
     *
     * @param hidden whether they are not
     */
    public synchronized void timesAreHidden(boolean hidden) {
        timesHidden = hidden;
    }

    /**
     * Answers bear no Date header.
     *
     * @param hidden whether that is so
     */
    public synchronized void datesAreHidden(boolean hidden) {
        datesHidden = hidden;
    }

    /**
     * The earliest restorable time is shown later than it is.
     *
     * @param by how much later
     */
    public synchronized void earliestIsShownLater(Duration by) {
        earliestLater = by;
    }

    /**
     * ListExports refuses its own tokens.
     *
     * @param page of pages from this one on, 2 or more; empty if it takes all
     */
    public synchronized void pagesAreRefusedFrom(OptionalInt page) {
        if (page.isPresent() && page.getAsInt() < 2) {
            throw new IllegalArgumentException(
                    "page " + page.getAsInt() + ": expected 2 or more; the first has no token");
        }
        pagesRefusedFrom = page;
    }

    synchronized void requireService(String operation) {
        if (failing.contains(operation)) {
            throw ServiceErrors.internal();
        }
    }

    synchronized void requireAccess(String operation) {
        if (refused.containsKey(operation)) {
            throw refused.get(operation);
        }
        if (denied.contains(operation)) {
            throw ServiceErrors.accessDenied("User is not authorized to perform: dynamodb:" + operation
                    + " because no identity-based policy allows the dynamodb:" + operation + " action");
        }
    }

    synchronized void requireRate(String operation, Instant now) {
        if (!Optional.ofNullable(rates.get(operation))
                .map(rate -> rate.passes(now))
                .orElse(true)) {
            throw ServiceErrors.throttling();
        }
    }

    synchronized Duration timeOfCall() {
        return callTimes.apply(++calls);
    }

    synchronized boolean areExportsHidden(Instant now) {
        return now.isBefore(exportsHiddenUntil);
    }

    synchronized boolean areTimesHidden() {
        return timesHidden;
    }

    /**
     * Answers bear a wrong Date header, as of a proxy whose clock is wrong.
     *
     * @param by positive if it is ahead
     */
    public synchronized void datesAreOffBy(Duration by) {
        datesOffBy = by;
    }

    synchronized Duration datesOffBy() {
        return datesOffBy;
    }

    synchronized boolean areDatesHidden() {
        return datesHidden;
    }

    synchronized Duration earliestLater() {
        return earliestLater;
    }

    synchronized boolean isRefused(int page) {
        return pagesRefusedFrom.isPresent() && page >= pagesRefusedFrom.getAsInt();
    }
}
