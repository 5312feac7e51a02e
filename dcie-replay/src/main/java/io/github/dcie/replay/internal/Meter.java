package io.github.dcie.replay.internal;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.replay.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Counts the changes of an export, and reckons when the rest will be done. Thread-safe. */
public final class Meter {

    private final ExportCommitted export;
    private final Progress.Listener listener;
    private final InstantSource clock;
    private final Instant begun;
    private long before;
    private long done;

    public Meter(ExportCommitted export, Progress.Listener listener, InstantSource clock) {
        this.export = export;
        this.listener = listener;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Changes that were in the copy before this process began. */
    synchronized void skipped(long records) {
        before += records;
    }

    synchronized void written(long records) {
        done += records;
        listener.at(new Progress(export, before + done, total(), expectedEnd()));
    }

    private long total() {
        return export.export().itemCount();
    }

    private Optional<Instant> expectedEnd() {
        Instant now = clock.instant();
        Duration taken = Duration.between(begun, now);
        long left = total() - before - done;
        return done == 0 || taken.isZero()
                ? Optional.empty()
                : Optional.of(now.plusMillis(Math.round((double) taken.toMillis() / done * left)));
    }
}
