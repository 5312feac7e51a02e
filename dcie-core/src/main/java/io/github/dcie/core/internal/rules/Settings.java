package io.github.dcie.core.internal.rules;

import io.github.dcie.ExportJob;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.timing.Polling;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process was configured with.
 *
 * @param job the export job
 * @param firstRun whether the job may start without state
 * @param noticeTakeover this long after a step began its pending notices are taken over (N1)
 * @param remindEvery conditions that go on are told again so often, if at all (N3)
 * @param polling whether signals come (P3)
 */
public record Settings(
        ExportJob job, FirstRun firstRun, Duration noticeTakeover, Optional<Duration> remindEvery, Polling polling) {

    /** Of a process that is not signalled. */
    public Settings(ExportJob job, FirstRun firstRun, Duration noticeTakeover, Optional<Duration> remindEvery) {
        this(job, firstRun, noticeTakeover, remindEvery, Polling.BY_ITSELF);
    }
}
