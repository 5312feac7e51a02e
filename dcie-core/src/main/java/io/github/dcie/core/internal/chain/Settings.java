package io.github.dcie.core.internal.chain;

import io.github.dcie.ExportJob;
import io.github.dcie.core.FirstRun;
import java.time.Duration;

/**
 * What a process was configured with.
 *
 * @param job the export job
 * @param firstRun whether the job may start without state
 * @param noticeTakeover this long after a step began its owed notices are taken over (N1)
 */
public record Settings(ExportJob job, FirstRun firstRun, Duration noticeTakeover) {}
