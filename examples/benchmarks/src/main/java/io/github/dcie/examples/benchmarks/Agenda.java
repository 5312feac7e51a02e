package io.github.dcie.examples.benchmarks;

import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when. It moves the clock from one action to the next; actions of one instant keep their order. */
final class Agenda {

    private final SimulatedClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private long number;

    Agenda(SimulatedClock clock) {
        this.clock = clock;
    }

    private record Entry(Instant at, long number, Runnable action) {}

    /** What should have happened before now happens now. */
    void at(Instant when, Runnable action) {
        Instant now = clock.instant();
        entries.add(new Entry(when.isBefore(now) ? now : when, number++, action));
    }

    void after(Duration pause, Runnable action) {
        at(clock.instant().plus(pause), action);
    }

    /** All that happens before an instant; then the clock shows it. */
    void runUntil(Instant end) {
        while (!entries.isEmpty() && entries.element().at().isBefore(end)) {
            Entry next = entries.remove();
            // somebody else may have moved the clock beyond it
            if (next.at().isAfter(clock.instant())) {
                clock.advanceTo(next.at());
            }
            next.action().run();
        }
        clock.advanceTo(end);
    }

    void runFor(Duration time) {
        runUntil(clock.instant().plus(time));
    }
}
