package io.github.dcie.dynamo;

import io.github.dcie.JobId;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes, and jobs to write them to. */
final class Writes {

    static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    private Writes() {}

    /** A job that nobody has used before. */
    static JobId newJob() {
        return JobId.of("job-" + UUID.randomUUID());
    }

    static StateWrite expecting(long revision) {
        return expecting(revision, Map.of("runStatus", "FOLLOWING"));
    }

    static StateWrite expecting(long revision, Map<String, String> readable) {
        return write(revision, "{\"after\":" + revision + "}", readable, Optional.empty());
    }

    static StateWrite acknowledging(long revision, OperatorRequest request) {
        return write(revision, "{\"after\":" + revision + "}", Map.of(), Optional.of(request));
    }

    static StateWrite write(
            long revision, String document, Map<String, String> readable, Optional<OperatorRequest> acknowledges) {
        return new StateWrite(
                WriteId.random(), new Revision(revision), new StateDocument(document), readable, AT, acknowledges);
    }
}
