package io.github.dcie.core.internal.model;

import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.core.internal.model.Generation.Announced;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a generation that was reset still owes: its beginning, and its exports that were committed (F5).
 *
 * @param number the generation
 * @param cause why it had begun
 * @param startPending its beginning has not been announced yet
 * @param start its full export's time
 * @param nextSequence the position of the first pending export
 * @param previousExportId the export before the first pending one
 * @param exportIds the pending exports, in chain order
 */
public record PastGeneration(
        int number,
        Cause cause,
        boolean startPending,
        Instant start,
        long nextSequence,
        Optional<String> previousExportId,
        List<String> exportIds) {

    private static final int HEADER = 4;

    public PastGeneration {
        exportIds = List.copyOf(exportIds);
    }

    /** What a generation owes when it is given up; empty if it owes nothing. */
    static Optional<PastGeneration> of(Generation generation) {
        List<String> owed = generation.committed().stream()
                .flatMap(tracked -> tracked.stage().export().stream())
                .toList();
        return generation
                .start()
                .map(start -> new PastGeneration(
                        generation.number(),
                        generation.cause(),
                        generation.startPending(),
                        start,
                        generation.sequenceOf(0),
                        generation.announced().map(Announced::exportId),
                        owed))
                .filter(past -> !past.isSettled());
    }

    public boolean isSettled() {
        return !startPending && exportIds.isEmpty();
    }

    /** How much of the document it takes up, in pending exports (K1). */
    int weight() {
        return HEADER + exportIds.size();
    }

    public PastGeneration announceStart() {
        return new PastGeneration(number, cause, false, start, nextSequence, previousExportId, exportIds);
    }

    public PastGeneration announceFirst() {
        return new PastGeneration(
                number,
                cause,
                startPending,
                start,
                nextSequence + 1,
                Optional.of(exportIds.get(0)),
                exportIds.subList(1, exportIds.size()));
    }
}
