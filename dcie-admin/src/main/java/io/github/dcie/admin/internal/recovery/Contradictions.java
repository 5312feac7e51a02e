package io.github.dcie.admin.internal.recovery;

import io.github.dcie.ExportJob;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a stored state names exports that are not what it says they are: such a state was edited, a step refuses it, and
 * it counts as damaged (I2, T1).
 */
public final class Contradictions {

    private final ExportJob job;
    private final Exports exports;

    /** By what DynamoDB and manifests say of the table's exports. */
    public Contradictions(ExportJob job, Exports exports) {
        this.job = job;
        this.exports = exports;
    }

    /** Whether the state's chain is contradicted. */
    public boolean isIn(Generation generation) {
        Optional<Instant> start = generation.start();
        return start.isPresent()
                && (generation.trackedExports().stream().anyMatch(tracked -> isContradicted(start.get(), tracked))
                        || generation.announced().filter(this::isContradicted).isPresent());
    }

    private boolean isContradicted(Instant start, TrackedExport tracked) {
        Optional<String> id = tracked.stage().export();
        if (id.isEmpty()) {
            return false;
        }
        Token token = Token.of(job.id(), job.table(), start, tracked.span(), tracked.attempt());
        Optional<ExportFacts> named = described(id.get());
        return named.map(facts -> facts.hasOtherTokenThan(token))
                .orElseGet(() -> exports.all().stream()
                        .anyMatch(other -> other.token().equals(Optional.of(token.value())) && !other.isFailed()));
    }

    /** The last announced export ends where the state says; the number 0 may be another system's. */
    private boolean isContradicted(Generation.Announced last) {
        String prefix = Token.prefix(job.id(), job.table());
        return described(last.exportId())
                .filter(facts -> !Exports.isSameSecond(Exports.end(facts), last.end())
                        || (last.sequence() > 0
                                && facts.token()
                                        .filter(token -> !token.startsWith(prefix))
                                        .isPresent()))
                .isPresent();
    }

    private Optional<ExportFacts> described(String exportId) {
        return exports.all().stream()
                .filter(facts -> facts.exportId().equals(exportId))
                .findFirst();
    }
}
