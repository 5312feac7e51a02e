package io.github.dcie.micrometer;

import io.github.dcie.AdvanceOutcome;
import io.github.dcie.JobId;
import io.github.dcie.StateStoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Meters the steps of export jobs: how far behind they are, what is wrong, what was exported and billed, how long steps and
 * exports took. All meters are listed in {@code docs/metrics.md}; all are tagged {@code job.id}.
 *
 * <pre>{@code
 * ExportMetrics metrics = ExportMetrics.create(registry);
 * AdvanceOutcome outcome = metrics.step(exports.job().id(), exports::advance);
 * }</pre>
 *
 * <p>It calls nothing, neither AWS nor the state store: it counts what a step answers. Ages are computed when a gauge is read,
 * so {@code dcie.lag} grows when nobody steps the job any more. What cannot be told by the clock alone, such as the conditions
 * that hold, has no value (NaN) when this process's last step is too long ago; another process may have gone on since.
 *
 * <p>An export is counted by the step that delivered its event, in whichever process that was; so the sum over all processes
 * counts each export once, or twice where its event was delivered twice (N1).
 *
 * <p>Use one object for each registry, for as long as jobs are stepped. If there are two, a job's gauges are those of the
 * object that was the later to step it for the first time. Thread-safe; no thread, nothing to close. What is kept for each
 * job is its last outcome, until {@link #remove}.
 */
public final class ExportMetrics {

    private final MeterRegistry registry;
    private final Tags tags;
    private final InstantSource clock;
    private final Duration staleAfter;
    private final ConcurrentMap<JobId, JobMeters> jobs = new ConcurrentHashMap<>();

    private ExportMetrics(Builder from) {
        registry = from.registry;
        tags = from.tags;
        clock = from.clock;
        staleAfter = from.staleAfter;
    }

    /**
     * Metrics with all settings at their defaults.
     *
     * @param registry where the meters are registered
     * @return the metrics
     */
    public static ExportMetrics create(MeterRegistry registry) {
        return builder(registry).build();
    }

    /**
     * A builder with all settings at their defaults.
     *
     * @param registry where the meters are registered
     * @return the builder
     */
    public static Builder builder(MeterRegistry registry) {
        return new Builder(registry);
    }

    /**
     * Goes one step on and meters it. The job's meters are registered before its first step.
     *
     * @param job whose step it is
     * @param step the coordinator's step, {@code exports::advance}
     * @return what the step answered
     * @throws StateStoreException if the step throws it; it is counted, as is everything else that a step throws
     * @throws IllegalArgumentException if the answer is another job's; the step was made, but is not metered
     */
    public AdvanceOutcome step(JobId job, Step step) throws StateStoreException {
        JobMeters meters = jobs.computeIfAbsent(job, this::meters);
        long begin = monotonicTime();
        AdvanceOutcome outcome;
        try {
            outcome = step.advance();
        } catch (StateStoreException | RuntimeException | Error e) {
            meters.threw(e, since(begin));
            throw e;
        }
        JobId answered = outcome.status().job();
        if (!answered.equals(job)) {
            throw new IllegalArgumentException("the step of job " + job + " answered for job " + answered
                    + ": expected the same job; hand in the step of its own coordinator");
        }
        meters.answered(outcome, since(begin));
        return outcome;
    }

    /**
     * Takes all meters of a job out of the registry and forgets the job. For a job that is over, or that this process no
     * longer steps. A step that is under way meanwhile is not metered; the next one registers the job anew.
     *
     * @param job the job; nothing happens if it was never stepped
     */
    public void remove(JobId job) {
        // within the map's own lock for the job: a step that begins now must not be given the meters that go
        jobs.computeIfPresent(job, (id, meters) -> {
            meters.remove();
            return null;
        });
    }

    private JobMeters meters(JobId job) {
        return new JobMeters(new Meters(registry, tags.and(TagKeys.JOB, job.value())), clock, staleAfter);
    }

    private long monotonicTime() {
        return registry.config().clock().monotonicTime();
    }

    private Duration since(long begin) {
        return Duration.ofNanos(monotonicTime() - begin);
    }

    /** Collects options; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(30);

        private final MeterRegistry registry;
        private Tags tags = Tags.empty();
        private InstantSource clock = InstantSource.system();
        private Duration staleAfter = Duration.ofHours(1);

        private Builder(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
        }

        /**
         * Tags that all meters bear beside this library's own. Default: none.
         *
         * @param value the tags; none of them with the key {@code job.id}, {@code kind}, {@code outcome}, {@code reason} or
         *     {@code type}
         * @return this builder
         */
        public Builder tags(Iterable<? extends Tag> value) {
            tags = Tags.of(value);
            return this;
        }

        /**
         * Where the time comes from that ages are told by; the coordinator's. How long something took is told by the
         * registry's own clock. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * How long after this process's last step what it saw is still shown, where only a step can tell. It should be
         * longer than the time between two steps. Default: 1 hour.
         *
         * @param value 1 minute to 30 days
         * @return this builder
         */
        public Builder staleAfter(Duration value) {
            staleAfter = Objects.requireNonNull(value, "staleAfter");
            return this;
        }

        /**
         * Checks the options and makes the metrics. Registers nothing.
         *
         * @return the metrics
         * @throws IllegalArgumentException if options are out of range; the message lists all faults
         */
        public ExportMetrics build() {
            List<String> faults = new ArrayList<>();
            tags.stream()
                    .map(Tag::getKey)
                    .filter(TagKeys.ALL::contains)
                    .forEach(key -> faults.add("tag " + key + ": expected none of this library's own keys; rename it"));
            if (staleAfter.compareTo(SHORTEST) < 0 || staleAfter.compareTo(LONGEST) > 0) {
                faults.add("staleAfter " + staleAfter + ": expected " + SHORTEST + " to " + LONGEST);
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("metrics of export jobs: " + String.join("; ", faults));
            }
            return new ExportMetrics(this);
        }
    }
}
