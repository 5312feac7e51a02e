package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.WriteId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes of one job. */
final class Writes {

    static final JobId JOB = JobId.of("orders");
    static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    private Writes() {}

    static StateWrite expecting(long revision) {
        return write(revision, document(revision + 1).text(), Map.of("runStatus", "FOLLOWING"));
    }

    static StateWrite write(long revision, String document, Map<String, String> readable) {
        return new StateWrite(
                WriteId.random(), new Revision(revision), new StateDocument(document), readable, AT, Optional.empty());
    }

    static StateDocument document(long revision) {
        return new StateDocument("{\"revision\":" + revision + "}");
    }

    static String name(long revision) {
        return String.format(Locale.ROOT, "/dcie/orders/state/%012d", revision);
    }
}
