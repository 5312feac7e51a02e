package io.github.dcie.micrometer;

import io.github.dcie.JobId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Reads the meters of one job. Asking for one that is not there fails the test. */
record Reading(MeterRegistry registry, JobId job) {

    double gauge(String name, String... tags) {
        return registry.get(name).tag("job.id", job.value()).tags(tags).gauge().value();
    }

    double count(String name, String... tags) {
        Counter counter =
                registry.get(name).tag("job.id", job.value()).tags(tags).counter();
        return counter.count();
    }

    Timer timer(String name, String... tags) {
        return registry.get(name).tag("job.id", job.value()).tags(tags).timer();
    }

    boolean has(String name, String... tags) {
        return !registry.find(name)
                .tag("job.id", job.value())
                .tags(tags)
                .meters()
                .isEmpty();
    }
}
