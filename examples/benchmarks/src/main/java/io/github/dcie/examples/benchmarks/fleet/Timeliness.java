package io.github.dcie.examples.benchmarks.fleet;

import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long after they were due windows were requested. A window is due when it is over and settled (W3); one that merges
 * several (W4) when the first of them was. A window that was due and not requested by the end of the period counts with
 * the time that it has waited till then.
 */
final class Timeliness {

    private final Period period;
    private final List<Duration> late = new ArrayList<>();
    private int windows;
    private int merged;
    private int jobsThatWaited;

    Timeliness(Period period) {
        this.period = period;
    }

    /** Adds a job by all its exports, in order. One that has none has waited for all of the period. */
    void add(ExportJob job, List<EmulatedExport> exports) {
        Instant due = period.from();
        Duration worst = Duration.ZERO;
        for (EmulatedExport export : exports) {
            if (export.window().isPresent()) {
                worst = longer(worst, requested(export.window().get(), due, export.requestedAt(), job));
            }
            due = export.exportTime().plus(job.windowSize()).plus(job.settleDelay());
        }
        worst = longer(worst, notRequested(due));
        jobsThatWaited += worst.compareTo(job.windowSize()) < 0 ? 0 : 1;
    }

    private Duration requested(ExportWindow window, Instant due, Instant at, ExportJob job) {
        if (!period.contains(at)) {
            return Duration.ZERO;
        }
        windows++;
        merged += window.length().compareTo(job.windowSize()) > 0 ? 1 : 0;
        return waited(due, at);
    }

    private Duration notRequested(Instant due) {
        return due.isBefore(period.to()) ? waited(due, period.to()) : Duration.ZERO;
    }

    private Duration waited(Instant due, Instant until) {
        Duration wait = Duration.between(due, until);
        late.add(wait);
        return wait;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Windows that were requested in the period. */
    int windows() {
        return windows;
    }

    /** How many of them are longer than they would be had they been requested in time. */
    int merged() {
        return merged;
    }

    /** Jobs with a window that was requested a window's length after it was due, or later, or not yet. */
    int jobsThatWaited() {
        return jobsThatWaited;
    }

    Duration worst() {
        return sorted().get(late.size() - 1);
    }

    Duration median() {
        return sorted().get(late.size() / 2);
    }

    private List<Duration> sorted() {
        if (late.isEmpty()) {
            throw new IllegalStateException("no window was due in " + period);
        }
        return late.stream().sorted().toList();
    }
}
