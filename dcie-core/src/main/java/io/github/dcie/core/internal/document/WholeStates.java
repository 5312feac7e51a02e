package io.github.dcie.core.internal.document;

import io.github.dcie.ExportJob;
import io.github.dcie.JobStatus;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.report.Statuses;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** States that are written whole, by a person's wish and not by a step. No operator request is carried out by them (K6). */
public final class WholeStates {

    private WholeStates() {}

    /** Puts a state in the place of what is expected there. */
    public static StateWrite write(ExportJob job, Revision expected, JobState state, Instant now) {
        return new StateWrite(
                WriteId.random(),
                expected,
                StateCodec.encode(state),
                statuses(job, now).readable(state),
                now,
                Optional.empty());
    }

    /** Where the job stands with it. */
    public static JobStatus status(
            ExportJob job, Revision revision, JobState state, OperatorRequest operator, Instant now) {
        return statuses(job, now).of(state, revision, operator);
    }

    private static Statuses statuses(ExportJob job, Instant now) {
        return new Statuses(new Settings(job, FirstRun.REQUIRE_STATE, Duration.ZERO, Optional.empty()), now);
    }
}
