package io.github.dcie.examples.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** A fixed number of workers, each making one step at a time. */
final class Pool {

    private final Period period;
    private final PriorityQueue<Instant> freeAt = new PriorityQueue<>();
    private Duration busy = Duration.ZERO;
    private Duration longestWait = Duration.ZERO;

    Pool(int workers, Period period) {
        this.period = period;
        for (int i = 0; i < workers; i++) {
            freeAt.add(Instant.MIN);
        }
    }

    /** When a step that is due then begins: as soon as a worker is free. */
    Instant beginsAt(Instant due) {
        Instant free = freeAt.element();
        return free.isAfter(due) ? free : due;
    }

    /** The worker that was free first made a step. */
    void worked(Instant due, Instant from, Duration taken) {
        freeAt.remove();
        freeAt.add(from.plus(taken));
        if (period.contains(from)) {
            busy = busy.plus(taken);
            Duration wait = Duration.between(due, from);
            longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
        }
    }

    /** How many workers were busy on average. */
    double busyWorkers() {
        return (double) busy.toMillis() / period.length().toMillis();
    }

    /** The longest that a step which was due waited for a worker. */
    Duration longestWait() {
        return longestWait;
    }
}
